import { randomUUID } from 'node:crypto'

/** A value whose JSON stands ready. A request body holds the mark in its place, and gets the JSON when it leaves. */
export interface Prewritten {
  /** Put this where the value belongs; SDKs hand a text on as it is. */
  readonly mark: string
  readonly json: string
}

// Drawn anew by every process, so that no prompt can hold a mark.
const PREFIX = `prewritten-${randomUUID()}-`
let marks = 0

/**
 * Gives a function that writes a value's JSON, and writes it again only when it is asked about another value. For what comes
 * with every call, such as the schema: an SDK would write it out for each. An object is taken to stay as it is.
 */
export function writeOnce(): (value: unknown) => Prewritten {
  let last: unknown
  let written: Prewritten | undefined
  return (value) => {
    if (written && value === last) return written
    last = value
    written = { mark: `${PREFIX}${(marks += 1)}`, json: JSON.stringify(value) }
    return written
  }
}

/**
 * Puts the JSON in place of each mark: the mark is a member's value, so a bare quote stands before it, which no text inside a
 * body can have. @throws TypeError when a body lost a mark: it would not say what the call says
 */
export function fillIn(body: string, parts: readonly Prewritten[]): string {
  let filled = body
  for (const { mark, json } of parts) {
    const place = `:"${mark}"`
    const at = filled.indexOf(place)
    if (at === -1) throw new TypeError('The SDK sent another body than it was given.')
    filled = `${filled.slice(0, at + 1)}${json}${filled.slice(at + place.length)}`
  }
  return filled
}
