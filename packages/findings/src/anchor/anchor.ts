import type { SourceFile } from '@understudy/spec'
import type { Anchor, AnchorStatus } from '../finding/finding.ts'
import { isAscii, longestWord, normaliseLine, quoteReadings } from './normalise.ts'
import { barePlaces, elidedPlaces } from './bare-places.ts'
import { type Candidate, partsOfLines, wholeLines } from './places.ts'
import { similarPlaces } from './similar.ts'
import { type SourceIndex, sourceIndex } from './source-index.ts'

/** Where a quote stands. Line numbers are 1-based and inclusive. */
export interface Place extends Omit<Anchor, 'keyLine'> {
  readonly startLine: number
  readonly endLine: number
}

/** Code that a reporter quotes, and where it says that it stands. */
export interface Quote {
  readonly snippet: string
  /** As stated; only decides between equal places. */
  readonly startLine: number
  readonly endLine: number
}

/** Longest snippet kept with a finding: a minified line is not a quote. */
const LONGEST_SNIPPET = 1000

/**
 * Finds the lines that were quoted: exact, else but for white space, else as part of a line, else but for layout, comments, quotation
 * marks and escapes, else token by token, else by the parts around an ellipsis.
 * Among equal places the one nearest to the stated line wins.
 */
export function anchorQuote(file: SourceFile, quote: Quote): Place {
  const index = sourceIndex(file)
  const stated = Math.min(Math.max(quote.startLine - index.firstLine, 0), index.lines.length - 1)
  const readings = quoteReadings(quote.snippet)
  for (const lines of readings) {
    const wanted = lines.map(normaliseLine).filter((line) => line !== '')
    if (wanted.length === 0) continue
    const near = nearby(index.lines, stated, lines[0] ?? '', wanted)
    if (near.length > 0) return foundPlace(index, near, quote, stated, lines)
    const whole = wholeLines(index, wanted)
    const candidates = whole.length > 0 ? whole : partsOfLines(index, wanted)
    if (candidates.length > 0) return foundPlace(index, candidates, quote, stated, lines)
  }
  for (const lines of readings) {
    const bare = barePlaces(file, index, lines)
    if (bare.length > 0) return foundPlace(index, bare, quote, stated, lines)
  }
  for (const lines of readings) {
    const similar = similarPlaces(index, lines)
    if (similar.length === 0) continue
    const { candidate, tied } = nearest(similar, stated)
    return placeAt(index, candidate, stated, tied ? 'ambiguous' : 'fuzzy', quote.startLine)
  }
  for (const lines of readings) {
    const elided = elidedPlaces(file, index, lines)
    if (elided.length === 0) continue
    const { candidate, tied } = nearest(elided, stated)
    return placeAt(index, candidate, stated, tied ? 'ambiguous' : 'fuzzy', quote.startLine)
  }
  return statedPlace(index, quote, stated, quote.snippet.trim() === '' ? 'stated' : 'missing')
}

/** Most models misstate a line by a few, so that the file need not be indexed to find the nearest place. */
const NEAR_LINES = 8

/** Places of the quote that begin around the stated line; where there is one, none that begins further off is nearer. */
function nearby(lines: readonly string[], stated: number, firstRaw: string, wanted: readonly string[]): Candidate[] {
  const word = isAscii(firstRaw) ? longestWord(firstRaw) : ''
  const found: Candidate[] = []
  for (let at = Math.max(0, stated - NEAR_LINES); at <= stated + NEAR_LINES && at < lines.length; at++) {
    const line = lines[at] ?? ''
    const candidate = line.includes(word) || !isAscii(line) ? linesAt(lines, at, wanted) : null
    if (candidate) found.push(candidate)
  }
  return found
}

/** The quote's place when it begins at this line, blank lines aside. */
function linesAt(lines: readonly string[], at: number, wanted: readonly string[]): Candidate | null {
  let last = at - 1
  for (const line of wanted) {
    do last++
    while (last > at && lines[last]?.trim() === '')
    if (normaliseLine(lines[last] ?? '') !== line) return null
  }
  return { at, last }
}

/** Lines between a place and the stated line; 0 inside it. */
function distance({ at, last }: Candidate, stated: number): number {
  return stated < at ? at - stated : stated > last ? stated - last : 0
}

function nearest(candidates: readonly Candidate[], stated: number): { candidate: Candidate; tied: boolean } {
  let [candidate = { at: 0, last: 0 }] = candidates
  let tied = false
  for (const other of candidates.slice(1)) {
    const gap = distance(other, stated) - distance(candidate, stated)
    if (gap < 0) [candidate, tied] = [other, false]
    else if (gap === 0) tied = true
  }
  return { candidate, tied }
}

function foundPlace(
  index: SourceIndex,
  candidates: readonly Candidate[],
  quote: Quote,
  stated: number,
  lines: readonly string[],
): Place {
  const { candidate, tied } = nearest(candidates, stated)
  const atStated = quote.startLine - index.firstLine === candidate.at
  const verbatim = index.lines.slice(candidate.at, candidate.last + 1).join('\n') === lines.join('\n')
  const status = tied ? 'ambiguous' : !atStated ? 'moved' : verbatim ? 'exact' : 'normalised'
  return placeAt(index, candidate, stated, status, quote.startLine)
}

function placeAt(index: SourceIndex, { at, last }: Candidate, stated: number, status: AnchorStatus, statedLine: number): Place {
  return {
    status,
    startLine: index.firstLine + at,
    endLine: index.firstLine + last,
    snippet: cut(index.lines.slice(at, last + 1).join('\n')),
    offset: distance({ at, last }, stated),
    statedLine,
  }
}

/** No quote decides: the stated lines, kept inside the file. */
function statedPlace(index: SourceIndex, quote: Quote, stated: number, status: 'stated' | 'missing'): Place {
  const extent = Math.max(0, quote.endLine - quote.startLine)
  const last = Math.min(stated + extent, index.lines.length - 1)
  const place = placeAt(index, { at: stated, last }, stated, status, quote.startLine)
  return status === 'missing' ? { ...place, snippet: cut(quote.snippet) } : place
}

function cut(snippet: string): string {
  return snippet.length > LONGEST_SNIPPET ? `${snippet.slice(0, LONGEST_SNIPPET - 1)}…` : snippet
}
