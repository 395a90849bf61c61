import { countMembers, oddNames, scanJson } from '@understudy/spec'

/** A value, or what keeps the text from having exactly one. */
export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly is: 'no JSON' | 'too deep' }
  /** `JSON.parse` keeps the last of two, so whoever read the first would have read something else. */
  | { readonly ok: false; readonly is: 'repeated' | 'prototype'; readonly name: string }

const DEEPEST = 64

/** Reads JSON from outside, as whoever wrote or signed it read it: no name twice in one object, none that reaches a prototype. */
export function strictJson(text: string): StrictJson {
  const scan = scanJson(text, DEEPEST)
  if (scan.tooDeep) return { ok: false, is: 'too deep' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, is: 'no JSON' }
  }
  // Fewer members came out than are written.
  if (countMembers(value) === scan.members) return { ok: true, value }
  const { duplicates, prototypeNames } = oddNames(text)
  const [repeated] = duplicates
  const [prototype = ''] = prototypeNames
  return repeated === undefined ? { ok: false, is: 'prototype', name: prototype } : { ok: false, is: 'repeated', name: repeated }
}
