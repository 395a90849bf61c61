const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Distances that people count in. */
const STEPS = [
  ...[1, 10, 100].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
]

/** Times at which an axis is marked: round ones, from 0, at most `most` of them besides 0. */
export function ticksOf(lengthMs: number, most: number): readonly number[] {
  const step = STEPS.find((each) => lengthMs / each <= most) ?? DAY * Math.ceil(lengthMs / DAY / most)
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step)
}

/** A tick in words, as short as it can be: `0`, `200 ms`, `1.5 s`, `2 min`, `90 min`. */
export function tickText(ms: number): string {
  if (ms === 0) return '0'
  if (ms < SECOND) return `${ms} ms`
  if (ms < 2 * MINUTE && ms % MINUTE !== 0) return `${ms / SECOND} s`
  if (ms < HOUR || (ms < 2 * HOUR && ms % HOUR !== 0)) return `${ms / MINUTE} min`
  return ms < 2 * DAY ? `${ms / HOUR} h` : `${ms / DAY} d`
}
