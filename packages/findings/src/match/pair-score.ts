import type { Finding } from '../finding/finding.ts'
import { tokens, tokenSimilarity } from '../anchor/similar.ts'
import { normaliseLine } from '../anchor/normalise.ts'

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
  readonly key: string
  readonly hash: number
}

export function matchable(finding: Finding, renames: ReadonlyMap<string, string> = new Map()): Matchable {
  const [place] = finding.locations
  const key = `${finding.fingerprint.v1}\0${String(place.startLine).padStart(9, '0')}\0${finding.title}`
  return {
    finding,
    key,
    hash: hashOf(key),
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

/** How likely two findings name the same flaw, 0 to 1; 0 when they are in different files or of unrelated types. Symmetric. */
export function pairScore(a: Matchable, b: Matchable, cweScore: CweScore): number {
  if (a.path !== b.path) return 0
  const type = typeScore(a.finding, b.finding, cweScore)
  const location = type === 0 ? 0 : locationScore(a, b)
  // Two sinks of one family, far apart, read alike: only the very same lines elsewhere are moved code.
  if (location === 0) return 0
  return WEIGHTS.type * type + WEIGHTS.location * location + WEIGHTS.text * textScore(a, b)
}

/** The better of what the CWE ids and the families say: models confuse neighbouring ids more often than families. */
export function typeScore(a: Finding, b: Finding, cweScore: CweScore): number {
  const byFamily = a.family === b.family && a.family !== 'other' ? 1 : 0
  if (byFamily === 1 || !a.cwe.canonical || !b.cwe.canonical) return byFamily
  return cweScore(a.cwe.canonical, b.cwe.canonical) ?? byFamily
}

/** Lines between two places; 0 where they touch or overlap. */
export function gapBetween(a: Matchable, b: Matchable): number {
  return Math.max(0, a.start - b.end, b.start - a.end)
}

function locationScore(a: Matchable, b: Matchable): number {
  const gap = gapBetween(a, b)
  // The same lines elsewhere are moved code; nearness, however far, only breaks the tie between copies of them.
  if (a.anchored !== '' && a.anchored === b.anchored) return 0.9 + (0.1 * FAR_LINES) / (FAR_LINES + gap)
  return Math.max(0, 1 - gap / FAR_LINES)
}

/** Of the code alone: titles are a model's wording. */
function textScore(a: Matchable, b: Matchable): number {
  if (a.finding.fingerprint.v1 === b.finding.fingerprint.v1) return 1
  return tokenSimilarity(a.snippetTokens, b.snippetTokens)
}
