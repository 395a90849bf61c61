import { type ErrorCode, safeSentence, UnderstudyError } from '@understudy/spec'

export interface ErrorSentence {
  readonly sentence: string
  /** The command that would help next. */
  readonly next?: string
}

const NEXT: Readonly<Partial<Record<ErrorCode, string>>> = {
  'invalid-option': 'See the options: understudy review --help',
  'route-exhausted': 'Check keys, models and what is out of use: understudy doctor',
}

/** An error as its reader needs it. A fault of our own says so, and shows its stack only when asked to. */
export function errorSentence(error: unknown, env: (name: string) => string | undefined): ErrorSentence {
  if (error instanceof UnderstudyError) {
    const next = NEXT[error.code as ErrorCode]
    return { sentence: error.message, ...(next !== undefined && { next }) }
  }
  const sentence = `Something inside failed: ${safeSentence(error instanceof Error ? error.message : String(error))}`
  if (env('UNDERSTUDY_DEBUG') && error instanceof Error) return { sentence, next: error.stack ?? '' }
  return {
    sentence,
    next: 'This is a fault of Understudy. Run again with UNDERSTUDY_DEBUG=1 to see where, and please report it.',
  }
}
