import type { ContextFile } from '../plan/context.ts'
import type { ReviewSource } from '../plan/source.ts'
import { isPlain, visible } from './visible.ts'

/** One neighbour as the model sees it. Its heading is no announcement: findings in it are not accepted. */
function contextSection({ path, lines }: ContextFile): string {
  const shown = lines.map(({ line, text }) => `${String(line).padStart(5)}| ${isPlain(text) ? text : visible(text)}`)
  return [`=== context of ${path} ===`, ...shown, '=== end of context ==='].join('\n')
}

/** All context of a call, each neighbour once; a file of the call is no context, unless only a part of it is shown. */
export function contextSections(files: readonly ReviewSource[]): readonly string[] {
  const whole = new Set(files.filter((file) => (file.firstLine ?? 1) === 1).map((file) => file.path))
  const sections = new Map<string, string>()
  for (const { context = [] } of files)
    for (const neighbour of context)
      if (!whole.has(neighbour.path) || files.length === 1) sections.set(neighbour.path, contextSection(neighbour))
  return [...sections.values()]
}
