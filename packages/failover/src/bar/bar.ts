import type { Evidence } from '@understudy/spec'

/** Who barred. Each may hold a bar on the same key at the same time, and only lifts its own. */
export const BAR_SOURCES = ['verdict', 'operator', 'notice'] as const

/** Who made a bar: a failure’s verdict, an operator or a notice. */
export type BarSource = (typeof BAR_SOURCES)[number]

/** How far an operator's word reaches. */
export const OPERATOR_SCOPES = ['model', 'target'] as const

/** `model`: on every endpoint and with every credential. `target`: only with the route's own. */
export type OperatorScope = (typeof OPERATOR_SCOPES)[number]

/** How far the probes of a verdict's bar have come. All times are epoch milliseconds. */
export interface ProbeProgress {
  readonly nextProbeAt: number
  /** Wait after the next bad probe is twice this one. */
  readonly intervalMs: number
  /** Good probes in a row that were far enough apart. */
  readonly good: number
  readonly lastGoodAt?: number
}

/** A sticky "do not use". Never expires by itself unless it says until when; plain data, so that any store can keep it. */
export interface Bar {
  /** Scope key that is barred, see `scopeKey`. */
  readonly key: string
  readonly by: BarSource
  /** How far an operator's word on one target reaches: it means the model wherever it is served, unless this says `target`. */
  readonly scope?: OperatorScope
  /** One word: a `WithdrawalReason`, a `FailureKind`, or the id of a notice. */
  readonly reason: string
  /** For people: who, what, what next. */
  readonly sentence: string
  /** Epoch milliseconds. */
  readonly since: number
  /** Epoch milliseconds from which the bar no longer holds. Absent means until it is lifted. */
  readonly until?: number
  /** Epoch milliseconds at which probes lifted it; kept a while longer, because traffic returns gradually. */
  readonly liftedAt?: number
  /** True while nothing but memory speaks for it: a look at the vendor's list and a probe may still refute it. */
  readonly provisional?: boolean
  /** Target key of the sighting that made the bar. */
  readonly seenBy?: string
  readonly evidence?: Evidence
  /** Only for a verdict's bar; the others are not probed. */
  readonly probes?: ProbeProgress
  /** Target keys that proved well although this wider bar stands: recovery is per credential. */
  readonly recovered?: readonly string[]
}

/** True while the bar holds at `wallTime` (epoch milliseconds). */
export function barHolds(bar: Bar, wallTime: number): boolean {
  return bar.liftedAt === undefined && (bar.until === undefined || wallTime < bar.until)
}
