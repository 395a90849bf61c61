import type { Problem } from '@understudy/findings'
import type { SourceFile } from '@understudy/spec'

/** Replaces some lines of a file by others. */
export interface Edit {
  readonly path: string
  /** Lines as they stand in the file, verbatim; they must occur once. */
  readonly find: string
  readonly replace: string
}

export type AppliedEdits =
  | { readonly ok: true; readonly files: readonly SourceFile[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Where `find` stands in `content`: its only index, or why there is none. */
function onlyPlace(content: string, find: string): number | string {
  if (find.trim() === '') return 'lines of the file'
  const first = content.indexOf(find)
  if (first === -1) return 'lines of the file, verbatim'
  return content.indexOf(find, first + 1) === -1 ? first : 'enough lines to occur only once in the file'
}

/** Applies edits one after the other, and only to files that were given. Nothing is guessed: an edit fits exactly, or not at all. */
export function applyEdits(files: readonly SourceFile[], edits: readonly Edit[]): AppliedEdits {
  const contents = new Map(files.map((file) => [file.path, file.content]))
  const problems: Problem[] = []
  for (const [index, { path, find, replace }] of edits.entries()) {
    const content = contents.get(path)
    if (content === undefined) {
      problems.push({ path: `edits[${index}].path`, rule: 'one of the given files' })
      continue
    }
    // Models write plain line breaks; a file with CRLF keeps its own.
    const crlf = content.includes('\r\n') && !find.includes('\r\n')
    const own = (text: string): string => (crlf ? text.replaceAll('\n', '\r\n') : text)
    const place = onlyPlace(content, own(find))
    if (typeof place === 'string') problems.push({ path: `edits[${index}].find`, rule: place })
    else contents.set(path, content.slice(0, place) + own(replace) + content.slice(place + own(find).length))
  }
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    files: files.flatMap((file) => {
      const content = contents.get(file.path)
      return content === undefined || content === file.content ? [] : [{ ...file, content }]
    }),
  }
}
