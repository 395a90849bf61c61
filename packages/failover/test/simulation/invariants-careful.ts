import type { Check } from './invariants-execution.ts'
import { modeAt } from './plan.ts'
import { type AttemptLine, circuitChanges, stateBefore } from './timeline.ts'

const OF_THE_WAY = new Set(['overloaded', 'provider-error', 'unreachable', 'timeout'])

/** I16: an answer that spoke of one request alone never takes the model away. */
const ambiguous: Check = function* (history, plan) {
  if (!plan.probes) return
  for (const { event } of history.events) {
    if (event.type !== 'target-barred' || event.by !== 'verdict') continue
    const phase = plan.phases.find(({ target, from, to }) => target === event.target && from + 1_000 <= event.at && event.at < to)
    if (phase?.mode === 'ambiguous' && modeAt(plan, event.target, event.at) === 'ambiguous')
      yield { rule: 'I16', at: event.at, what: `${event.target} was suspended although it answers: ${event.sentence}` }
  }
}

/** I17: a target is suspect after one timeout or stall, or after failures of two calls, with no success between. */
const suspected: Check = function* (history, _, lines) {
  for (const [index, { process, event }] of history.events.entries()) {
    if (event.type !== 'target-suspected' || event.why.includes('another process')) continue
    const ended = lines
      .filter((line) => line.process === process && line.target === event.target && line.endedIndex < index)
      .toSorted((a, b) => b.endedIndex - a.endedIndex)
    const upTo = ended.findIndex(({ kind }) => kind === 'served')
    const since = ended.slice(0, upTo === -1 ? undefined : upTo)
    const slow = since.some(({ kind }) => kind === 'timeout' || kind === 'cancelled')
    const failed = new Set(since.filter(({ kind }) => OF_THE_WAY.has(kind ?? '')).map(({ executionId }) => executionId))
    if (!slow && failed.size < 2)
      yield { rule: 'I17', at: event.at, what: `${event.target} became suspect after ${failed.size} failed calls: ${event.why}` }
  }
}

/** I18: while one is suspect, and another is well and idle, no caller's call is sent to it. */
const leftAlone: Check = function* (history, plan, lines) {
  if (plan.theme === 'dark' || plan.concurrency < 10 || !plan.probes) return
  const changes = circuitChanges(history)
  for (const line of lines) {
    if (!isSuspect(history, line) || !steadyIsIdle(lines, line) || line.number >= plan.attempts) continue
    const own = changes.get(`${line.process}|target|${line.target}`)
    if (stateBefore(own, line.startedIndex) !== 'closed' || own?.at(-1)?.at === line.startedAt) continue
    yield {
      rule: 'I18',
      at: line.startedAt,
      what: `${line.target} was asked while suspect, though c/steady was idle (${line.why})`,
    }
  }
}

function isSuspect(history: Parameters<Check>[0], { process, target, startedIndex }: AttemptLine): boolean {
  for (let index = startedIndex - 1; index >= 0; index--) {
    const told = history.events[index]
    if (!told || told.process !== process || !('target' in told.event) || told.event.target !== target) continue
    if (told.event.type === 'target-suspected') return true
    if (told.event.type === 'target-cleared') return false
  }
  return false
}

function steadyIsIdle(
  lines: readonly AttemptLine[],
  { process, target, executionId, startedAt, startedIndex }: AttemptLine,
): boolean {
  if (target === 'c/steady' || target === 'floor/local') return false
  const served = lines.some(
    (line) =>
      line.process === process && line.target === 'c/steady' && line.kind === 'served' && line.endedAt < startedAt - 1_000,
  )
  const busy = lines.some(
    (line) =>
      line.process === process &&
      line.target === 'c/steady' &&
      ((line.startedIndex <= startedIndex && line.endedIndex >= startedIndex) ||
        (line.executionId === executionId && line.startedIndex < startedIndex) ||
        (line.kind !== 'served' && line.endedAt < startedAt)),
  )
  return served && !busy
}

/** I19: a target comes to rest for what it turned away only after three in a row. */
const turnedAway: Check = function* (history, _, lines) {
  for (const [index, { process, event }] of history.events.entries()) {
    if (event.type !== 'circuit-opened' || event.circuit !== 'target' || !event.why.includes('invalid-request')) continue
    const before = lines.filter((line) => line.process === process && line.target === event.target && line.endedIndex <= index)
    const lastServed = Math.max(-1, ...before.filter(({ kind }) => kind === 'served').map(({ endedIndex }) => endedIndex))
    const said = before.filter(({ kind, endedIndex }) => kind === 'invalid-request' && endedIndex > lastServed).length
    const canned = history.probes.some((probe) => probe.target === event.target && probe.at === event.at && !probe.good)
    if (said < 3 && !canned) yield { rule: 'I19', at: event.at, what: `${event.target} came to rest after ${said} requests` }
  }
}

export const CAREFUL_CHECKS: readonly Check[] = [ambiguous, suspected, leftAlone, turnedAway]
