import type { FailureKind } from '@understudy/spec'
import type { History } from './history.ts'
import type { Check, Violation } from './invariants-execution.ts'
import { CAREFUL_CHECKS } from './invariants-careful.ts'
import { type AttemptLine, circuitChanges, classOf } from './timeline.ts'

/** I1: nothing is sent to a barred target, hedges, retries and forced probes included. */
const noBarred: Check = function* (history) {
  for (const { barred, target, at } of history.requests)
    if (barred) yield { rule: 'I1', at, what: `${target} was asked although it was barred` }
}

/** I2: two attempts at once for one call stay inside one residency class. */
const residency: Check = function* (_, __, lines) {
  for (const line of lines) {
    if (!line.why.includes('slower than usual')) continue
    const first = lines.find((other) => other.executionId === line.executionId && other.number === line.number - 1)
    const class_ = (target: string): string => (target.startsWith('c/') ? 'eu' : 'us')
    if (first && class_(first.target) !== class_(line.target))
      yield { rule: 'I2', at: line.startedAt, what: `a hedge went from ${first.target} to ${line.target}` }
  }
}

const ORDER = ['a/one', 'a/two', 'b/one', 'c/steady', 'floor/local']
const TROUBLE = new Set<RouteTrouble>([
  'circuit-opened',
  'circuit-half-opened',
  'circuit-closed',
  'target-barred',
  'target-reinstated',
  'target-suspected',
])
type RouteTrouble = History['events'][number]['event']['type']

/** I6: a target is passed over only for a reason. One with no trouble on record at all has none. */
const priority: Check = function* (history, plan, lines) {
  const troubled = new Set<string>()
  let next = 0
  for (const line of lines) {
    for (; next < line.startedIndex; next++) {
      const told = history.events[next]
      if (told && 'target' in told.event && TROUBLE.has(told.event.type))
        troubled.add(`${told.process}|${vendorOf(told.event.target)}`)
      // A new process begins with a short cooldown where another one found a target down.
      if (told?.event.type === 'circuit-opened' || told?.event.type === 'target-suspected')
        troubled.add(`hint|${vendorOf(told.event.target)}`)
      if (told?.event.type === 'attempt-failed') troubled.add(`${told.process}|${vendorOf(told.event.target)}`)
    }
    if (plan.concurrency < 10 || !/first choice|passed over/.test(line.why)) continue
    for (const higher of ORDER.slice(0, ORDER.indexOf(line.target)))
      if (
        ![line.process, 'hint'].some((who) => troubled.has(`${who}|${vendorOf(higher)}`)) &&
        !barredElsewhere(history, higher, line.startedAt) &&
        !wholeTargetSilent(history, lines, higher, line)
      )
        yield { rule: 'I6', at: line.startedAt, what: `${line.target} was asked although nothing spoke against ${higher}` }
  }
}

function vendorOf(target: string): string {
  return target.split(/[/|:]/)[0] ?? target
}

/** Five calls and more were under way, and for two seconds no sign of life came on any: a few may then find out for all. */
function wholeTargetSilent(
  history: History,
  lines: readonly AttemptLine[],
  target: string,
  { process, startedIndex, startedAt }: AttemptLine,
): boolean {
  const since = startedAt - 2_000
  const heard = history.events.some(
    ({ process: who, event }, index) =>
      who === process &&
      index < startedIndex &&
      event.at > since &&
      'target' in event &&
      event.target === target &&
      (event.type === 'attempt-succeeded' || (event.type === 'attempt-progress' && event.mark !== 'sent')),
  )
  const underWay = lines.filter(
    (line) =>
      line.process === process && line.target === target && line.startedIndex < startedIndex && line.endedIndex > startedIndex,
  )
  return !heard && underWay.length >= 5 && underWay.some((line) => line.startedAt <= since)
}

/** Bars are shared between processes. */
function barredElsewhere(history: History, target: string, at: number): boolean {
  return history.events.some(
    ({ event }) => event.type === 'target-barred' && event.at <= at && vendorOf(event.target) === vendorOf(target),
  )
}

/** I7: while a target's circuit is half-open, one attempt decides and no second one joins it. */
const oneProbe: Check = function* (history, _, lines) {
  for (const [key, changes] of circuitChanges(history)) {
    const [run, subject, target] = key.split('|')
    if (subject !== 'target') continue
    for (const [n, change] of changes.entries()) {
      if (change.to !== 'half-open') continue
      const until = changes[n + 1]?.index ?? Infinity
      const probes = lines.filter(
        (line) =>
          line.target === target && String(line.process) === run && line.startedIndex > change.index && line.startedIndex < until,
      )
      for (const probe of probes)
        if (
          probes.some(
            (other) => other !== probe && other.startedIndex < probe.startedIndex && other.endedIndex > probe.startedIndex,
          )
        )
          yield { rule: 'I7', at: probe.startedAt, what: `two probes of ${target} at once` }
    }
  }
}

/** I8 and L5: a target's circuit opens only for a blameable end of an attempt on itself that began in the same period. */
const noStale: Check = function* (history, _, lines) {
  for (const [key, changes] of circuitChanges(history)) {
    const [run = '', subject, target] = key.split('|')
    if (subject !== 'target') continue
    for (const [n, change] of changes.entries()) {
      if (change.to === 'half-open' || /operator|lease|baseline/.test(change.why)) continue
      const since = changes[n - 1]?.at ?? 0
      const deciding = lines.filter(
        (line) => line.target === target && String(line.process) === run && line.endedAt === change.at && line.kind !== null,
      )
      const good = deciding.filter(
        (line) => line.startedAt >= since && decides(line.kind as FailureKind | 'served', change.to === 'open'),
      )
      // A canned call may have decided instead, also one that was sent because another circuit of the target was half-open.
      const canned = history.probes.some(
        (probe) => probe.target === target && probe.at === change.at && probe.good === (change.to === 'closed'),
      )
      if (good.length === 0 && !canned && !/lease|answer within/.test(change.why))
        yield {
          rule: 'I8',
          at: change.at,
          what: `${target} went ${change.to} (${change.why}) after ${words(deciding)} begun before ${since}`,
        }
    }
  }
}

function decides(kind: FailureKind | 'served', opens: boolean): boolean {
  const outcome = classOf(kind)
  // What it turned away opens it after three, which I19 counts. A wrong answer is still an answer: it shows that the target is up.
  if (opens && kind === 'invalid-request') return true
  return opens ? outcome === 'fault' || outcome === 'trip' || outcome === 'gone' : outcome === 'ok' || outcome === 'quality'
}

function words(lines: readonly AttemptLine[]): string {
  return lines.map((line) => `${line.kind} (began ${line.startedAt})`).join(', ') || 'nothing'
}

/** I9: the vendor's time is kept, the latest of all that were received, each up to an hour. */
const retryAfter: Check = function* (history, plan, lines) {
  for (const request of history.requests) {
    if (request.retryAfterMs === null || request.answer !== 'rate-limited' || request.endedAt === null) continue
    const { target, endedAt, retryAfterMs } = request
    const run = request.process
    const until = endedAt + Math.min(retryAfterMs, 3_600_000)
    const heard = lines.some(
      (line) =>
        line.target === target && line.process === request.process && line.endedAt === endedAt && line.kind === 'rate-limited',
    )
    if (!heard) continue
    const resets = plan.acts.filter(
      (act) => (act.act === 'reinstate' || act.act === 'close') && act.target === target && act.at >= endedAt,
    )
    for (const later of history.requests)
      if (
        later.target === target &&
        later.process === run &&
        later.at > endedAt &&
        later.at < until - 0.001 &&
        !resets.some((act) => act.at <= later.at)
      )
        yield {
          rule: 'I9',
          at: later.at,
          what: `${target} was asked ${until - later.at} ms before its vendor's time`,
        } satisfies Violation
  }
}

/** I15: never more at once than the limit. */
const bounded: Check = function* (_, plan, lines) {
  for (const line of lines) {
    const together = lines.filter(
      (other) =>
        other.target === line.target &&
        other.process === line.process &&
        other.startedIndex <= line.startedIndex &&
        other.endedIndex > line.startedIndex,
    )
    if (together.length > plan.concurrency)
      yield { rule: 'I15', at: line.startedAt, what: `${together.length} attempts at once on ${line.target}` }
  }
}

/** L1 and L2: what is healthy again and asked again is closed again. */
const heals: Check = function* (history) {
  for (const what of history.unhealed) yield { rule: 'L1', at: Infinity, what }
}

/** L3: a verdict's bar lifts after three good probes a quarter of an hour apart, never before; a mere suspicion after one. */
const lifts: Check = function* (history) {
  for (const { event } of history.events) {
    if (event.type !== 'target-reinstated' || event.by !== 'verdict') continue
    const needed = event.why.includes('false alarm') ? 1 : 3
    const good: number[] = []
    for (const probe of history.probes) {
      // A bar of a whole region is probed through any of its targets, beside a target's own bar: which one a bad probe speaks
      // of cannot be seen from outside, so only the good ones are counted here.
      if (vendorOf(probe.target) !== vendorOf(event.target) || probe.at > event.at || !probe.good) continue
      if (good.length === 0 || probe.at - (good.at(-1) ?? 0) >= 899_000) good.push(probe.at)
    }
    if (good.length < needed)
      yield { rule: 'L3', at: event.at, what: `${event.target} returned after ${good.length} good probes (${event.why})` }
  }
}

export const TARGET_CHECKS: readonly Check[] = [
  noBarred,
  residency,
  priority,
  oneProbe,
  noStale,
  retryAfter,
  bounded,
  heals,
  lifts,
  ...CAREFUL_CHECKS,
]
