import { showHidden } from '@understudy/findings'

/**
 * One line of code with hidden characters written out as `\u{202E}`, so that the model sees what is there. Code that carries them
 * reads otherwise than it runs (CVE-2021-42574), and a raw separator could end a numbered line early.
 */
export function visible(line: string): string {
  return showHidden(line, (codePoint) => `\\u{${codePoint}}`)
}

/** Tab, line breaks and what a keyboard prints: nothing of it hides, and most code has nothing else. */
const PLAIN = /^[\t\n\r -~]*$/

/** True when no line of a text can need `visible`. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}
