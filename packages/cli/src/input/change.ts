import { join } from 'node:path'
import { type Change, type ChangedFile, blob, type ListedChange, listChange, revisionOf } from '../git/change.ts'
import { type CollectedInput, isSource, type LeaveOut, nameRules, type ReviewedFile } from './collect.ts'
import { leftOutByPath } from './left-out.ts'
import { type ReadLimits, readSource, sourceFromBytes } from './read.ts'
import { skipped, type SkippedFile } from './skip.ts'

export interface CollectChangeOptions extends ReadLimits, LeaveOut {
  readonly cwd: string
}

/** What a file was before, as text; one that was no text counts as new, so that all of it is reviewed. */
async function textBefore({ before }: ChangedFile, { top, from }: ListedChange): Promise<string> {
  if (before === null || from === null) return ''
  const old = sourceFromBytes(before, await blob(top, from, before))
  return isSource(old) ? old.content : ''
}

/** Git may keep line feeds where the working tree has carriage returns too; a line that differs in nothing else did not change. */
export function endingsOf(content: string, before: string): string {
  return content.includes('\r\n') && !before.includes('\r\n') ? before.replaceAll('\n', '\r\n') : before
}

async function readChanged(
  file: ChangedFile,
  change: Change,
  listed: ListedChange,
  limits: ReadLimits,
): Promise<ReviewedFile | SkippedFile> {
  const revision = revisionOf(change)
  const now =
    revision === null
      ? await readSource(file.path, join(listed.top, file.path), limits)
      : await readBlob(file.path, revision, listed.top, limits)
  return isSource(now) ? { ...now, before: endingsOf(now.content, await textBefore(file, listed)) } : now
}

async function readBlob(path: string, revision: string, top: string, limits: ReadLimits): ReturnType<typeof readSource> {
  const bytes = await blob(top, revision, path)
  if (bytes.length <= limits.maxFileBytes) return sourceFromBytes(path, bytes)
  return skipped(
    path,
    'too-large',
    `It has ${bytes.length} bytes, over the limit of ${limits.maxFileBytes}; raise it with --max-file-size.`,
  )
}

/** Reads the files of a change, each with what it was before. @throws UnderstudyError `unreadable-input` */
export async function collectChange(
  change: Change,
  paths: readonly string[],
  options: CollectChangeOptions,
): Promise<CollectedInput> {
  const listed = await listChange(change, paths, options.cwd)
  const rules = nameRules(options)
  const files: ReviewedFile[] = []
  const left: SkippedFile[] = []
  for (const file of listed.files) {
    const read = leftOutByPath(file.path, rules) ?? (await readChanged(file, change, listed, options))
    if (isSource(read)) files.push(read)
    else left.push(read)
  }
  return { root: listed.top, files, skipped: left, ignored: 0 }
}
