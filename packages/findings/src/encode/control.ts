import { showHidden } from './hidden.ts'

/** Half of a surrogate pair: no text, and some parsers refuse a document that holds one. */
const HALF_PAIR = /\p{Surrogate}/gu

export function wellFormed(text: string): string {
  return text.replace(HALF_PAIR, '\ufffd')
}

/** Shows steering and invisible characters by their code point, `⟨U+202E⟩`, so that a reader sees that they were there. */
export function visible(text: string): string {
  const plain = wellFormed(text.replaceAll('\r\n', '\n'))
  return showHidden(plain, (codePoint) => `⟨U+${codePoint}⟩`)
}

/** The same on one line: breaks and tabs become blanks. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim()
}
