import type { Family } from '@understudy/spec'
import { indentation, isFunctionHeader } from './enclosing-function.ts'
import { definedNames, usedNames } from './names.ts'
import { highestScore, isValueFlaw, sinkScore, standsAlone, STRONG } from './sinks.ts'
import type { FileStatements } from './statements.ts'

/** How many statements away from a quote the rest of its flow is looked for. */
const REACH = 10

/** How many statements away a sink still stands beside a statement that does nothing by itself. */
const BESIDE = 2

/** Whether a statement uses a name that an earlier one defines. */
export function flowsInto(earlier: number, later: number, statements: FileStatements): boolean {
  const used = usedNames(statements.head(later) ?? '')
  return definedNames(statements.head(earlier) ?? '').some((name) => used.has(name))
}

/**
 * A stronger statement above, in the same function, that gave a value to a name which the statement uses, directly or over others.
 * Where the flaw is the value itself, an equally strong one as well: the first that made it.
 */
export function originOf(statement: number, score: number, statements: FileStatements, family: Family): number | undefined {
  const sameCounts = isValueFlaw(family)
  if (score === highestScore(family) && !sameCounts) return undefined
  const own = statements.head(statement) ?? ''
  const used = new Set(usedNames(own))
  let origin: number | undefined
  let least = Math.max(score + (sameCounts ? 0 : 1), STRONG)
  for (let above = statement - 1; above >= Math.max(0, statement - REACH); above--) {
    const text = statements.head(above) ?? ''
    if (isFunctionHeader(text)) break
    const defined = definedNames(text)
    if (!defined.some((name) => used.has(name))) continue
    const gain = sinkScore(family, text)
    if (gain <= score && standsAlone(family, own, defined)) continue
    if (gain >= least) [origin, least] = [above, gain + (sameCounts ? 0 : 1)]
    // What gave this one its value may be the beginning; a sink's own operands are another flow.
    if (gain < STRONG || sameCounts) for (const name of usedNames(text)) used.add(name)
  }
  if (origin === undefined || sameCounts) return origin
  // What the origin itself was made of may be stronger still, and nothing is stronger than that.
  return originOf(origin, least - 1, statements, family) ?? origin
}

/** The first strong sink behind the range, in the same block, that uses a name which the range defines. */
export function sinkOf(inRange: readonly number[], statements: FileStatements, family: Family): number | undefined {
  const defined = inRange.flatMap((statement) => definedNames(statements.head(statement) ?? ''))
  const last = inRange.at(-1) ?? 0
  const depth = indentation(statements.head(last) ?? '')
  for (let statement = last + 1; statement <= last + REACH; statement++) {
    const text = statements.head(statement)
    // Outside the block the same name is another variable.
    if (text === undefined || indentation(text) < depth) return undefined
    if (sinkScore(family, text) < STRONG) continue
    const used = usedNames(text)
    if (defined.some((name) => used.has(name))) return statement
  }
  return undefined
}

/** The nearest strong sink of the same function a statement or two away that works on a name of this one; the one above on ties. */
export function sinkBeside(statement: number, statements: FileStatements, family: Family): number | undefined {
  const own = usedNames(statements.head(statement) ?? '')
  for (let away = 1; away <= BESIDE; away++)
    for (const beside of [statement - away, statement + away]) {
      const text = beside < 0 ? undefined : statements.head(beside)
      if (text === undefined || sinkScore(family, text) < STRONG) continue
      if (isCutOff(statement, beside, statements)) continue
      if ([...usedNames(text)].some((name) => own.has(name))) return beside
    }
  return undefined
}

/** Whether a function begins between two statements. */
function isCutOff(a: number, b: number, statements: FileStatements): boolean {
  for (let between = Math.min(a, b) + 1; between <= Math.max(a, b); between++)
    if (isFunctionHeader(statements.head(between) ?? '')) return true
  return false
}
