/**
 * Characters that hide, reorder or break text: controls other than tab, zero-width and bidirectional marks, line separators
 * and the tag block. Code that carries them reads otherwise than it runs (CVE-2021-42574), and a raw separator
 * could end a numbered line early.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- control characters are what is being shown
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** One line of code with hidden characters written out as `\u{202E}`, so that the model sees what is there. */
export function visible(line: string): string {
  return line.replace(
    HIDDEN,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`,
  )
}

/** Tab, line breaks and what a keyboard prints: nothing of it hides, and most code has nothing else. */
const PLAIN = /^[\t\n\r -~]*$/

/** True when no line of a text can need `visible`. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}
