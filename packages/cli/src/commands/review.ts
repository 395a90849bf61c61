import type { Command } from 'commander'
import { refuseOption, SEVERITIES } from '@understudy/spec'
import type { Change } from '../git/change.ts'
import { FORMATS, type ReviewSettings } from '../settings/settings.ts'
import { commaList, dollars, oneOf, sizeInBytes, timeInMs, wholeNumber } from '../shell/options.ts'
import type { ReviewRequest } from '../review/request.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags, wasSaid } from './settings-flags.ts'

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
    Pick<ReviewSettings, 'format' | 'failOn' | 'concurrency' | 'exclude' | 'baseline' | 'journal' | 'repositoryClass'> {
  readonly failOnExisting?: boolean
  readonly json?: boolean
  readonly gitignore?: boolean
  readonly defaultExcludes?: boolean
  readonly maxFileSize?: number
  readonly maxCost?: number
  readonly deadline?: number
  readonly stdinPath?: string
  readonly root?: string
  readonly output?: string
  readonly resume?: boolean
  readonly quiet?: boolean
  readonly cache?: boolean
  readonly diff?: string
  readonly staged?: boolean
  readonly allFiles?: boolean
}

/** Settings that this command's own flags said, and nothing else. */
function settingsFrom(flags: ReviewFlags, command: Command): ReviewSettings {
  const {
    format,
    failOn,
    concurrency,
    exclude,
    maxFileSize,
    deadline,
    gitignore,
    defaultExcludes,
    baseline,
    journal,
    repositoryClass,
    maxCost,
  } = flags
  return {
    ...(flags.json ? { format: 'json' as const } : format && { format }),
    ...(failOn && { failOn }),
    ...(flags.failOnExisting && { failOnExisting: true }),
    ...(concurrency !== undefined && { concurrency }),
    ...(exclude && { exclude }),
    ...(baseline !== undefined && { baseline }),
    ...(journal !== undefined && { journal }),
    ...(repositoryClass !== undefined && { repositoryClass }),
    ...(maxCost !== undefined && { spendingCapUsd: maxCost }),
    ...(wasSaid(command, 'gitignore') && { gitignore }),
    ...(wasSaid(command, 'defaultExcludes') && { defaultExcludes }),
    ...(maxFileSize !== undefined && { maxFileBytes: maxFileSize }),
    ...(deadline !== undefined && { deadlineMs: deadline }),
  }
}

function changeOf({ diff, staged }: ReviewFlags): Change | undefined {
  if (diff !== undefined && staged) refuseOption('--staged', 'given without --diff', true)
  return diff === undefined ? (staged ? 'staged' : undefined) : { base: diff }
}

/** What only this run is told. @throws InvalidOptionError when nothing is named */
function requestFrom(paths: readonly string[], flags: ReviewFlags): ReviewRequest {
  const { stdinPath, root, output, resume = false, quiet = false, allFiles = false, cache = true } = flags
  const change = changeOf(flags)
  if (paths.length === 0 && change === undefined)
    refuseOption(
      'path',
      'a file or folder such as ., - for standard input, or left out with --diff <base> or --staged',
      undefined,
    )
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    resume,
    cache,
    quiet,
    allFiles,
    ...(change !== undefined && { change }),
    ...(stdinPath !== undefined && { stdinPath }),
    ...(root !== undefined && { root }),
    ...(output !== undefined && { output }),
  }
}

function describeReview(program: Command): Command {
  return addTargetFlags(
    program
      .command('review')
      .description('Review files or a folder for security flaws')
      .argument('[path...]', 'files or folders; - reads standard input')
      .option('--diff <base>', 'review the change from a commit or branch to the working tree')
      .option('--staged', 'review what is staged for the next commit')
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
      .option('--exclude <pattern>', 'leave out, as in .gitignore; may be repeated', commaList)
      .option('--max-file-size <size>', 'longest file that is reviewed (default: 256KB)', sizeInBytes)
      .option('--no-gitignore', 'review what git ignores, too')
      .option('--no-default-excludes', 'review dependencies and build output, too')
      .option('--root <folder>', 'folder that no path may leave, and that paths in the report are relative to')
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
