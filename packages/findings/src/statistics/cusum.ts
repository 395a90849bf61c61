/** A one-sided cumulative sum (Page 1954) in units of the baseline's standard deviation. */
export interface CusumRules {
  /** Slack per observation: half of the shift worth noticing. @default 0.5 */
  readonly slack: number
  /** Alarm above this; with slack 0.5, 5 gives a false alarm about every 930 observations. @default 5 */
  readonly threshold: number
}

export const CUSUM_RULES: CusumRules = Object.freeze({ slack: 0.5, threshold: 5 })

export interface CusumBaseline {
  readonly mean: number
  readonly standardDeviation: number
}

/** The next sum for an observation; `direction` says which way a change is looked for. */
export function cusumStep(
  sum: number,
  observation: number,
  baseline: CusumBaseline,
  direction: 'up' | 'down',
  rules: CusumRules = CUSUM_RULES,
): { readonly sum: number; readonly alarm: boolean } {
  const deviation = baseline.standardDeviation > 0 ? (observation - baseline.mean) / baseline.standardDeviation : 0
  const next = Math.max(0, sum + (direction === 'up' ? deviation : -deviation) - rules.slack)
  return { sum: next, alarm: next > rules.threshold }
}
