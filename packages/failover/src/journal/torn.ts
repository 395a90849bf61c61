import { sha256 } from './chain.ts'
import type { JournalHead } from './journal.ts'

const TIME = /^[\d:.TZ-]{0,24}$/
const OWN_ASCII = /^[\u0020-\u007e]*$/
const WHOLE = /,"hash":"[0-9a-f]{64}"\}$/
const PART_OF_HASH = /\},"hash":"([0-9a-f]{0,64})"?$/

/** A disk that lost power may have given a file its length before its content. */
const LONGEST_BLANK_TAIL = 65_536

/** By hand, because an expression that looks for the end of a run starts again at every one of its characters. */
function withoutBlankTail(line: string): string {
  let end = line.length
  while (end > 0 && line.length - end < LONGEST_BLANK_TAIL && line[end - 1] === '\0') end--
  return line.slice(0, end)
}

/** Whether one of two texts is the beginning of the other. */
const agree = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

/**
 * Whether a line is what a crash leaves of the record behind `head`: a beginning of it, and not all of it. A record that somebody
 * changed is no such thing, nor is a line of another place in the chain.
 */
export function isTorn(line: string, head: JournalHead): boolean {
  const text = withoutBlankTail(line)
  const start = `{"seq":${head.seq + 1},"at":"`
  if (line === '' || !OWN_ASCII.test(text) || !agree(text, start) || WHOLE.test(text)) return false
  const rest = text.slice(start.length)
  if (!TIME.test(rest.slice(0, 24)) || !agree(rest.slice(24), `","prev":"${head.hash}","entry":{`)) return false
  const tail = text.slice(-80)
  const [, part] = PART_OF_HASH.exec(tail) ?? []
  if (part === undefined) return !tail.includes('},"hash":"') && beginsJson(text)
  return sha256(text.slice(0, text.lastIndexOf(',"hash":"'))).startsWith(part)
}

/** What may stand between the end of a torn text and the brackets that close it: nothing, or what a member still lacks. */
const MISSING = ['', 'null', ':null', '"":null', ',"":null']

/** Whether a text can be gone on with to a whole JSON value, and is none yet. */
function beginsJson(text: string): boolean {
  const closing: string[] = []
  let inside = false
  let end = text.length
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (inside && letter === '\\') {
      // A text may end within an escape.
      if (at + (text[at + 1] === 'u' ? 5 : 1) >= text.length) end = Math.min(end, at)
      at++
    } else if (letter === '"') inside = !inside
    else if (!inside && letter === '{') closing.push('}')
    else if (!inside && letter === '[') closing.push(']')
    else if (!inside && (letter === '}' || letter === ']') && closing.pop() !== letter) return false
  }
  if (closing.length === 0 && text !== '') return false
  // Or within a word or a number.
  const cut = inside ? `${text.slice(0, end)}"` : text.replace(/[\w.+-]{1,40}$/, '')
  return text === '' || MISSING.some((missing) => isJson(`${cut}${missing}${closing.toReversed().join('')}`))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Torn lines that no record has owned up to yet, in order: each crash leaves one, and each is named by a record of its own. */
export class TornLines {
  #open: string[] = []

  get open(): readonly string[] {
    return this.#open
  }

  add(line: string): void {
    this.#open.push(line)
  }

  clear(): void {
    this.#open = []
  }

  /** A record names the first of them. False when it names something else. */
  own({ tornLength, tornHash }: { readonly tornLength: number; readonly tornHash: string }): boolean {
    const [first] = this.#open
    if (first === undefined || first.length !== tornLength || sha256(first) !== tornHash) return false
    this.#open.shift()
    return true
  }
}
