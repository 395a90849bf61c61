import { inputDigest } from '../journal/input-digest.ts'
import { type Execution, tell } from './execution.ts'
import type { RouteResult } from './types.ts'

/** Makes it known that an execution is under way, and ends its attempts when the caller gives up. */
export function began(execution: Execution): void {
  const { engine, call, id, options } = execution
  if (options.signal) {
    execution.onAbort = () => engine.attempts.cut('caller', execution)
    options.signal.addEventListener('abort', execution.onAbort, { once: true })
  }
  engine.executions.began()
  engine.extra.executionBegan()
  engine.hedges.executionBegan()
  engine.journal?.record({
    type: 'execution-started',
    executionId: id,
    task: call.task,
    promptVersion: call.promptVersion,
    input: inputDigest(call.input, engine.settings.inputSalt),
    files: call.files?.length ?? 0,
  })
  tell(execution, { type: 'execution-started', task: call.task })
  tellHeld(execution)
}

/** Ends it well. Gives the result back. */
export function succeeded<T>(execution: Execution, result: RouteResult<T>): RouteResult<T> {
  const { target, attempts, executionId } = result
  execution.engine.journal?.record({ type: 'execution-finished', executionId, outcome: 'succeeded', target })
  tell(execution, { type: 'execution-succeeded', target, attempts: attempts.length })
  ended(execution)
  return result
}

/** Ends it with an error. Gives the error back. */
export function failed(execution: Execution, error: unknown): unknown {
  const { engine, id, attempts } = execution
  const code = codeOf(error)
  const outcome = code === 'cancelled' ? 'cancelled' : 'failed'
  engine.journal?.record({ type: 'execution-finished', executionId: id, outcome, code })
  tell(execution, { type: 'execution-failed', code, attempts: attempts.length })
  ended(execution)
  return error
}

function ended({ engine, options, onAbort }: Execution): void {
  if (onAbort) options.signal?.removeEventListener('abort', onAbort)
  engine.extra.executionEnded()
  engine.executions.ended()
  // Once per execution, and not waited for: a slow disk must not slow a review.
  void engine.records.flush()
}

/** Once for each notice and task: an order that is not applied must not go unnoticed. */
function tellHeld(execution: Execution): void {
  const { engine, question } = execution
  const { task } = question
  for (const { id, basis } of engine.oversight.gate.held(question)) {
    if (engine.heldTold.has(`${task}|${id}`)) continue
    engine.heldTold.add(`${task}|${id}`)
    const sentence = `The notice ${id} of ${basis.authority} is not applied to ${task}, since it would bar the last permitted target. Say yes with mayBarLast, or add a target.`
    tell(execution, { type: 'notice-held', notice: id, task, sentence })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
