/** What stands before a statement's first `=`, `:=` or `+=`: nothing called and nothing compared. */
const LEFT_SIDE = /^[^=(]{1,160}?(?=\s*[+:]?=(?![=>]))/

/** Words that open a statement whose brackets define a name: `try (Reader in = …)`, `for (const x of …)`, `if (out = …)`. */
const OPENING = /^\s*(?:\}\s*)?(?:else\s+)?(?:try|for|foreach|if|while|switch|with|using)\s*\(?\s*/

/** `for name in list`, `for (const name of list)`, `for key, value := range map`. */
const LOOPED = /^\s*(?:async\s+)?for(?:each)?\s*(?:await\s*)?\(?\s*(?:const|let|var)?\s*([^=;]{1,80}?)\s+(?:of|in)\s/

/** `with open(path) as file:` */
const AS_NAME = /\bas\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*:\s*$/u

/** A type behind a name, as in `text: string`. */
const TYPE_BEHIND = /\s*:\s*[^,:]{1,60}$/

/** An index behind a name, as in `out[at]`. */
const INDEX_BEHIND = /(?<=[\w)\]])\[[^\]]*\]\s*$/

/** Names that are assigned: the last one, and all that a comma follows. */
const ASSIGNED = /[\p{L}_$][\p{L}\p{N}_$]*(?=\s*(?:,|[\]})\s]*$))/gu

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/** C functions that write into their first argument. */
const WRITTEN_INTO = /\b(?:v?sn?printf|str\w*cpy|str\w*cat|mem(?:cpy|move)|f?gets|asprintf)\s*\(\s*&?([\p{L}_$][\p{L}\p{N}_$]*)/u

/** The names that a statement gives a value: `a` of `const a = …`, `a` and `b` of `a, b := …`, `in` of `try (Reader in = …)`. */
export function definedNames(text: string): string[] {
  const named = LOOPED.exec(text)?.[1] ?? AS_NAME.exec(text)?.[1]
  if (named !== undefined) return named.match(ASSIGNED) ?? []
  const written = WRITTEN_INTO.exec(text)?.[1]
  if (written !== undefined) return [written]
  const opened = text.replace(OPENING, '')
  if (opened !== text && opened.includes(';')) return opened.split(';').flatMap(assignedIn)
  return assignedIn(opened)
}

function assignedIn(text: string): string[] {
  const left = LEFT_SIDE.exec(text)?.[0].replace(TYPE_BEHIND, '').replace(INDEX_BEHIND, '') ?? ''
  return left.match(ASSIGNED) ?? []
}

/** Every word of a statement, in strings too: an interpolated name stands in one. */
export function usedNames(text: string): ReadonlySet<string> {
  return new Set(text.match(WORD))
}
