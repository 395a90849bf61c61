import { hash } from 'node:crypto'
import type { EnclosingFunction } from '../finding/finding.ts'
import { enclosingFunction, isFunctionHeader, lastInside } from './enclosing-function.ts'
import type { FileStatements } from './statements.ts'

const digest = (text: string): string => hash('sha256', text).slice(0, 16)

/** Kept by file and header: of a hundred findings in one function its code is read once. */
const known = new WeakMap<FileStatements, Map<number, EnclosingFunction>>()

/** The function around a statement, or undefined outside functions. */
export function functionAround(statements: FileStatements, statement: number, firstLine: number): EnclosingFunction | undefined {
  const header = enclosingFunction(statements, statement)
  if (!isFunctionHeader(statements.head(header) ?? '')) return undefined
  const functions = known.get(statements) ?? new Map<number, EnclosingFunction>()
  known.set(statements, functions)
  const made = functions.get(header) ?? functionAt(statements, header, firstLine)
  functions.set(header, made)
  return made
}

function functionAt(statements: FileStatements, header: number, firstLine: number): EnclosingFunction {
  const last = lastInside(statements, header)
  const code: string[] = []
  for (let at = header; at <= last; at++) code.push(statements.code(at))
  return {
    startLine: firstLine + statements.start(header),
    endLine: firstLine + statements.end(last),
    header: digest(statements.code(header)),
    hash: digest(code.join('\n')),
  }
}
