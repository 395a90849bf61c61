import type { Runtime } from '@understudy/spec'
import type { CircuitSubject } from '../events/events.ts'
import type { CircuitSettings } from './options.ts'
import type { Epochs } from './permit.ts'

/** Closed lets calls through, open refuses them, half-open lets a probe through. */
export type CircuitState = 'closed' | 'open' | 'half-open'

/** One change of state, told to whoever owns the circuit. */
export interface CircuitChange {
  readonly to: CircuitState
  readonly why: string
  /** Set when it opened. */
  readonly cooldownMs?: number
}

/** Why a circuit gives no permit now, and when it may. */
export interface CircuitRefusal {
  readonly subject: CircuitSubject
  readonly why: 'open' | 'probing' | 'throttled' | 'starting-slowly' | 'silent'
  readonly retryAfterMs?: number
}

export interface SettleDetails {
  readonly retryAfterMs?: number | undefined
  readonly why?: string | undefined
  /** The vendor said "too many": wait for its time, or for a growing one of our own when it named none. */
  readonly throttled?: boolean
  /** It did not fail but hang: whoever probes it next will wait. */
  readonly hung?: boolean | undefined
}

export interface CircuitParts {
  /** What it guards, for those who are refused. @default 'target' */
  readonly subject?: CircuitSubject
  readonly settings: CircuitSettings
  readonly runtime: Pick<Runtime, 'now' | 'random'>
  readonly onChange?: (change: CircuitChange) => void
  /** Off for what several models share: their speeds have no common baseline. @default true */
  readonly watchesSpeed?: boolean
  /** Shared by the circuits that give permits together. @default its own */
  readonly epochs?: Epochs
}
