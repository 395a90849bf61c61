import type { FileStatements } from './statements.ts'

/** Starts of a function or of a route, in the languages of the corpus. */
const HEADER =
  /\bfunction\b|=>\s*[{(]?\s*$|\bdef\s|\bfunc\s|\bfn\s|^\s*(?:(?:public|private|protected|static|final|async|override|export|inline|unsigned|const)\s+)*[\w<>[\]*&:.,\s]+\([^;]*\)\s*(?:throws\s[\w.,\s]+)?\{?\s*$/

/** A signature whose brace is on the next line, as in C: a type, a name, parameters and nothing else. */
const SIGNATURE = /^\s*(?:[\w*&<>:[\],]+\s+)+[*&]*[\w:~]+\s*\([^;={}"'`]*\)\s*(?:const|noexcept)?\s*$/

/** Types around functions; never where the harm is done. */
const TYPE = /^\s*(?:[\w@]+\s+)*(?:class|struct|interface|enum|trait|impl|namespace|object)\b[^;=]*[{:]\s*$/

/** Statements that are no functions, although they look like one. */
const CONTROL =
  /^\s*[}\])]*\s*(?:if|else|elif|for|foreach|while|switch|catch|except|try|do|with|return|case|using|lock|synchronized|await|throw|raise|new|defer|go|yield|assert|delete|typeof|echo|print)\b/

/** How far above a quote its function is looked for. */
const REACH = 200

/** Columns before the code, a tab counted as one. */
export function indentation(text: string): number {
  return text.length - text.trimStart().length
}

/** Whether a statement opens a function. */
export function isFunctionHeader(text: string): boolean {
  if (CONTROL.test(text)) return false
  return (/[{:(]\s*$|=>\s*$/.test(text.trimEnd()) && HEADER.test(text)) || SIGNATURE.test(text)
}

/** Whether a statement only opens a function or a type around what follows. */
export function isHeader(text: string): boolean {
  return isFunctionHeader(text) || TYPE.test(text)
}

/** `@Route("/x")`, `[HttpGet]`, `#[derive(…)]`: they stand before what they belong to. */
const DECORATOR = /^\s*(?:@(?!interface\b)[\w.]|#\[|\[[A-Z][\w.]*(?:\(|\]))/

export function isDecorator(text: string): boolean {
  return DECORATOR.test(text)
}

/** Most decorators of one function. */
const MOST_DECORATORS = 12

/** The function that a statement decorates, or the statement itself. */
export function decorated(statements: FileStatements, statement: number): number {
  let at = statement
  for (let step = 0; step < MOST_DECORATORS && isDecorator(statements.head(at) ?? ''); step++) at++
  return statements.head(at) === undefined ? statement : at
}

/** The last statement inside a function: all that follow it and stand deeper. */
export function lastInside(statements: FileStatements, header: number): number {
  const depth = indentation(statements.head(header) ?? '')
  let last = header
  for (let at = header + 1; at <= header + LONGEST; at++) {
    const text = statements.head(at)
    if (text === undefined || indentation(text) <= depth) break
    last = at
  }
  return last
}

/** Most statements of a function. */
const LONGEST = 2000

/** The function around a statement: the nearest header above it with less indentation; itself when there is none. */
export function enclosingFunction(statements: FileStatements, statement: number): number {
  const text = statements.head(statement) ?? ''
  if (isFunctionHeader(text)) return statement
  let inner = indentation(text)
  for (let at = statement - 1; at >= Math.max(0, statement - REACH); at--) {
    const above = statements.head(at) ?? ''
    const depth = indentation(above)
    if (depth >= inner) continue
    if (isFunctionHeader(above)) return at
    inner = depth
  }
  return statement
}
