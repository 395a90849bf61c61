/** Lines of a file, 1-based and inclusive. */
export interface Lines {
  readonly start: number
  readonly end: number
}

const MOST_LINES = 10_000_000

/** `3`, `L3`, `3-5`, `3:5`, `L3-L5`, `3,4,5`. */
const WRITTEN_LINES = /^\s{0,20}(?:lines? )?L?(\d{1,8})(?:\s?(?:[-–:,]|\.\.|to)\s?L?(\d{1,8}))?(?:,\d{1,8}){0,50}\s{0,20}$/i

/** Line numbers in whatever way tools write them: a number, its digits, a range in a text or a list. Undefined for anything else. */
export function linesOf(value: unknown): Lines | undefined {
  if (Array.isArray(value)) {
    const numbers = value.slice(0, 1000).map((entry) => linesOf(entry)?.start)
    const known = numbers.filter((number) => number !== undefined)
    return known.length === 0 || known.length < numbers.length ? undefined : range(Math.min(...known), Math.max(...known))
  }
  if (typeof value === 'number') return Number.isInteger(value) ? range(value, value) : undefined
  if (typeof value !== 'string' || value.length > 400) return undefined
  const [, start, end] = WRITTEN_LINES.exec(value) ?? []
  return start === undefined ? undefined : range(Number(start), Math.max(Number(start), Number(end ?? start)))
}

const range = (start: number, end: number): Lines | undefined => (start >= 1 && end <= MOST_LINES ? { start, end } : undefined)
