import { refuseOption, UnderstudyError } from '@understudy/spec'
import { type CollectedInput, collectInput } from '../input/collect.ts'
import { collectChange } from '../input/change.ts'
import { READ_LIMITS } from '../input/read.ts'
import { collectStdin } from '../input/stdin.ts'
import type { Change } from '../git/change.ts'
import type { Effective } from '../config/effective.ts'
import type { Shell } from '../shell/shell.ts'
import { count } from '../terminal/text.ts'
import type { ReviewRequest } from './request.ts'

/** Reads what is to be reviewed. @throws UnderstudyError when there is nothing, or a path may not be read */
export async function readInput(request: ReviewRequest, effective: Effective, shell: Shell): Promise<CollectedInput> {
  const { values: settings, repositoryExclude } = effective
  const limits = { cwd: shell.cwd, maxFileBytes: settings.maxFileBytes ?? READ_LIMITS.maxFileBytes }
  if (request.paths.includes('-')) {
    if (request.paths.length > 1) refuseOption('path', '- alone when standard input is reviewed', request.paths.join(' '))
    return collectStdin(shell.stdin, request.stdinPath ?? 'stdin', limits)
  }
  if (request.stdinPath !== undefined) refuseOption('--stdin-path', 'given together with - as the path', request.stdinPath)
  const { exclude, defaultExcludes, gitignore } = settings
  const leaveOut = { repositoryExclude, ...(exclude && { exclude }) }
  if (request.change) return collectChange(request.change, request.paths, { ...limits, ...leaveOut })
  const input = await collectInput(request.paths, {
    ...limits,
    ...leaveOut,
    ...(defaultExcludes !== undefined && { defaultExcludes }),
    ...(request.root !== undefined && { root: request.root }),
    ...(gitignore !== undefined && { gitignore }),
  })
  if (input.files.length === 0) throw nothingToReview(input, request.paths)
  return input
}

/** Reasons by which files are named, with what to do where something can be done. */
function leftOutWords({ skipped }: CollectedInput): string {
  const ignored = skipped.filter(({ reason }) => reason === 'ignored').length
  const others = skipped.filter(({ reason }) => reason !== 'ignored')
  return [
    ...(ignored > 0 ? [`${count(ignored, 'path')} that git ignores (--no-gitignore reviews them)`] : []),
    ...others.slice(0, 3).map(({ path, sentence }) => `${path}: ${sentence}`),
    ...(others.length > 3 ? [`${others.length - 3} more left out`] : []),
  ].join('; ')
}

/** Nothing reviewed must never read like nothing found. */
function nothingToReview(input: CollectedInput, paths: readonly string[]): UnderstudyError {
  const left = leftOutWords(input)
  const why = left === '' ? 'It is empty.' : `Found: ${left}`
  return new UnderstudyError('unreadable-input', `There is nothing to review in ${paths.join(', ')}. ${why}`)
}

/** The same for a change: why it leaves nothing to ask about. Null when there is something, or when code may be missing. */
export function whyNothing(input: CollectedInput, change: Change): string | null {
  if (input.files.length > 0 || input.skipped.some(({ incomplete }) => incomplete)) return null
  if (input.skipped.length > 0) return `Nothing to review: the change touches no code. ${leftOutWords(input)}`
  return change === 'staged' ? 'Nothing to review: nothing is staged.' : 'Nothing to review: nothing changed.'
}
