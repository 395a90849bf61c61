import type { Circuit } from './circuit.ts'

/** What an attempt says about the thing a circuit guards. `neutral` says nothing and is not recorded. */
export type CircuitOutcome = 'ok' | 'fault' | 'trip' | 'neutral'

/** The right to make one attempt. Ended exactly once by `settle`; later calls do nothing. */
export interface Permit {
  /** Which period of the circuit it was given in. Outcomes of an older period decide nothing. */
  readonly epoch: number
  /** True when a half-open circuit decides by this attempt alone. */
  readonly probe: boolean
  readonly startedAt: number
  /** On the runtime's clock; a probe that is still going then has failed. Null when there is no lease. */
  readonly expiresAt: number | null
}

/** A permit as the circuit that gave it keeps it. */
export interface HeldPermit extends Permit {
  readonly circuit: Circuit
  settled: boolean
}

export function expired(permit: Permit, now: number): boolean {
  return permit.expiresAt !== null && now >= permit.expiresAt
}
