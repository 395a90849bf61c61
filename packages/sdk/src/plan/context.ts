import { importedPaths } from './imports.ts'
import { type OutlineLine, outlineOf } from './outline.ts'
import type { ReviewSource } from './source.ts'
import { estimateLineTokens } from './tokens.ts'

/** What a reader of one file should know of another: its declarations, not its code. */
export interface ContextFile {
  readonly path: string
  readonly lines: readonly OutlineLine[]
}

/** Most tokens of context in one call; more would crowd out the code that is to be reviewed. */
const MOST_TOKENS = 800

/** As many of these outlines as fit, each whole or not at all. */
function fitting(files: readonly ContextFile[], tokens: number): readonly ContextFile[] {
  let left = tokens
  return files.filter(({ lines }) => {
    const cost = lines.reduce((sum, line) => sum + estimateLineTokens(line.text), 0)
    if (lines.length === 0 || cost > left) return false
    left -= cost
    return true
  })
}

/** Gives every file the outlines of those it imports, as far as they are part of the same review. */
export function withContext(files: readonly ReviewSource[]): readonly ReviewSource[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const paths = new Set(byPath.keys())
  const outlines = new Map<string, ContextFile>()
  const outline = (path: string): ContextFile => {
    const known = outlines.get(path) ?? { path, lines: outlineOf(byPath.get(path)?.content ?? '') }
    outlines.set(path, known)
    return known
  }
  return files.map((file) => {
    const context = fitting(importedPaths(file.path, file.content, paths).map(outline), MOST_TOKENS)
    return context.length > 0 ? { ...file, context } : file
  })
}

/** For a part of a long file: the outline of the rest of that file comes first. */
export function contextOfPart(file: ReviewSource, firstLine: number, lastLine: number): readonly ContextFile[] {
  const elsewhere = outlineOf(file.content).filter(({ line }) => line < firstLine || line > lastLine)
  return fitting([{ path: file.path, lines: elsewhere }, ...(file.context ?? [])], MOST_TOKENS)
}
