import { InvalidOptionError } from './errors/errors.ts'

/** Stands for a given value that must not be in a message, such as a key. */
export const HIDDEN = Symbol('hidden')

/** A value as it may be shown in a message: short, and never an object's content. */
function shown(value: unknown): string {
  if (typeof value === 'string')
    return value === '' ? 'an empty string' : `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  if (value === undefined) return 'nothing'
  if (value === HIDDEN) return 'a value that is not shown here'
  return Array.isArray(value) ? `a list of ${value.length}` : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** Refuses an option, with its path, its rule and what was given. @throws InvalidOptionError */
export function refuseOption(path: string, rule: string, value: unknown): never {
  throw new InvalidOptionError(path, rule, shown(value))
}

/** What a number must keep to. */
export interface NumberRule {
  readonly min?: number
  readonly max?: number
  /** @default false */
  readonly whole?: boolean
}

/** Gives back a number that keeps its rule. @throws InvalidOptionError */
export function checkNumber(path: string, value: unknown, rule: NumberRule = {}): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = rule
  if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value
  const bounds =
    Number.isFinite(min) && Number.isFinite(max)
      ? ` from ${min} to ${max}`
      : Number.isFinite(min)
        ? ` of at least ${min}`
        : Number.isFinite(max)
          ? ` of at most ${max}`
          : ''
  return refuseOption(path, `a ${whole ? 'whole ' : ''}number${bounds}`, value)
}

/** Gives back a non-empty string. `secret` keeps the value out of the message. @throws InvalidOptionError */
export function checkText(path: string, value: unknown, options: { readonly secret?: boolean } = {}): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  return refuseOption(path, 'a non-empty string', options.secret && value ? HIDDEN : value)
}

/** Gives back one of the allowed words. @throws InvalidOptionError that names the nearest allowed word */
export function checkWord<W extends string>(path: string, value: unknown, words: readonly W[]): W {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return value as W
  const near = typeof value === 'string' ? nearestWord(value, words) : undefined
  return refuseOption(path, `one of ${words.join(', ')}${near ? ` (did you mean ${near}?)` : ''}`, value)
}

/** Refuses members that are not in `known`, and names the nearest known one. @throws InvalidOptionError */
export function checkMembers(path: string, value: object, known: readonly string[]): void {
  for (const member of Object.keys(value)) {
    if (known.includes(member)) continue
    const near = nearestWord(member, known)
    refuseOption(path === '' ? member : `${path}.${member}`, `a known option${near ? ` (did you mean ${near}?)` : ''}`, member)
  }
}

/** The word with the fewest edits from `given`, when that is few enough to be a slip of the pen. */
export function nearestWord<W extends string>(given: string, words: readonly W[]): W | undefined {
  let nearest: W | undefined
  let fewest = Math.max(2, Math.floor(given.length / 3)) + 1
  for (const word of words) {
    const edits = editDistance(given.toLowerCase(), word.toLowerCase())
    if (edits < fewest) [nearest, fewest] = [word, edits]
  }
  return nearest
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
