/**
 * How far a value is under somebody else's control.
 * 0 constant or cleaned · 1 unknown · 2 a parameter of the enclosing function · 3 from a request.
 */
export type Level = 0 | 1 | 2 | 3

/** What is known of an expression without running it. */
export interface Value {
  readonly level: Level
  /** Its text as far as it is known, with `HOLE` where a part of level 1 or more goes in and `KNOWN` for a safe part. */
  readonly shape: string
  /** The source it came from, as written; for the explanation. */
  readonly via: string | null
  /** Level of the first part, which decides where a URL or path points. */
  readonly head: Level
}

export const HOLE = '\uE000'
export const KNOWN = '\uE001'

export const constant = (text: string): Value => ({ level: 0, shape: text, via: null, head: 0 })
export const CLEAN: Value = constant(KNOWN)
export const hole = (level: Level, via: string | null): Value => ({ level, shape: level === 0 ? KNOWN : HOLE, via, head: level })
export const UNKNOWN: Value = hole(1, null)

/** Rules look for a clause or a tag; a longer text of one value is cut. */
const LONGEST_SHAPE = 4096

/** One after the other, as in a concatenation. */
export function concat(values: readonly Value[]): Value {
  let level: Level = 0
  let via: string | null = null
  let shape = ''
  let head: Level = 0
  for (const value of values) {
    if (shape === '') head = value.head
    if (shape.length < LONGEST_SHAPE) shape += value.shape.slice(0, LONGEST_SHAPE)
    if (value.level > level) [level, via] = [value.level, value.via]
  }
  return { level, shape, via, head }
}

/** Either of them; the more dangerous one is kept. */
export function worst(values: readonly Value[]): Value {
  let found = values[0] ?? CLEAN
  for (const value of values) if (value.level > found.level || (value.level === found.level && isBuilt(value))) found = value
  return found
}

/** Text put together from a literal and something that is not one. */
export function isBuilt(value: Value): boolean {
  return value.shape.includes(HOLE) && value.shape.replaceAll(HOLE, '').trim() !== ''
}

/** Text that is all known, because it was written down. */
export function isLiteral({ shape }: Value): boolean {
  return shape.trim() !== '' && !/[\uE000\uE001]/.test(shape)
}

/** The literal text before the first unknown part. */
export function literalStart(value: Value): string {
  const end = value.shape.search(/[\uE000\uE001]/)
  return end < 0 ? value.shape : value.shape.slice(0, end)
}
