/** A one-sided cumulative sum (Page 1954) of observations in units of their standard deviation. */
export interface CusumRules {
  /** Slack per observation: half of the shift worth noticing. @default 0.5 */
  readonly slack: number
  /** Alarm above this; with slack 0.5, 5 gives a false alarm about every 930 observations. @default 5 */
  readonly threshold: number
}

export const CUSUM_RULES: CusumRules = Object.freeze({ slack: 0.5, threshold: 5 })

/** The next sum; `deviation` is counted in the direction in which a change is looked for. */
export function cusumStep(
  sum: number,
  deviation: number,
  rules: CusumRules = CUSUM_RULES,
): { readonly sum: number; readonly alarm: boolean } {
  const next = Math.max(0, sum + deviation - rules.slack)
  return { sum: next, alarm: next > rules.threshold }
}
