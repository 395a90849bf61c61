/**
 * Signs of code in what claims to hold none. Long enough that compressed data does not show them by chance: five fixed bytes
 * come up once in a million megabytes.
 */
const MARKS =
  /<\?php|<script|#!\/(?:usr\/)?bin\/|\b(?:eval|exec|execSync|system|require|import|spawn|popen|passthru|shell_exec|function|Function)\(|\bchild_process\b|\bfunction \w|\bimport os\b|\$\(curl|\bcurl http/

/** A call with a text or a member in its brackets; only in text, where chance plays no part. */
const CALL = /[\w$]\((?:["'`]|[\w$]{1,80}[.[(])/

/** What can be read in binary data. Random bytes make such a run once in ten megabytes. */
const READABLE = /[\t\n\r -~]{16,}/g

const asCharacters = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** True when text shows what only code has. */
export function textShowsCode(text: string): boolean {
  return MARKS.test(text) || CALL.test(text)
}

/** The same for what is mostly no text. Read as single characters, so that no encoding hides a sign. */
export function binaryShowsCode(bytes: Uint8Array): boolean {
  const text = asCharacters(bytes)
  return MARKS.test(text) || (text.match(READABLE) ?? []).some((run) => CALL.test(run))
}
