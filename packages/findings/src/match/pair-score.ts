import type { EnclosingFunction, Finding } from '../finding/finding.ts'
import { tokens, tokenSimilarity } from '../anchor/similar.ts'
import { normaliseLine } from '../anchor/normalise.ts'
import { areNeighbours } from './neighbours.ts'

/** Weights of what makes two findings the same flaw; measured on 250 real scans (security-review.md, 3.6). */
const WEIGHTS = { type: 0.45, location: 0.35, text: 0.2 } as const

/** Least score for a match. */
export const ACCEPT = 0.6

/** Lines between two places at which nearness no longer speaks for a match. */
const FAR_LINES = 10

/** How near two CWE ids are, 0 to 1; coarse or unknown ids give null, and the families decide. */
export type CweScore = (a: string, b: string) => number | null

/** One finding with what every comparison of it needs, made once. */
export interface Matchable {
  readonly finding: Finding
  readonly path: string
  readonly start: number
  readonly end: number
  /** The anchored lines without white space; empty when they are nowhere in the file. */
  readonly anchored: string
  readonly snippetTokens: readonly string[]
  /** What tells it from the other findings of its file, whoever reported them and in whatever order. */
  readonly order: string
  readonly hash: number
  /** The line of the statement that it is known by, and the function around that. */
  readonly key: number
  readonly around: EnclosingFunction | undefined
  /** Of its title. */
  readonly words: readonly string[]
}

export function matchable(finding: Finding, renames: ReadonlyMap<string, string> = new Map()): Matchable {
  const [place] = finding.locations
  const order = `${finding.fingerprint.v1}\0${String(place.startLine).padStart(9, '0')}\0${finding.title}`
  return {
    finding,
    order,
    hash: hashOf(order),
    key: place.anchor.keyLine,
    around: place.anchor.function,
    words: tokens(finding.title.toLowerCase()),
    path: renames.get(place.path) ?? place.path,
    start: place.startLine,
    end: Math.max(place.startLine, place.endLine),
    anchored: place.anchor.status === 'missing' ? '' : normaliseLine(place.anchor.snippet),
    snippetTokens: tokens(place.anchor.snippet),
  }
}

/** FNV-1a: any even spread will do. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** How likely two findings name the same flaw, 0 to 1; 0 when they are in different files or functions, or of unrelated types. Symmetric. */
export function pairScore(a: Matchable, b: Matchable, cweScore: CweScore): number {
  if (a.path !== b.path || !inOneFunction(a, b)) return 0
  const type = typeScore(a, b, cweScore)
  const location = type === 0 ? 0 : locationScore(a, b)
  // Two sinks of one family, far apart, read alike: only the very same lines elsewhere are moved code.
  if (location === 0) return 0
  return WEIGHTS.type * type + WEIGHTS.location * location + WEIGHTS.text * textScore(a, b)
}

/** How near two kinds are that people write for one flaw; it counts on the same lines only. */
const NEIGHBOUR_SCORE = 0.75

/** The better of what the CWE ids and the families say: models confuse neighbouring ids more often than families. */
export function typeScore(a: Matchable, b: Matchable, cweScore: CweScore): number {
  const [first, second] = [a.finding, b.finding]
  if (first.fingerprint.v1 === second.fingerprint.v1) return 1
  const near = gapBetween(a, b) === 0
  if (first.family === 'other' || second.family === 'other')
    return Math.max(byCwe(first, second, cweScore) ?? 0, ofNoFamily(a, b, near))
  if (first.family === second.family) return 1
  const byFamily = near && isOnePlace(a, b) && areNeighbours(first.family, second.family) ? NEIGHBOUR_SCORE : 0
  return Math.max(byCwe(first, second, cweScore) ?? 0, byFamily)
}

/** Much the same lines, or statements close by: a wide range holds more than one flaw. */
function isOnePlace(a: Matchable, b: Matchable): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start) + 1
  const all = Math.max(a.end, b.end) - Math.min(a.start, b.start) + 1
  return shared * 3 >= all || Math.abs(a.key - b.key) <= CLOSE_LINES
}

/** Lines between two statements of one flaw. */
const CLOSE_LINES = 3

function byCwe(a: Finding, b: Finding, cweScore: CweScore): number | null {
  return a.cwe.canonical && b.cwe.canonical ? cweScore(a.cwe.canonical, b.cwe.canonical) : null
}

/** A kind of no family says nothing, so place and words decide: two of them on the same lines, or one in much the same words. */
function ofNoFamily(a: Matchable, b: Matchable, near: boolean): number {
  const words = tokenSimilarity(a.words, b.words)
  if (a.finding.family !== b.finding.family) return near && words >= SAME_WORDS ? words : 0
  return near ? Math.max(NEIGHBOUR_SCORE, words) : words >= SAME_WORDS ? words : 0
}

/** Share of words from which two titles say the same. */
const SAME_WORDS = 0.6

/** Whether two findings may be in one function: the same one, one inside the other, or one that is not known. */
function inOneFunction(a: Matchable, b: Matchable): boolean {
  if (!a.around || !b.around || a.around.header === b.around.header) return true
  return holds(a, b) || holds(b, a)
}

function holds({ around, start, end }: Matchable, { key }: Matchable): boolean {
  return (around !== undefined && around.startLine <= key && key <= around.endLine) || (start <= key && key <= end)
}

/** Lines between two places; 0 where they touch or overlap. */
export function gapBetween(a: Matchable, b: Matchable): number {
  return Math.max(0, a.start - b.end, b.start - a.end)
}

function locationScore(a: Matchable, b: Matchable): number {
  const gap = gapBetween(a, b)
  // Of several that overlap, the one whose flaw takes effect on the nearest line.
  const place = gap === 0 ? 1 - KEY_SHARE * Math.min(1, Math.abs(a.key - b.key) / FAR_LINES) : Math.max(0, 1 - gap / FAR_LINES)
  // The same lines elsewhere are moved code; nearness, however far, only breaks the tie between copies of them.
  if (a.anchored !== '' && a.anchored === b.anchored) return Math.max(place, 0.9 + (0.1 * FAR_LINES) / (FAR_LINES + gap))
  return place
}

/** How much of an overlap's score depends on the lines of the statements. */
const KEY_SHARE = 0.2

/** Of the code alone: titles are a model's wording. */
function textScore(a: Matchable, b: Matchable): number {
  if (a.finding.fingerprint.v1 === b.finding.fingerprint.v1) return 1
  return tokenSimilarity(a.snippetTokens, b.snippetTokens)
}
