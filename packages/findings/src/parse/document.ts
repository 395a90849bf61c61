import { Buffer } from 'node:buffer'
import type { Problem } from './problem.ts'
import { countMembers, type JsonScan, oddNames, scanJson } from '@understudy/spec'

/** Limits on a document from outside; the design's defaults. */
export const MAX_DEPTH = 32
export const MAX_BYTES = 8 * 1024 * 1024

/** Bounds within which a document from outside is read. */
export interface DocumentLimits {
  /** Levels of objects and arrays. @default 32 */
  readonly maxDepth?: number
  /** Bytes of UTF-8. @default 8_388_608 */
  readonly maxBytes?: number
  /** Whether a name may stand twice in one object, where its last value counts. @default never */
  readonly mayRepeat?: (name: string) => boolean
}

/** A document’s value, or what is wrong with it. */
export type ParsedDocument =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly truncated: boolean }

/**
 * Parses JSON from outside strictly: one value and nothing else, no name twice, no prototype names, bounded depth and
 * size. `truncated` tells an answer that was cut from one that is wrong.
 */
export function parseDocument(text: string, limits: DocumentLimits = {}): ParsedDocument {
  const { maxDepth = MAX_DEPTH, maxBytes = MAX_BYTES, mayRepeat = () => false } = limits
  if (tooLarge(text, maxBytes)) return wrong('', `at most ${maxBytes} bytes`, `${text.length} characters`)
  const scan = scanJson(text, maxDepth)
  if (scan.tooDeep) return wrong('', `nested at most ${maxDepth} levels deep`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return notJson(text, scan)
  }
  // `JSON.parse` keeps one member of each name, so where fewer came out than are written, a name stood twice.
  if (countMembers(value) === scan.members) return { ok: true, value }
  const { duplicates, prototypeNames } = oddNames(text)
  const problems = [
    ...[...duplicates]
      .filter((name) => !mayRepeat(name))
      .map((name) => ({ path: '', rule: `without the name ${shownName(name)} twice in one object` })),
    ...[...prototypeNames].map((name) => ({ path: '', rule: `without the name "${name}"` })),
  ]
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems, truncated: false }
}

// A UTF-16 unit is at most three bytes, so most texts need no counting.
function tooLarge(text: string, maxBytes: number): boolean {
  return text.length > maxBytes || (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes)
}

function shownName(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? `"${name}"` : 'of an unknown member'
}

/** Why a text is not JSON, in the words that help most: the four ways in which models really get it wrong. */
function notJson(text: string, scan: JsonScan): ParsedDocument {
  const trimmed = text.trim()
  if (trimmed === '') return wrong('', 'a JSON object', 'nothing')
  if (trimmed.startsWith('```')) return wrong('', 'bare JSON', 'JSON in a code fence')
  if (!/^[{[]/.test(trimmed)) return wrong('', 'bare JSON', 'prose before or instead of it')
  if (scan.end === -1) return wrong('', 'whole JSON', 'a text that ends in the middle', true)
  if (text.slice(scan.end).trim() !== '' && isJson(text.slice(0, scan.end)))
    return wrong('', 'bare JSON', 'something after its end')
  return wrong('', 'valid JSON', 'a syntax error')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function wrong(path: string, rule: string, value?: string, truncated = false): ParsedDocument {
  return { ok: false, problems: [{ path, rule, ...(value !== undefined && { value }) }], truncated }
}
