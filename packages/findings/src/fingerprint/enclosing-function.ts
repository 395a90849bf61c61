import type { FileStatements } from './statements.ts'

/** Starts of a function or of a route, in the languages of the corpus. */
const HEADER =
  /\bfunction\b|=>\s*[{(]?\s*$|\bdef\s|\bfunc\s|\bfn\s|^\s*(?:(?:public|private|protected|static|final|async|override|export|inline|unsigned|const)\s+)*[\w<>[\]*&:.,\s]+\([^;]*\)\s*(?:throws\s[\w.,\s]+)?\{?\s*$/

/** Blocks that are not functions, although they look like calls. */
const CONTROL =
  /^\s*[}\])]*\s*(?:if|else|for|foreach|while|switch|catch|try|do|with|return|case|using|lock|synchronized|await|throw|new)\b/

/** How far above a quote its function is looked for. */
const REACH = 200

function indentation(text: string): number {
  return text.length - text.trimStart().length
}

/** Whether a statement opens a block that is a function. */
export function isFunctionHeader(text: string): boolean {
  return /[{:(]\s*$|=>\s*$/.test(text.trimEnd()) && !CONTROL.test(text) && HEADER.test(text)
}

/** The function around a statement: the nearest header above it with less indentation; itself when there is none. */
export function enclosingFunction(statements: FileStatements, statement: number): number {
  const text = statements.text(statement) ?? ''
  if (isFunctionHeader(text)) return statement
  let inner = indentation(text)
  for (let at = statement - 1; at >= Math.max(0, statement - REACH); at--) {
    const above = statements.text(at) ?? ''
    const depth = indentation(above)
    if (depth >= inner) continue
    if (isFunctionHeader(above)) return at
    inner = depth
  }
  return statement
}
