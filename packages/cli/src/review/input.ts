import { refuseOption, UnderstudyError } from '@understudy/spec'
import { type CollectedInput, collectInput } from '../input/collect.ts'
import { collectChange } from '../input/change.ts'
import { READ_LIMITS } from '../input/read.ts'
import { collectStdin } from '../input/stdin.ts'
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
  const leaveOut = { repositoryExclude, ...(exclude && { exclude }), ...(defaultExcludes !== undefined && { defaultExcludes }) }
  if (request.change) return collectChange(request.change, request.paths, { ...limits, ...leaveOut })
  const input = await collectInput(request.paths, {
    ...limits,
    ...leaveOut,
    ...(request.root !== undefined && { root: request.root }),
    ...(gitignore !== undefined && { gitignore }),
  })
  if (input.files.length === 0) throw nothingToReview(input, request.paths)
  return input
}

/** Nothing reviewed must never read like nothing found. */
function nothingToReview(input: CollectedInput, paths: readonly string[]): UnderstudyError {
  const left = [
    ...(input.ignored > 0 ? [`${count(input.ignored, 'path')} ignored by .gitignore (--no-gitignore reviews them)`] : []),
    ...input.skipped.slice(0, 3).map(({ path, sentence }) => `${path}: ${sentence}`),
    ...(input.skipped.length > 3 ? [`${input.skipped.length - 3} more left out`] : []),
  ]
  const why = left.length === 0 ? 'It is empty.' : `Found: ${left.join('; ')}`
  return new UnderstudyError('unreadable-input', `There is nothing to review in ${paths.join(', ')}. ${why}`)
}
