/** Half of a surrogate pair: no text, and some parsers refuse a document that holds one. */
const HALF_PAIR = /\p{Surrogate}/gu

export function wellFormed(text: string): string {
  return text.replace(HALF_PAIR, '\ufffd')
}

/** Characters that steer a terminal, or hide or reorder text (Trojan Source). Line feeds and tabs are text. */
const STEERING =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** Shows steering and invisible characters by their code point, `⟨U+202E⟩`, so that a reader sees that they were there. */
export function visible(text: string): string {
  const plain = wellFormed(text.replaceAll('\r\n', '\n'))
  return plain.replace(STEERING, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/** The same on one line: breaks and tabs become blanks. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim()
}
