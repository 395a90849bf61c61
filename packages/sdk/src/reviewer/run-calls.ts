import type { Route } from '@understudy/failover'
import type { PieceOutcome } from '../coverage/piece-outcome.ts'
import { halves } from '../plan/halves.ts'
import type { PlannedCall, ReviewJob } from '../plan/jobs.ts'
import type { ReviewRun } from './review-run.ts'
import { runCall } from './run-call.ts'

/** How often a file whose model went away in the middle is begun again with the next one. */
const MOST_RESTARTS = 2

/** How often code that no window takes is cut in two: an estimate is seldom wrong by more than eight times. */
const MOST_CUTS = 3

/** One call; where it was too long for every target that could be asked, its halves. */
async function runOrCut(
  run: ReviewRun,
  route: Route,
  job: ReviewJob,
  call: PlannedCall,
  cuts = MOST_CUTS,
): Promise<readonly PieceOutcome[]> {
  const outcomes = await run.gate.run(() => runCall(run, route, job, call))
  const tooLong = outcomes.some((outcome) => !outcome.read && outcome.tooLong)
  const parts = tooLong && cuts > 0 ? halves(call) : []
  if (parts.length < 2) return outcomes
  return (await Promise.all(parts.map((part) => runOrCut(run, route, job, part, cuts - 1)))).flat()
}

/**
 * The target that has a file for itself, because a file's findings come from one model: whoever answered last, since the
 * others may be gone. Null when one target read all, or when only the floor could take over.
 */
function targetToKeep(outcomes: readonly PieceOutcome[]): string | null {
  const read = outcomes.filter((outcome) => outcome.read)
  const [last] = read.filter((outcome) => !outcome.by.degraded).toSorted((a, b) => b.order - a.order)
  if (!last || read.every((outcome) => outcome.by.target === last.by.target)) return null
  return last.by.target
}

/** Runs the calls of a job along one route; begins a long file again where its model changed in the middle. */
export async function runCalls(run: ReviewRun, route: Route, job: ReviewJob): Promise<readonly PieceOutcome[]> {
  const results = await Promise.all(job.calls.map((call) => runOrCut(run, route, job, call)))
  for (let restarts = 0; restarts < MOST_RESTARTS; restarts++) {
    const keep = targetToKeep(results.flat())
    if (keep === null || run.signal.aborted) break
    await Promise.all(
      job.calls.map(async (call, index) => {
        const stale = results[index]?.some((outcome) => outcome.read && outcome.by.target !== keep)
        if (stale) results[index] = await runOrCut(run, route, job, call)
      }),
    )
  }
  return results.flat()
}
