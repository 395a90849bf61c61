/** What a text looks like before it is parsed. */
export interface JsonScan {
  /** Names that occur twice in one object; `JSON.parse` would silently keep the last. */
  readonly duplicates: ReadonlySet<string>
  /** Names that reach an object's prototype when a document is merged carelessly. */
  readonly prototypeNames: ReadonlySet<string>
  readonly tooDeep: boolean
  /** Index after the first whole value, or -1 when it never ends. */
  readonly end: number
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
export function scanJson(text: string, maxDepth: number): JsonScan {
  const duplicates = new Set<string>()
  const prototypeNames = new Set<string>()
  const names: (Set<string> | null)[] = []
  let end = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const close = stringEnd(text, at)
      if (close === -1) break
      if (isName(text, close + 1)) noteName(text.slice(at + 1, close), names, duplicates, prototypeNames)
      at = close
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (names.length === maxDepth) return { duplicates, prototypeNames, tooDeep: true, end }
      names.push(code === OPEN_BRACE ? new Set() : null)
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      names.pop()
      if (names.length === 0) {
        end = at + 1
        break
      }
    }
  }
  return { duplicates, prototypeNames, tooDeep: false, end }
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

function noteName(written: string, names: (Set<string> | null)[], duplicates: Set<string>, prototypeNames: Set<string>): void {
  const name = written.includes('\\') ? unescaped(written) : written
  if (PROTOTYPE_NAMES.has(name)) prototypeNames.add(name)
  const known = names.at(-1)
  if (!known) return
  if (known.has(name)) duplicates.add(name)
  else known.add(name)
}

/** `"\u0061"` and `"a"` are the same name. */
function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`))
  } catch {
    return written
  }
}
