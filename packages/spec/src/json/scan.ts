/** What a text looks like before it is parsed. */
export interface JsonScan {
  /** How many members its objects have as they are written, one that is written twice counted twice. */
  readonly members: number
  readonly tooDeep: boolean
  /** Index after the first whole value, or -1 when it never ends. */
  readonly end: number
}

/** Hears the scan; names come as they are written, between their quotes. */
export interface JsonNames {
  /** An object or a list begins. */
  open(): void
  name(written: string): void
  /** It ends. */
  close(): void
}

/** What is wrong with the names of a text. */
export interface OddNames {
  /** Names that occur twice in one object; `JSON.parse` would silently keep the last. */
  readonly duplicates: ReadonlySet<string>
  /** Names that reach an object's prototype when a document is merged carelessly. */
  readonly prototypeNames: ReadonlySet<string>
}

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93

const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * One pass over a JSON text, linear in its length whatever it holds. It judges names and depth only; whether the text
 * is JSON at all is for `JSON.parse` to say, so what is found in a text that is not JSON means nothing.
 */
export function scanJson(text: string, maxDepth: number, names?: JsonNames): JsonScan {
  let members = 0
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const close = stringEnd(text, at)
      if (close === -1) break
      if (isName(text, close + 1)) {
        members += 1
        names?.name(text.slice(at + 1, close))
      }
      at = close
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (depth === maxDepth) return { members, tooDeep: true, end: -1 }
      depth += 1
      names?.open()
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1
      names?.close()
      if (depth <= 0) return { members, tooDeep: false, end: at + 1 }
    }
  }
  return { members, tooDeep: false, end: -1 }
}

/** How many members the objects of a parsed value have, or -1 when one of them reaches a prototype. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const entry of value) {
      const inside = countMembers(entry)
      if (inside === -1) return -1
      members += inside
    }
    return members
  }
  for (const name of Object.keys(value)) {
    const inside = PROTOTYPE_NAMES.has(name) ? -1 : countMembers((value as Record<string, unknown>)[name])
    if (inside === -1) return -1
    members += 1 + inside
  }
  return members
}

/** Which names of a text are wrong; asked once it is known that some are. */
export function oddNames(text: string): OddNames {
  const duplicates = new Set<string>()
  const prototypeNames = new Set<string>()
  const levels: Set<string>[] = []
  scanJson(text, Number.POSITIVE_INFINITY, {
    open: () => void levels.push(new Set()),
    close: () => void levels.pop(),
    name(written) {
      const name = written.includes('\\') ? unescaped(written) : written
      if (PROTOTYPE_NAMES.has(name)) prototypeNames.add(name)
      const known = levels.at(-1)
      if (known?.has(name)) duplicates.add(name)
      else known?.add(name)
    },
  })
  return { duplicates, prototypeNames }
}

/** Index of the closing quote of the string that opens at `open`, or -1. */
function stringEnd(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  // A quote after an odd number of backslashes is part of the text. Each backslash is counted once per quote that it
  // stands directly before, so the pass stays linear.
  while (close !== -1) {
    let backslashes = 0
    while (text.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return close
    close = text.indexOf('"', close + 1)
  }
  return -1
}

function isName(text: string, from: number): boolean {
  let at = from
  let code = text.charCodeAt(at)
  while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at)
  return code === COLON
}

/** `"\u0061"` and `"a"` are the same name. */
function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`))
  } catch {
    return written
  }
}
