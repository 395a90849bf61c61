import type { Command } from 'commander'
import { SEVERITIES } from '@understudy/spec'
import { FORMATS, type ReviewSettings } from '../settings/settings.ts'
import { dollars, oneOf, timeInMs, wholeNumber } from '../shell/options.ts'
import type { ReviewRequest } from '../review/request.ts'
import type { Act } from './act.ts'
import { addInputFlags, type InputFlags, inputRequest, inputSettings } from './input-flags.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const EXAMPLES = `Examples:
  understudy review .                              review this folder
  understudy review src --fail-on high             exit 1 only for high and critical
  understudy review . --targets anthropic/claude-opus-5-5,openai/gpt-5.5
  understudy review --diff main                    review what this branch changes
  git show HEAD:src/app.ts | understudy review - --stdin-path src/app.ts
`

const EXIT_CODES = `
Exit codes:
  0  complete, and nothing at or above the threshold
  1  findings at or above the threshold
  2  wrong usage or configuration
  3  no target could serve
  4  incomplete, or degraded without findings: the silence proves nothing
`

/** What commander hands over. Names follow the flags. */
interface ReviewFlags
  extends
    TargetFlags,
    InputFlags,
    Pick<ReviewSettings, 'format' | 'failOn' | 'concurrency' | 'baseline' | 'journal' | 'repositoryClass'> {
  readonly failOnExisting?: boolean
  readonly json?: boolean
  readonly maxCost?: number
  readonly deadline?: number
  readonly stdinPath?: string
  readonly output?: string
  readonly resume?: boolean
  readonly quiet?: boolean
  readonly cache?: boolean
  readonly allFiles?: boolean
}

/** Settings that this command's own flags said, and nothing else. */
function settingsFrom(flags: ReviewFlags, command: Command): ReviewSettings {
  const { format, failOn, concurrency, deadline, baseline, journal, repositoryClass, maxCost } = flags
  return {
    ...inputSettings(flags, command),
    ...(flags.json ? { format: 'json' as const } : format && { format }),
    ...(failOn && { failOn }),
    ...(flags.failOnExisting && { failOnExisting: true }),
    ...(concurrency !== undefined && { concurrency }),
    ...(baseline !== undefined && { baseline }),
    ...(journal !== undefined && { journal }),
    ...(repositoryClass !== undefined && { repositoryClass }),
    ...(maxCost !== undefined && { spendingCapUsd: maxCost }),
    ...(deadline !== undefined && { deadlineMs: deadline }),
  }
}

/** What only this run is told. @throws InvalidOptionError when nothing is named */
function requestFrom(paths: readonly string[], flags: ReviewFlags): ReviewRequest {
  const { stdinPath, output, resume = false, quiet = false, allFiles = false, cache = true } = flags
  return {
    ...inputRequest(paths, flags),
    resume,
    cache,
    quiet,
    allFiles,
    ...(stdinPath !== undefined && { stdinPath }),
    ...(output !== undefined && { output }),
  }
}

function describeReview(program: Command): Command {
  return addTargetFlags(
    addInputFlags(program.command('review').description('Review files or a folder for security flaws'))
      .option('--baseline <file>', 'file of accepted findings; only others count')
      .option('--journal <file>', 'keep one line per attempt and decision')
      .option('--repository-class <word>', 'class of the code, for policies that ask')
      .option('--max-cost <usd>', 'the most that this review may spend, in US dollars', dollars)
      .option('--no-cache', 'ask again about files that did not change')
      .option('--format <format>', FORMATS.join(', '), oneOf(FORMATS))
      .option('--json', 'short for --format json')
      .option('--output <file>', 'write the result to a file')
      .option(
        '--fail-on <severity>',
        'least severity for exit code 1: info, low, medium, high, critical or none (default: low)',
        oneOf([...SEVERITIES, 'none'] as const),
      )
      .option('--fail-on-existing', 'count findings on lines that the change does not touch, too')
      .option('--deadline <time>', 'longest time for the whole review, such as 5m', timeInMs)
      .option('--concurrency <number>', 'calls at the same time (default: 4)', wholeNumber(1, 64))
      .option('--stdin-path <path>', 'name of what is piped in')
      .option('--resume', 'take over files that an earlier run finished')
      .option('--all-files', 'list every file with its served model')
      .option('--quiet', 'no progress')
      .addHelpText('before', EXAMPLES)
      .addHelpText('after', EXIT_CODES),
  )
}

/** Adds `understudy review`. */
export function addReview(program: Command, act: Act): void {
  describeReview(program).action(
    act(async (shell, paths: readonly string[], flags: ReviewFlags, command: Command) => {
      const request = requestFrom(paths, flags)
      const [{ runReview }, { effectiveSettings }] = await Promise.all([
        import('../review/run.ts'),
        import('../config/effective.ts'),
      ])
      const effective = await effectiveSettings(configChoice(flags, command, settingsFrom(flags, command)), shell)
      return runReview(request, effective, shell)
    }),
  )
}
