import { InvalidArgumentError } from 'commander'
import { safeSentence, UnderstudyError } from '@understudy/spec'
import { ConfigError } from '../config/config-error.ts'

export interface ErrorSentence {
  readonly sentence: string
  /** The command that would help next. */
  readonly next?: string
}

export interface ErrorPlace {
  readonly env: (name: string) => string | undefined
  /** The command that failed, as it is typed. */
  readonly command: string
}

function nextStep(error: UnderstudyError, command: string): string | undefined {
  const { code } = error
  if (error instanceof ConfigError) return 'See what a file may say: understudy config --schema, and docs/priority-and-policy.md'
  if (code === 'invalid-option') return `See the options: ${command} --help`
  if (code === 'route-exhausted') return 'Check keys, models and what is out of use: understudy doctor'
  return undefined
}

/** An error as its reader needs it. A fault of our own says so, and shows its stack only when asked to. */
export function errorSentence(error: unknown, { env, command }: ErrorPlace): ErrorSentence {
  if (error instanceof UnderstudyError) {
    const next = nextStep(error, command)
    return { sentence: error.message, ...(next !== undefined && { next }) }
  }
  // A value that a parser of flags refused, wherever it came from.
  if (error instanceof InvalidArgumentError) return { sentence: error.message, next: `See the options: ${command} --help` }
  const sentence = `Something inside failed: ${safeSentence(error instanceof Error ? error.message : String(error))}`
  if (env('UNDERSTUDY_DEBUG') && error instanceof Error) return { sentence, next: error.stack ?? '' }
  return {
    sentence,
    next: 'This is a fault of Understudy. Run again with UNDERSTUDY_DEBUG=1 to see where, and please report it.',
  }
}
