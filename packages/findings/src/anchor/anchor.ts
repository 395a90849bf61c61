import type { SourceFile } from '@understudy/spec'
import type { Anchor, AnchorStatus } from '../finding/finding.ts'
import { normaliseLine, quoteLines } from './normalise.ts'
import { similarPlaces } from './similar.ts'
import { type SourceIndex, sourceIndex } from './source-index.ts'

/** Where a quote stands. Line numbers are 1-based and inclusive. */
export interface Place extends Omit<Anchor, 'keyLine'> {
  readonly startLine: number
  readonly endLine: number
}

export interface Quote {
  readonly snippet: string
  /** As stated; only decides between equal places. */
  readonly startLine: number
  readonly endLine: number
}

/** Positions in the file (0-based), first and last line of a candidate. */
interface Candidate {
  readonly at: number
  readonly last: number
}

/** Longest snippet kept with a finding: a minified line is not a quote. */
const LONGEST_SNIPPET = 1000

/**
 * Finds the lines that were quoted: exact, else but for white space, else as part of a line, else token by token.
 * Among equal places the one nearest to the stated line wins.
 */
export function anchorQuote(file: SourceFile, quote: Quote): Place {
  const index = sourceIndex(file)
  const stated = Math.min(Math.max(quote.startLine - index.firstLine, 0), index.lines.length - 1)
  const lines = quoteLines(quote.snippet)
  const wanted = lines.map(normaliseLine).filter((line) => line !== '')
  if (wanted.length === 0) return statedPlace(index, quote, stated, 'missing')
  const whole = wholeLines(index, wanted)
  const candidates = whole.length > 0 ? whole : partOfLines(index, wanted)
  if (candidates.length > 0) return found(index, nearest(candidates, stated), quote, stated, lines)
  const similar = similarPlaces(index, lines)
  const best = similar.filter((place) => place.similarity === similar[0]?.similarity)
  if (best.length > 0) {
    const { candidate, tied } = nearest(best, stated)
    return place(index, candidate, stated, tied ? 'ambiguous' : 'fuzzy', quote.startLine)
  }
  return statedPlace(index, quote, stated, 'missing')
}

/** Places where the quote's lines follow each other, blank lines aside. */
function wholeLines(index: SourceIndex, wanted: readonly string[]): Candidate[] {
  const [first = '', ...rest] = wanted
  const candidates: Candidate[] = []
  for (const at of index.positions.get(first) ?? []) {
    let last = at
    const fits = rest.every((line) => {
      do last++
      while (last < index.normalised.length && index.normalised[last] === '')
      return index.normalised[last] === line
    })
    if (fits) candidates.push({ at, last })
  }
  return candidates
}

/** Least length of a part that says something: `}` is part of half the file. */
const LEAST_PART = 8

/** Places where a quote is a part of a line (a minified file), or starts and ends within lines. */
function partOfLines(index: SourceIndex, wanted: readonly string[]): Candidate[] {
  const [first = ''] = wanted
  if (wanted.join('').length < LEAST_PART) return []
  const candidates: Candidate[] = []
  for (const [at, line] of index.normalised.entries()) {
    if (line === '') continue
    if (wanted.length === 1 ? line.includes(first) : line.endsWith(first)) {
      const last = wanted.length === 1 ? at : lastOfPart(index, at, wanted)
      if (last !== -1) candidates.push({ at, last })
    }
  }
  return candidates
}

function lastOfPart(index: SourceIndex, at: number, wanted: readonly string[]): number {
  let last = at
  for (const [step, line] of wanted.entries()) {
    if (step === 0) continue
    do last++
    while (last < index.normalised.length && index.normalised[last] === '')
    const here = index.normalised[last] ?? ''
    if (step === wanted.length - 1 ? !here.startsWith(line) : here !== line) return -1
  }
  return last
}

/** Lines between a place and the stated line; 0 inside it. */
function distance({ at, last }: Candidate, stated: number): number {
  return stated < at ? at - stated : stated > last ? stated - last : 0
}

function nearest<C extends Candidate>(candidates: readonly C[], stated: number): { candidate: C; tied: boolean } {
  let candidate = candidates[0] as C
  let tied = false
  for (const other of candidates.slice(1)) {
    const gap = distance(other, stated) - distance(candidate, stated)
    if (gap < 0) [candidate, tied] = [other, false]
    else if (gap === 0) tied = true
  }
  return { candidate, tied }
}

function found(
  index: SourceIndex,
  { candidate, tied }: { candidate: Candidate; tied: boolean },
  quote: Quote,
  stated: number,
  lines: readonly string[],
): Place {
  const atStated = quote.startLine - index.firstLine === candidate.at
  const verbatim = index.lines.slice(candidate.at, candidate.last + 1).join('\n') === lines.join('\n')
  const status = tied ? 'ambiguous' : !atStated ? 'moved' : verbatim ? 'exact' : 'normalised'
  return place(index, candidate, stated, status, quote.startLine)
}

function place(index: SourceIndex, { at, last }: Candidate, stated: number, status: AnchorStatus, statedLine: number): Place {
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
function statedPlace(index: SourceIndex, quote: Quote, stated: number, status: AnchorStatus): Place {
  const last = Math.min(stated + Math.max(0, Math.min(quote.endLine - quote.startLine, 2)), index.lines.length - 1)
  return {
    status,
    startLine: index.firstLine + stated,
    endLine: index.firstLine + last,
    snippet: cut(quote.snippet),
    offset: 0,
    statedLine: quote.startLine,
  }
}

function cut(snippet: string): string {
  return snippet.length > LONGEST_SNIPPET ? `${snippet.slice(0, LONGEST_SNIPPET - 1)}…` : snippet
}
