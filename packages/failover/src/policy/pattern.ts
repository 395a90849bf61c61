/** What is known about whose code it is and who asks: `repositoryClass`, `nationality`, `organisation`, … */
export type Subject = Readonly<Record<string, string>>

/** A demand on one attribute of the subject. Exactly one of `in` and `notIn`; words may hold `*`. */
export interface Condition {
  readonly attribute: string
  readonly in?: readonly string[]
  readonly notIn?: readonly string[]
}

/** Whether a text fits a pattern in which `*` stands for any run of characters. Case does not matter. Linear, no regex. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  const given = text.toLowerCase()
  const [first = ''] = parts
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return given === first
  if (given.length < first.length + last.length || !given.startsWith(first) || !given.endsWith(last)) return false
  // Between the two ends, each piece must come after the one before; the earliest place is always good enough.
  let place = first.length
  for (const part of parts.slice(1, -1)) {
    const found = given.indexOf(part, place)
    if (found === -1 || found + part.length > given.length - last.length) return false
    place = found + part.length
  }
  return place <= given.length - last.length
}

/** True when the text fits one of the patterns, or when none are given. */
export function fitsAny(patterns: readonly string[] | undefined, text: string): boolean {
  return patterns === undefined || patterns.some((pattern) => fits(pattern, text))
}

/**
 * Whether a subject fulfils every condition. An attribute that is not known fulfils nothing when asked to allow, and
 * everything when asked to forbid: `ifUnknown` is what the caller takes as the safe answer.
 */
export function fulfils(conditions: readonly Condition[] | undefined, subject: Subject, ifUnknown: boolean): boolean {
  if (!conditions) return true
  return conditions.every((condition) => {
    const value = Object.hasOwn(subject, condition.attribute) ? subject[condition.attribute] : undefined
    if (value === undefined || value === '') return ifUnknown
    if (condition.in) return fitsAny(condition.in, value)
    return condition.notIn === undefined || !fitsAny(condition.notIn, value)
  })
}
