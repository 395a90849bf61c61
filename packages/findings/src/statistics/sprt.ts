/** Wald's sequential test of a rate. The defaults tell a model that refuses one call in seven from one in fifty. */
export interface SprtRules {
  /** Rate that is fine. @default 0.02 */
  readonly p0: number
  /** Rate that is not. @default 0.15 */
  readonly p1: number
  /** Chance of a false alarm. @default 0.01 */
  readonly alpha: number
  /** Chance of a miss. @default 0.05 */
  readonly beta: number
}

export const REFUSAL_SPRT: SprtRules = Object.freeze({ p0: 0.02, p1: 0.15, alpha: 0.01, beta: 0.05 })

export type SprtVerdict = 'undecided' | 'fine' | 'alarm'

/** Running evidence; plain data, so that it can be stored. */
export interface SprtState {
  readonly logRatio: number
  readonly n: number
  /** How many of the `n` were events. */
  readonly events: number
}

export const SPRT_START: SprtState = Object.freeze({ logRatio: 0, n: 0, events: 0 })

/** One more observation (Wald 1945). After a verdict the caller starts again from `SPRT_START`. */
export function sprtStep(
  state: SprtState,
  event: boolean,
  rules: SprtRules = REFUSAL_SPRT,
): { readonly state: SprtState; readonly verdict: SprtVerdict } {
  const { p0, p1, alpha, beta } = rules
  const logRatio = state.logRatio + (event ? Math.log(p1 / p0) : Math.log((1 - p1) / (1 - p0)))
  const verdict =
    logRatio >= Math.log((1 - beta) / alpha) ? 'alarm' : logRatio <= Math.log(beta / (1 - alpha)) ? 'fine' : 'undecided'
  return { state: { logRatio, n: state.n + 1, events: state.events + (event ? 1 : 0) }, verdict }
}
