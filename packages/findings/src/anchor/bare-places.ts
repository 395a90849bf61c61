import type { SourceFile } from '@understudy/spec'
import { type BareText, bareText, hasHashComments } from './bare.ts'
import type { Candidate } from './places.ts'
import type { SourceIndex } from './source-index.ts'

/** A quote shorter than this is part of half the file. */
const LEAST_QUOTE = 6

/** More of a quote than this says nothing more about where it stands. */
const MOST_QUOTE = 4_000

/** More places than this say nothing about the place. */
const MOST_PLACES = 200

interface Readings {
  readonly all: BareText
  readonly code: BareText
}

const cache = new WeakMap<SourceIndex, Readings>()

function readingsOf(file: SourceFile, index: SourceIndex): Readings {
  const known = cache.get(index)
  if (known) return known
  const made = {
    all: bareText(file.content, { withoutComments: false }),
    code: bareText(file.content, { withoutComments: true, hashComments: hasHashComments(file.path) }),
  }
  cache.set(index, made)
  return made
}

/**
 * Places of a quote that is laid out otherwise than the file, or written with other quotation marks, escapes, entities or comments.
 * Read with comments first, since a quote may be one.
 */
export function barePlaces(file: SourceFile, index: SourceIndex, lines: readonly string[]): Candidate[] {
  const quote = lines.join('\n').slice(0, MOST_QUOTE)
  const { all, code } = readingsOf(file, index)
  for (const [withoutComments, text] of [
    [false, all],
    [true, code],
  ] as const) {
    const wanted = endless(bareText(quote, { withoutComments, hashComments: hasHashComments(file.path) }).text)
    if (wanted.length < LEAST_QUOTE) continue
    const found = placesOf(text, wanted)
    if (found.length > 0) return found
  }
  return []
}

/** Without the signs that a quote's end may or may not have. */
const endless = (text: string): string => text.replace(/[;,]{1,3}$/, '')

/** Where a text stands in a bare one; one place a line is enough. */
function placesOf(file: BareText, wanted: string): Candidate[] {
  const places: Candidate[] = []
  for (const at of occurrences(file.text, wanted)) {
    const place = { at: file.lines[at] ?? 0, last: file.lines[at + wanted.length - 1] ?? 0 }
    if (places.at(-1)?.at !== place.at) places.push(place)
    if (places.length >= MOST_PLACES) break
  }
  return places
}

/**
 * Every index at which `wanted` stands, by Knuth, Morris and Pratt: linear whatever the two are made of, since both come from
 * outside and a search that may go back could be made to cost their product.
 */
function* occurrences(text: string, wanted: string): Generator<number> {
  if (!text.includes(wanted.slice(0, 32))) return
  const back = new Int32Array(wanted.length)
  for (let at = 1, length = 0; at < wanted.length; at++) {
    while (length > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(length)) length = back[length - 1] ?? 0
    if (wanted.charCodeAt(at) === wanted.charCodeAt(length)) length++
    back[at] = length
  }
  for (let at = 0, length = 0; at < text.length; at++) {
    while (length > 0 && text.charCodeAt(at) !== wanted.charCodeAt(length)) length = back[length - 1] ?? 0
    if (text.charCodeAt(at) === wanted.charCodeAt(length)) length++
    if (length < wanted.length) continue
    yield at - length + 1
    length = back[length - 1] ?? 0
  }
}

/** An ellipsis, alone in a comment or brackets too. A spread of JavaScript, with a name behind it, is none. */
const ELLIPSIS = /(?:\/\/|\/\*|#|--)?[ \t]{0,4}(?:\[(?:…|\.{3})\]|…|\.{3,4}(?![\w$[{(.]))[ \t]{0,4}(?:\*\/)?/g

/** Most parts that are looked for, and lines between two of them: parts from anywhere would make a quote of what nobody wrote. */
const MOST_PARTS = 12
const MOST_LINES_BETWEEN = 10

/** The longest part must say something, and the parts together more. */
const LEAST_LONGEST = 5
const LEAST_TOGETHER = 10

/** Places where the parts of a quote with ellipses stand in their order, each a few lines behind the one before. */
export function elidedPlaces(file: SourceFile, index: SourceIndex, lines: readonly string[]): Candidate[] {
  const quote = lines.join('\n').slice(0, MOST_QUOTE)
  if (!quote.includes('…') && !quote.includes('...')) return []
  const hashComments = hasHashComments(file.path)
  const parts = quote
    .split(ELLIPSIS, MOST_PARTS)
    .map((part) => endless(bareText(part, { withoutComments: true, hashComments }).text))
    .filter((part) => part !== '')
  const longest = Math.max(0, ...parts.map(({ length }) => length))
  if (longest < LEAST_LONGEST || parts.join('').length < LEAST_TOGETHER) return []
  const { code } = readingsOf(file, index)
  const places: Candidate[] = []
  let tried = 0
  for (const start of occurrences(code.text, parts[0] ?? '')) {
    if (++tried > MOST_PLACES) break
    const end = followed(code, start, parts)
    if (end !== -1) places.push({ at: code.lines[start] ?? 0, last: code.lines[end - 1] ?? 0 })
  }
  return places
}

/** Longest stretch in which the next part is looked for, for files whose lines have no end. */
const MOST_BETWEEN = 2_000

/** Index after the last part where all follow the first one, or -1. */
function followed({ text, lines }: BareText, start: number, parts: readonly string[]): number {
  let at = start + (parts[0]?.length ?? 0)
  for (const part of parts.slice(1)) {
    const stretch = text.slice(at, at + MOST_BETWEEN + part.length)
    const found = stretch.indexOf(part)
    if (found === -1) return -1
    if ((lines[at + found] ?? 0) - (lines[at - 1] ?? 0) > MOST_LINES_BETWEEN + 1) return -1
    at += found + part.length
  }
  return at
}
