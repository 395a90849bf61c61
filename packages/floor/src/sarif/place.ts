/** Lines of a file, 1-based and inclusive. */
export interface LineRange {
  readonly startLine: number
  readonly endLine: number
}

/** A quote of a review answer has at most this many lines. */
const LONGEST_QUOTE = 3

/**
 * Where a scanner's result stands in the file as it is now: at its own lines, or at the nearest place with the lines it
 * quotes. Null when the file has neither, because it was changed since the scan.
 */
export function placeOf(stated: LineRange, quote: string, lines: readonly string[]): LineRange | null {
  const quoted = quote === '' ? [] : quote.split(/\r?\n/).map((line) => line.trim())
  const length = Math.min(quoted.length || stated.endLine - stated.startLine + 1, LONGEST_QUOTE)
  const range = (startLine: number): LineRange => ({ startLine, endLine: Math.min(startLine + length - 1, lines.length) })
  if (quoted.length === 0) return stated.startLine <= lines.length ? range(stated.startLine) : null
  // Scanners may quote from the middle of a line, so a line need only contain what is quoted of it.
  const fits = (start: number): boolean => quoted.every((line, index) => lines[start - 1 + index]?.trim().includes(line) === true)
  const starts = lines.flatMap((_line, index) => (fits(index + 1) ? [index + 1] : []))
  const distance = (start: number): number => Math.abs(start - stated.startLine)
  const nearest = starts.toSorted((a, b) => distance(a) - distance(b))[0]
  return nearest === undefined ? null : range(nearest)
}
