import type { AttemptRecord } from '@understudy/spec'

export type AttemptOutcome = AttemptRecord['outcome']

/** One attempt on its target's lane. Milliseconds since the start of the run. */
export interface LaneAttempt {
  readonly fromMs: number
  readonly toMs: number
  readonly outcome: AttemptOutcome
  readonly record: AttemptRecord
  /** Row within the lane, from 0: attempts at the same time stand beneath each other. */
  readonly row: number
}

/** A stretch in which a target was out of use. `toMs` is the end of the run when nothing lifted it. */
export interface LaneBar {
  readonly fromMs: number
  readonly toMs: number
  /** `bar`: sticky, until it is lifted. `circuit`: open for a while, and heals by itself. `pause`: the vendor asked to wait. */
  readonly kind: 'bar' | 'circuit' | 'pause'
  readonly reason: string
}

/** A rest of one target's circuit, as events tell it. */
export type CircuitBand = LaneBar & { readonly target: string; readonly kind: 'circuit' }

/** One target’s row of a timeline: what it was asked, and while it was out of use. */
export interface Lane {
  readonly target: string
  readonly attempts: readonly LaneAttempt[]
  readonly bars: readonly LaneBar[]
  /** How many attempts were under way at once, at most. */
  readonly rows: number
}

/** Work that left one target for another. */
export interface Move {
  readonly atMs: number
  readonly from: string
  readonly to: string
  readonly why: string
}

/** Who was asked when, what came of it, and where the work went: the same data for every picture of it. */
export interface Timeline {
  readonly lengthMs: number
  /** In the order in which targets were first asked. */
  readonly lanes: readonly Lane[]
  readonly moves: readonly Move[]
}

/** Failures after which the target is not asked again until somebody or something lifts the bar. */
const BARRING: ReadonlySet<string> = new Set(['withdrawn', 'not-permitted', 'region-blocked'])

/** Start times are cut to whole milliseconds, durations are not. */
const CLOCK_SLACK_MS = 2

/** Puts every attempt into the first row that is free when it begins. */
function intoRows(attempts: readonly Omit<LaneAttempt, 'row'>[]): readonly LaneAttempt[] {
  const ends: number[] = []
  return attempts
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map((attempt) => {
      const free = ends.findIndex((end) => end <= attempt.fromMs + CLOCK_SLACK_MS)
      const row = free === -1 ? ends.length : free
      ends[row] = attempt.toMs
      return { ...attempt, row }
    })
}

/** Stretches in which the vendor wanted to be left alone, until it served again. Attempts that failed in one pause share it. */
function pauses(own: readonly LaneAttempt[], lengthMs: number): readonly LaneBar[] {
  const bands: LaneBar[] = []
  for (const { record, toMs } of own) {
    const waitMs = record.failure?.retryAfterMs
    if (waitMs === undefined || (bands.at(-1)?.toMs ?? 0) >= Math.min(lengthMs, toMs + waitMs)) continue
    const served = own.find(({ outcome, fromMs }) => outcome === 'served' && fromMs > toMs + CLOCK_SLACK_MS)
    const end = Math.min(lengthMs, toMs + waitMs, served?.fromMs ?? Number.POSITIVE_INFINITY)
    bands.push({ kind: 'pause', fromMs: toMs, toMs: end, reason: record.failure?.kind ?? 'rate-limited' })
  }
  return bands
}

function lane(
  target: string,
  attempts: readonly Omit<LaneAttempt, 'row'>[],
  lengthMs: number,
  bands: readonly CircuitBand[],
): Lane {
  const own = intoRows(attempts.filter(({ record }) => record.target === target))
  const barring = own.find(({ record }) => BARRING.has(record.failure?.kind ?? ''))
  const lifted = barring && own.find(({ fromMs, outcome }) => outcome === 'served' && fromMs > barring.toMs)
  const bars = barring
    ? [
        {
          kind: 'bar' as const,
          fromMs: barring.toMs,
          toMs: lifted?.fromMs ?? lengthMs,
          reason: barring.record.failure?.kind ?? 'withdrawn',
        },
      ]
    : []
  return {
    target,
    attempts: own,
    rows: Math.max(1, ...own.map(({ row }) => row + 1)),
    bars: [
      ...pauses(own, lengthMs),
      ...bands.filter((band) => band.target === target).map(({ target: _target, ...band }) => band),
      ...bars,
    ],
  }
}

/**
 * Work that moved: an attempt above number 1, and the attempt before it on another target. Executions run at the same time
 * and records carry no execution id, so the one before is the failure with the number before that ended last.
 */
function movesBetween(attempts: readonly Omit<LaneAttempt, 'row'>[]): Move[] {
  const claimed = new Set<Omit<LaneAttempt, 'row'>>()
  return attempts
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .flatMap(({ record, fromMs }) => {
      const before = attempts
        .filter((other) => other.record.number === record.number - 1 && other.outcome !== 'served' && !claimed.has(other))
        .filter(({ toMs }) => toMs <= fromMs + CLOCK_SLACK_MS)
        .toSorted((a, b) => b.toMs - a.toMs)[0]
      if (!before) return []
      claimed.add(before)
      return before.record.target === record.target
        ? []
        : [{ atMs: fromMs, from: before.record.target, to: record.target, why: record.why }]
    })
}

/**
 * A timeline from the attempts of a report, in any order.
 * @param startedAt ISO 8601; the origin of the time axis
 */
export function timelineOf(
  records: readonly AttemptRecord[],
  startedAt: string,
  durationMs: number,
  bands: readonly CircuitBand[] = [],
): Timeline {
  const origin = Date.parse(startedAt)
  const attempts = records.map((record): Omit<LaneAttempt, 'row'> => {
    const fromMs = Math.max(0, Date.parse(record.startedAt) - origin)
    return { fromMs, toMs: fromMs + record.durationMs, outcome: record.outcome, record }
  })
  const lengthMs = Math.max(1, durationMs, ...attempts.map(({ toMs }) => toMs))
  const targets = [...new Set(attempts.toSorted((a, b) => a.fromMs - b.fromMs).map(({ record }) => record.target))]
  return { lengthMs, lanes: targets.map((target) => lane(target, attempts, lengthMs, bands)), moves: movesBetween(attempts) }
}
