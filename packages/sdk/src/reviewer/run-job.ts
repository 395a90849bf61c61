import type { Route } from '@understudy/failover'
import { mergeFindings } from '@understudy/findings'
import { hasCode } from '@understudy/spec'
import { saveCheckpoint } from '../checkpoint/checkpoint.ts'
import { fileCoverage } from '../coverage/file-coverage.ts'
import type { FileResult } from '../coverage/file-result.ts'
import type { PieceOutcome } from '../coverage/piece-outcome.ts'
import type { ReviewJob } from '../plan/jobs.ts'
import type { ReviewSource } from '../plan/source.ts'
import { stamp } from './events.ts'
import { addOpinions } from './opinions.ts'
import type { ReviewRun } from './review-run.ts'
import { runCalls } from './run-calls.ts'

function remember(run: ReviewRun, file: ReviewSource, result: FileResult): void {
  if (!run.checkpoints) return
  try {
    const { store, scope } = run.checkpoints
    const { coverage, findings, channels = [], endpoint = '' } = result
    saveCheckpoint(store, scope, file, { coverage, findings, channels, endpoint, reviewedAt: run.runtime.wallTime() })
  } catch (error) {
    if (!hasCode(error, 'store-unusable') && !hasCode(error, 'closed')) throw error
    // The result is in hand; losing the note of it costs a second review later, not this one.
    run.emit(stamp(run.runtime, { type: 'checkpoint-failed', path: file.path, sentence: error.message }))
  }
}

function resultOf(file: ReviewSource, outcomes: readonly PieceOutcome[]): FileResult {
  const own = outcomes.filter((outcome) => outcome.piece.path === file.path)
  const findings = mergeFindings(own.flatMap(({ findings = [] }) => findings))
  // The last first, as the coverage names it.
  const readers = own.flatMap((outcome) => (outcome.read ? [outcome.by] : [])).toReversed()
  const [last] = readers
  return {
    coverage: fileCoverage(file.path, own),
    findings,
    channels: [...new Set(readers.map(({ key }) => key))],
    ...(last && { endpoint: last.endpoint }),
  }
}

/** Has the files of one job reviewed along a route. */
export async function reviewJob(run: ReviewRun, route: Route, job: ReviewJob): Promise<readonly FileResult[]> {
  const outcomes = await runCalls(run, route, job)
  const results = job.files.map((file) => resultOf(file, outcomes))
  run.seen.push(...results)
  return results
}

/** Reviews the files of one job, by as many models as were asked for, and remembers each. */
export async function runJob(run: ReviewRun, job: ReviewJob): Promise<readonly FileResult[]> {
  const results = await reviewJob(run, run.route, job)
  // Where further opinions are asked for, they are the comparison.
  if (run.opinions === 1) run.shadow?.offer(run, job, results)
  const whole = await addOpinions(run, results, async (route) => {
    const theirs = await reviewJob(run, route, job)
    run.shadow?.learn(run, results, theirs)
    return theirs
  })
  for (const [index, file] of job.files.entries()) if (whole[index]) remember(run, file, whole[index])
  return whole
}
