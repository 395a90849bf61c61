/** Zero-width and direction marks: invisible in an editor, so a quote is the same with and without them. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g
const NOT_ASCII = /[\u0080-\uffff]/

/** A line without what editors, formatters and models change without meaning it: white space, invisible marks, Unicode forms. */
export function normaliseLine(line: string): string {
  const plain = NOT_ASCII.test(line) ? line.normalize('NFC').replace(INVISIBLE, '') : line
  return plain.replace(/\s+/g, '')
}

/** Lines of a text, whichever way they end. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

/** A quote may carry the prompt's line numbers (`   12| code`) although it was asked not to. */
const PRINTED_NUMBER = /^\s*\d+\s?\|\s?/

/** The lines of a quote, without printed numbers, fences and blank lines at its ends. */
export function quoteLines(snippet: string): string[] {
  let lines = splitLines(snippet)
  if (lines.length > 2 && lines[0]?.trimStart().startsWith('```') && lines.at(-1)?.trim() === '```') lines = lines.slice(1, -1)
  const filled = lines.filter((line) => line.trim() !== '')
  if (filled.length > 0 && filled.every((line) => PRINTED_NUMBER.test(line)))
    lines = lines.map((line) => line.replace(PRINTED_NUMBER, ''))
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift()
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  return lines
}
