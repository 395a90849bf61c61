import { join, relative } from 'node:path'
import { makeRecursiveVisitor, type ProjectReflection, ReflectionKind, type SomeType } from 'typedoc'
import { ROOT } from './public.ts'

/** What users get and hand back without looking into it, and the part that all events share. */
const OPAQUE: ReadonlySet<string> = new Set([
  'DensityState',
  'MixState',
  'SprtState',
  'VoiceState',
  'Dialect',
  'Grammar',
  'Sink',
  'EventBase',
])

/**
 * Types of ours that occur in public signatures and that nobody can import: `X of a.ts is used by Y`. typedoc's own check knows one
 * package only.
 */
export function hiddenTypes(project: ProjectReflection): readonly string[] {
  const found = new Map<string, string>()
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    const { type } = reflection as { readonly type?: SomeType }
    type?.visit(
      makeRecursiveVisitor({
        reference(reference) {
          const { fileName = '', qualifiedName = '' } = reference.symbolId ?? {}
          if (reference.reflection || !fileName.startsWith(join(ROOT, 'packages'))) return
          // `typeof X` names a value that a type is made from.
          if (!/^[A-Z][a-z]/.test(qualifiedName) || OPAQUE.has(qualifiedName)) return
          const hidden = `${qualifiedName} of ${relative(ROOT, fileName)}`
          if (!found.has(hidden)) found.set(hidden, reflection.getFullName())
        },
      }),
    )
  }
  return [...found].map(([hidden, user]) => `${hidden} is used by ${user}, and no entry point gives it`).toSorted()
}
