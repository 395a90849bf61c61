import { countMembers, scanJson } from '@understudy/spec'

/** Levels of objects and lists that an answer may have; vendors use fewer than ten. */
const MAX_DEPTH = 64

/** A parsed text, or in words what is wrong with it. */
export type StrictJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string }

/**
 * Parses JSON as strictly as the model's own text is parsed: `JSON.parse` alone keeps the last of two members of one name, and
 * what reads the answer after us may keep the first.
 */
export function strictJson(text: string): StrictJson {
  const { members, tooDeep } = scanJson(text, MAX_DEPTH)
  if (tooDeep) return { ok: false, problem: `is nested deeper than ${MAX_DEPTH} levels` }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'is not JSON' }
  }
  if (countMembers(value) !== members) return { ok: false, problem: 'has a name twice in one object, or one of a prototype' }
  return { ok: true, value }
}
