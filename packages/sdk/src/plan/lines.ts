const LINE_BREAK = /\r\n|\n|\r/

/** Lines as every editor counts them. A line break at the very end does not start another line. */
export function splitLines(content: string): string[] {
  const lines = content.split(LINE_BREAK)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
