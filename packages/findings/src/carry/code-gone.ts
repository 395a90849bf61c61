import type { Finding } from '../finding/finding.ts'
import { MASK } from '../secrets/values.ts'

/** The quoted lines are as they stood in the file only where they were found there. */
const FOUND: ReadonlySet<string> = new Set(['exact', 'normalised', 'moved', 'fuzzy', 'ambiguous'])

const bare = (line: string): string => line.replace(/\s+/g, '')

/** The line that a finding is known by, without white space; empty where nobody knows it. */
function keyLine({ family, locations: [{ anchor, startLine }] }: Finding): string {
  if (!FOUND.has(anchor.status)) return ''
  // Read back from an output in which the values of secrets are masked, it stands in no file.
  if (family === 'hardcoded-secret' && anchor.snippet.includes(MASK)) return ''
  const lines = anchor.snippet.split(/\r?\n/)
  return bare(lines[anchor.keyLine - startLine] ?? lines.find((line) => bare(line) !== '') ?? '')
}

/** Whether the code of a finding is no longer in its file. Where that cannot be told, it is not gone. */
export function codeGone(finding: Finding, content: string): boolean {
  const line = keyLine(finding)
  return line !== '' && !content.split(/\r?\n/).some((each) => bare(each) === line)
}

/** Whether a finding still stands where it stood. */
export function stillThere({ locations: [{ anchor, startLine }] }: Finding, content: string | undefined): boolean {
  if (content === undefined) return true
  const lines = content.split(/\r?\n/)
  return anchor.snippet.split(/\r?\n/).every((line, index) => bare(lines[startLine - 1 + index] ?? '') === bare(line))
}
