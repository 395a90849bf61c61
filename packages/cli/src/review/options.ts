import type { ReviewerOptions } from '@understudy/sdk'
import { READ_LIMITS } from '../input/read.ts'
import { createProgress, type Progress } from '../progress/progress.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { ReviewRequest } from './request.ts'

/** Progress as this shell can show it: a live line on a terminal that nobody records, plain lines elsewhere. */
export function startProgress(request: ReviewRequest, { stderr, runtime, env, platform }: Shell): Progress {
  return createProgress({
    sink: stderr,
    terminal: terminalOf(stderr, { env, platform }),
    runtime,
    live: stderr.isTerminal && !env('CI') && env('TERM') !== 'dumb',
    quiet: request.quiet,
  })
}

/** Settings in the words of the library. */
export function reviewerOptions(settings: ReviewSettings): Omit<ReviewerOptions, 'targets'> {
  const { concurrency, effort, emptyProof, attempts, onRefusal, allowSubstitution, callDeadlineMs, maxFileBytes } = settings
  const { watchDrift, shadow } = settings
  return {
    maxFileBytes: maxFileBytes ?? READ_LIMITS.maxFileBytes,
    ...(concurrency !== undefined && { concurrency }),
    ...(effort && { effort }),
    ...(emptyProof && { emptyProof }),
    ...(attempts !== undefined && { attempts }),
    ...(onRefusal && { onRefusal }),
    ...(allowSubstitution !== undefined && { allowSubstitution }),
    ...(watchDrift !== undefined && { watchDrift }),
    ...(shadow && { shadow: shadow as NonNullable<ReviewerOptions['shadow']> }),
    ...(callDeadlineMs !== undefined && { deadlineMs: callDeadlineMs }),
  }
}
