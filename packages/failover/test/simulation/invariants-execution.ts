import type { History } from './history.ts'
import type { Plan } from './plan.ts'
import type { AttemptLine } from './timeline.ts'
import { CANARY } from './vendors.ts'

/** A broken promise, in words, with the time at which it broke. */
export interface Violation {
  readonly rule: string
  readonly at: number
  readonly what: string
}

type Check = (history: History, plan: Plan, lines: readonly AttemptLine[]) => Iterable<Violation>

/** I3: no more model calls than allowed, and extra ones on the same target only within the process's budget. */
export const attemptBudget: Check = function* (history, plan, lines) {
  const perExecution = new Map<string, number>()
  for (const { executionId, target, startedAt } of lines) {
    if (target === 'floor/local') continue
    const count = (perExecution.get(executionId) ?? 0) + 1
    perExecution.set(executionId, count)
    if (count > plan.attempts)
      yield { rule: 'I3', at: startedAt, what: `${executionId} made ${count} attempts of ${plan.attempts}` }
  }
  const extra = lines.filter((line) => /second try|a repair|slower than usual/.test(line.why))
  for (const line of extra) {
    const together = extra.filter(
      (other) =>
        other.process === line.process && other.startedIndex <= line.startedIndex && other.endedIndex > line.startedIndex,
    )
    const active = history.results.filter(
      (result) => result.process === line.process && result.startedAt <= line.startedAt && result.endedAt >= line.startedAt,
    )
    if (together.length > Math.max(3, 0.2 * active.length))
      yield { rule: 'I3', at: line.startedAt, what: `${together.length} extra attempts at once` }
  }
}

/** I4: back by the deadline, also when vendors hang; nothing is left behind. */
export const deadlines: Check = function* (history) {
  for (const { executionId, startedAt, endedAt, deadlineMs } of history.results)
    if (endedAt > startedAt + deadlineMs + 250)
      yield { rule: 'I4', at: endedAt, what: `${executionId} came back ${endedAt - startedAt - deadlineMs} ms late` }
  for (const { process, beganAt, endedAt } of history.closings)
    if (endedAt > beganAt + 25_250)
      yield { rule: 'I4', at: endedAt, what: `closing process ${process} took ${endedAt - beganAt} ms` }
  if (history.closings.length !== history.closesBegun)
    yield { rule: 'I4', at: Infinity, what: `${history.closesBegun - history.closings.length} processes never closed` }
  if (history.leftTimers.length > 0)
    yield { rule: 'I4', at: Infinity, what: `timers are left for ${history.leftTimers.join(', ')}` }
}

/** I5: every call gets exactly one end, and so does every attempt; nothing is told after the end. */
export const oneEnd: Check = function* (history) {
  if (history.results.length !== history.begun)
    yield { rule: 'I5', at: Infinity, what: `${history.begun} calls began, ${history.results.length} ended` }
  const state = new Map<string, { over: boolean; open: Set<number> }>()
  for (const { event } of history.events) {
    const id = event.executionId
    if (id === undefined) continue
    const known = state.get(id)
    const wrong = (what: string): Violation => ({ rule: 'I5', at: event.at, what: `${id}: ${what}` })
    if (event.type === 'execution-started') {
      if (known) yield wrong('began twice')
      state.set(id, { over: false, open: new Set() })
      continue
    }
    if (!known || known.over) {
      yield wrong(`${event.type} outside the execution`)
      continue
    }
    if (event.type === 'attempt-started') known.open.add(event.number)
    if (event.type === 'attempt-progress' && !known.open.has(event.number)) yield wrong('progress of an attempt that is over')
    if ((event.type === 'attempt-failed' || event.type === 'attempt-succeeded') && !known.open.delete(event.number))
      yield wrong('an attempt ended twice')
    if (event.type !== 'execution-succeeded' && event.type !== 'execution-failed') continue
    if (known.open.size > 0) yield wrong('ended with an attempt under way')
    known.over = true
  }
  for (const [id, { over }] of state) if (!over) yield { rule: 'I5', at: Infinity, what: `${id} never ended` }
}

/** I10 and I11: what is served was asked for, whole, and says who made it. */
export const honestResults: Check = function* (history, _, lines) {
  const byExecution = Map.groupBy(lines, (line) => line.executionId)
  for (const { executionId, endedAt, outcome, attempts } of history.results) {
    const told = byExecution.get(executionId) ?? []
    const wrong = (what: string): Violation => ({ rule: 'I11', at: endedAt, what: `${executionId}: ${what}` })
    if (!outcome.ok) {
      if (outcome.code.startsWith('bug')) yield { rule: 'I5', at: endedAt, what: outcome.code }
      continue
    }
    if (!outcome.servedAsRequested) yield { rule: 'I10', at: endedAt, what: `${executionId} accepted a substitute` }
    if (attempts.length !== told.length) yield wrong(`${attempts.length} records of ${told.length} attempts`)
    const served = attempts.filter((attempt) => attempt.outcome === 'served')
    if (served.length !== 1 || served[0]?.target !== outcome.target || !served[0].servedModel)
      yield wrong('does not say who served')
  }
}

/** I12: no code of a customer in anything that is told. */
export const noLeak: Check = function* (history) {
  const told = JSON.stringify([history.events, history.results])
  if (told.includes(CANARY)) yield { rule: 'I12', at: Infinity, what: 'the code shows up in events, records or errors' }
  if (history.requests.some((request) => !request.marked))
    yield { rule: 'I12', at: 0, what: 'the canary was not sent, so this check sees nothing' }
}

/** L4: with attempts for every target, a call of patience is served whenever one permitted target is healthy. */
export const neverLost: Check = function* (history, plan) {
  if (plan.attempts < 8 || plan.theme === 'dark') return
  for (const { executionId, endedAt, startedAt, deadlineMs, outcome, aborted, attempts } of history.results) {
    const turnedAway = attempts.filter(({ failure }) => failure?.kind === 'invalid-request')
    // Two vendors said that the request is at fault.
    if (new Set(turnedAway.map(({ target }) => target.split('/')[0])).size > 1) continue
    if (outcome.ok || aborted || deadlineMs < 300_000 || plan.waiting < 10) continue
    if (outcome.kind === 'refused' && plan.onRefusal === 'surface') continue
    if (outcome.code === 'closed') continue
    yield {
      rule: 'L4',
      at: endedAt,
      what: `${executionId} (begun ${startedAt}) was lost although c/steady was there: ${outcome.code} ${outcome.text}`,
    }
  }
}

/** Longest that a target with nothing else to do may keep a call waiting: its first call of all goes alone for a second. */
const IDLE_WAIT_MS = 1_500

/** L6: nobody waits in line while a permitted target has nothing to do. */
export const noIdleWait: Check = function* (history, plan, lines) {
  if (plan.theme === 'dark') return
  for (const { process, executionId, startedAt, endedAt, aborted } of history.results) {
    const until = lines.find((line) => line.executionId === executionId)?.startedAt ?? endedAt
    if (aborted || until - startedAt <= IDLE_WAIT_MS) continue
    const busy = lines.filter((line) => line.process === process && line.startedAt < until && line.endedAt > startedAt)
    let idleFrom = startedAt
    for (const line of busy) {
      if (line.startedAt - idleFrom > IDLE_WAIT_MS) break
      idleFrom = Math.max(idleFrom, line.endedAt)
    }
    if (until - idleFrom > IDLE_WAIT_MS)
      yield {
        rule: 'L6',
        at: until,
        what: `${executionId} waited from ${startedAt} to ${until} although nothing was under way since ${idleFrom}`,
      }
  }
}

export const EXECUTION_CHECKS: readonly Check[] = [attemptBudget, deadlines, oneEnd, honestResults, noLeak, neverLost, noIdleWait]
export type { Check }
