import type { Family, SourceFile } from '@understudy/spec'
import type { EnclosingFunction } from '../finding/finding.ts'
import { sourceIndex } from '../anchor/source-index.ts'
import { decorated, enclosingFunction, indentation, isFunctionHeader, isHeader } from './enclosing-function.ts'
import { functionAround } from './function-around.ts'
import { flowsInto, originOf, sinkBeside, sinkOf } from './flow.ts'
import { isAbsence, sinkScore, STRONG } from './sinks.ts'
import { type FileStatements, ordinalOf, statementsOf } from './statements.ts'

/** The piece of code that a flaw is known by. */
export interface KeyStatement {
  readonly code: string
  readonly ordinal: number
  /** Line on which it starts, 1-based. */
  readonly line: number
  readonly function?: EnclosingFunction
}

/** Most lines of a range that are looked at: a range may be a whole file of thousands. */
const MOST_LINES = 300

/** How far below a range without code its statement may begin. */
const BELOW = 8

/**
 * The statement that stands for a range of anchored lines. Models quote one flaw with a line more or less, or its
 * source instead of its sink, and formatters break a statement over several lines; all end in the same statement here:
 * the strongest sink of the family in the range, or a stronger statement that gave it its value, or else the first
 * later one that uses what the range defines, or else the sink next to it that works on the same names.
 * A flaw that is an absence (no check, no lock) is known by its function. Null when the range holds no code.
 */
export function keyStatement(file: SourceFile, startLine: number, endLine: number, family: Family): KeyStatement | null {
  const index = sourceIndex(file)
  const statements = statementsOf(index)
  const from = Math.max(0, startLine - index.firstLine)
  const to = Math.min(index.lines.length - 1, endLine - index.firstLine)
  const inRange = codeIn(statements, from, Math.min(to, from + MOST_LINES - 1))
  if (inRange.length === 0) return null
  const middle = nearestTo((from + to) / 2, inRange, statements)
  const chosen = isAbsence(family)
    ? enclosingFunction(statements, middle)
    : strongest(withoutHeaders(inRange, statements, family), middle, statements, family)
  const code = statements.code(chosen)
  if (code === '') return null
  const around = functionAround(statements, chosen, index.firstLine)
  return {
    code,
    ordinal: ordinalOf(statements, chosen),
    line: index.firstLine + statements.start(chosen),
    ...(around && { function: around }),
  }
}

/** The statements of a range; those of a range without code are the next one below it, or the nearest above. Decorators stand for what they decorate. */
function codeIn(statements: FileStatements, from: number, to: number): readonly number[] {
  const inRange = statements.within(from, to)
  const next =
    inRange.length > 0
      ? undefined
      : (statements.below(to + 1, BELOW) ?? statements.within(Math.max(0, from - BELOW), from).at(-1))
  const found = next === undefined ? inRange : [next]
  return [...new Set(found.map((statement) => decorated(statements, statement)))]
}

/** A call that takes a function, as in `exec(command, (error) => {`: it opens one and may do the harm itself. */
const CALLBACK = /=>\s*\{?\s*$/

/** A quote often begins with the function's first line, which does no harm; one of nothing else means what the function does. */
function withoutHeaders(inRange: readonly number[], statements: FileStatements, family: Family): readonly number[] {
  const bodies = inRange.filter((statement) => {
    const text = statements.head(statement) ?? ''
    return !isHeader(text) || (CALLBACK.test(text) && sinkScore(family, text) >= STRONG)
  })
  if (bodies.length > 0) return bodies
  const last = inRange.at(-1) ?? 0
  const first = statements.head(last + 1)
  return first !== undefined && isFunctionHeader(statements.head(last) ?? '') && isDeeper(first, statements.head(last) ?? '')
    ? [last + 1]
    : inRange
}

const isDeeper = (text: string, than: string): boolean => indentation(text) > indentation(than)

function nearestTo(middle: number, candidates: readonly number[], statements: FileStatements): number {
  const distance = (candidate: number): number => Math.abs(statements.start(candidate) - middle)
  return candidates.reduce((best, other) => (distance(other) < distance(best) ? other : best))
}

/** A call of something; what only branches or hands back does the least harm of all. */
const CALLS = /(?!(?:if|for|while|switch|catch|return)\b)\b[\p{L}_$][\p{L}\p{N}_$]*\s*\(\s*[^)\s]/u

/**
 * The highest score wins. Of statements that are no known sink those that call something, and of these the one that uses what
 * another made; then the nearest to the middle of the quote: what a quote adds at its edges changes nothing.
 */
function strongest(inRange: readonly number[], middle: number, statements: FileStatements, family: Family): number {
  const score = (statement: number): number => sinkScore(family, statements.head(statement) ?? '')
  const weight = (statement: number): number => score(statement) || (CALLS.test(statements.head(statement) ?? '') ? 0.5 : 0)
  const best = inRange.reduce((winner, other) => {
    const gain = weight(other) - weight(winner)
    if (gain !== 0) return gain > 0 ? other : winner
    if (score(other) < STRONG && flowsInto(winner, other, statements)) return other
    return Math.abs(other - middle) < Math.abs(winner - middle) ? other : winner
  })
  const origin = originOf(best, score(best), statements, family)
  if (origin !== undefined) return origin
  if (score(best) >= STRONG) return best
  return sinkOf(inRange, statements, family) ?? sinkBeside(best, statements, family) ?? best
}
