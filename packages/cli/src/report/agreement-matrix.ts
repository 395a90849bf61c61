/** A measured number with its 95 % interval; the nulls say that nothing can be said. */
export interface Measured {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** How far two targets' findings on the same files agree. */
export interface AgreementCell extends Measured {
  /** Files that both read whole. */
  readonly files: number
  /** How much higher the second rates the same flaws, in levels; `n` flaws that both found. */
  readonly shift: Measured & { readonly n: number }
}

/** How far runs agree with each other, two by two. */
export interface AgreementMatrix {
  /** One label a row and column, in the same order. */
  readonly labels: readonly string[]
  /** `cells[row][column]`; the diagonal is ignored. */
  readonly cells: readonly (readonly AgreementCell[])[]
}

/** A share with two digits; a dash for none. */
export const share = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

export function cellText({ value, low, high, files }: AgreementCell): string {
  const interval = low === null || high === null ? 'no interval' : `${share(low)} to ${share(high)}`
  return value === null ? `nothing can be said, n = ${files} files` : `${share(value)} (${interval}, n = ${files} files)`
}

/** A shift in words, such as `+0.20 levels (0.05 to 0.40, n = 31 flaws)`. */
export function shiftText({ value, low, high, n }: AgreementCell['shift']): string {
  if (value === null) return `nothing can be said, n = ${n} flaws`
  const signed = (number: number): string => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(2)}`
  const interval = low === null || high === null ? '' : `${signed(low)} to ${signed(high)}, `
  return `${signed(value)} levels (${interval}n = ${n} flaws)`
}
