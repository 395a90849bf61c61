/** PHP's words that take an argument without a bracket. */
const BARE_WORDS = ['echo', 'print', 'include', 'include_once', 'require', 'require_once']
const WORD_BEFORE = /([\w$]+)\s*(?:<[^()]*>\s*)?$/
/** Longest name, with type arguments, that is looked for before a bracket. */
const LONGEST_NAME = 100
const DOT = 46

/** What stands before the last dot of a callee, as `db` in `db.query(…)`; null where that takes more than a glance. */
export type Receiver = string | null

/**
 * The words among `wanted` that a bracket follows, each with what they are called on. Written as a loop, because the
 * obvious pattern takes longer than parsing.
 */
export function calledIn(text: string, wanted: { has(name: string): boolean }): ReadonlyMap<string, ReadonlySet<Receiver>> {
  const names = new Map<string, Set<Receiver>>()
  const add = (name: string, receiver: () => Receiver): void => {
    if (!wanted.has(name)) return
    const known = names.get(name)
    if (known) known.add(receiver())
    else names.set(name, new Set([receiver()]))
  }
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    let end = at
    while (text.charCodeAt(end - 1) === 32) end--
    const start = wordStart(text, end)
    if (start < end) add(text.slice(start, end), () => receiverBefore(text, start))
    else if (text.charCodeAt(end - 1) === 62) {
      const name = WORD_BEFORE.exec(text.slice(Math.max(0, end - LONGEST_NAME), end))?.[1]
      if (name) add(name, () => null)
    }
  }
  for (const word of BARE_WORDS) if (wanted.has(word) && text.includes(word)) add(word, () => null)
  return names
}

/** Reads words and dots only: after anything else, a space or a bracket say, the receiver may be longer. */
function receiverBefore(text: string, name: number): Receiver {
  if (text.charCodeAt(name - 1) !== DOT) return isOpenEnded(text, name) ? null : ''
  let start = name - 1
  for (;;) {
    const from = wordStart(text, start)
    if (from === start) return null
    start = from
    if (text.charCodeAt(start - 1) !== DOT) break
    start--
  }
  return isOpenEnded(text, start) ? null : text.slice(start, name - 1)
}

/** Whether what stands before a word may belong to its chain: `?.`, `->`, `::`, `#`, or a dot on the line before. */
function isOpenEnded(text: string, start: number): boolean {
  let at = start - 1
  while (isSpace(text.charCodeAt(at))) at--
  return '.>:?!#@\\'.includes(text[at] ?? ' ')
}

function wordStart(text: string, end: number): number {
  let start = end
  while (isWordCharacter(text.charCodeAt(start - 1))) start--
  return start
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** Digits, letters, `_` and `$`. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36
}
