/** What stands before a statement's first `=`, `:=` or `+=`: nothing called and nothing compared. */
const LEFT_SIDE = /^[^=(]{1,160}?(?=\s*[+:]?=(?![=>]))/

/** A type behind a name, as in `text: string`. */
const TYPE_BEHIND = /\s*:\s*[^,:]{1,60}$/

/** An index behind a name, as in `out[at]`. */
const INDEX_BEHIND = /(?<=[\w)\]])\[[^\]]*\]\s*$/

/** Names that are assigned: the last one, and all that a comma follows. */
const ASSIGNED = /[\p{L}_$][\p{L}\p{N}_$]*(?=\s*(?:,|[\]})\s]*$))/gu

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/** The names that a statement gives a value: `a` of `const a = …`, `a` and `b` of `a, b := …`. */
export function definedNames(text: string): string[] {
  const left = LEFT_SIDE.exec(text)?.[0].replace(TYPE_BEHIND, '').replace(INDEX_BEHIND, '') ?? ''
  return left.match(ASSIGNED) ?? []
}

/** Every word of a statement, in strings too: an interpolated name stands in one. */
export function usedNames(text: string): ReadonlySet<string> {
  return new Set(text.match(WORD))
}
