/** One file as it stands in a prompt: its path and its printed lines by number. */
export interface PromptFile {
  readonly path: string
  readonly lines: ReadonlyMap<number, string>
}

const OPENING = /^=== file: (.+) ===$/
const CLOSING = '=== end of file ==='
// A line of code is announced by its number, so code that looks like a marker cannot end its file.
const NUMBERED = /^\s*(\d+)\| ?(.*)$/

/** The files of a prompt: blocks from `=== file: <path> ===` to `=== end of file ===`, with lines as `   12| code`. */
export function filesInRequest(input: string): readonly PromptFile[] {
  const files: PromptFile[] = []
  let open: { path: string; lines: Map<number, string> } | null = null
  for (const raw of input.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const path = OPENING.exec(line)?.[1]
    if (path !== undefined) {
      open = { path, lines: new Map() }
      files.push(open)
      continue
    }
    if (!open) continue
    if (line === CLOSING) {
      open = null
      continue
    }
    const numbered = NUMBERED.exec(line)
    if (numbered?.[1]) open.lines.set(Number(numbered[1]), numbered[2] ?? '')
  }
  return files
}
