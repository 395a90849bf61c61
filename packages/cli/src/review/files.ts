import { encodeTerminalLine } from '@understudy/findings'
import { reasonNotSent } from '@understudy/sdk'
import type { Effective } from '../config/effective.ts'
import { READ_LIMITS } from '../input/read.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson, writeLines } from '../shell/write.ts'
import { count } from '../terminal/text.ts'
import { readInput } from './input.ts'
import type { ReviewRequest } from './request.ts'
import { takeOutLine } from './take-out.ts'

export interface FilesRequest extends Pick<ReviewRequest, 'paths' | 'change' | 'root'> {
  readonly why: boolean
  readonly json: boolean
}

/** What would become of one path. */
export interface ListedFile {
  readonly path: string
  /** `not-reviewed` makes a review incomplete; `left-out` does not. */
  readonly fate: 'reviewed' | 'not-reviewed' | 'left-out'
  /** In words, for everything that is not reviewed. */
  readonly reason?: string
}

const HEADINGS: Readonly<Record<ListedFile['fate'], (files: string) => string>> = {
  reviewed: (files) => `${files} would be reviewed:`,
  'not-reviewed': (files) => `${files} would not be reviewed, so that the review would be incomplete:`,
  'left-out': (files) => `${files} would be left out:`,
}

/** `understudy files`: the same reading as a review's, and no question to anybody. @throws UnderstudyError for wrong usage */
export async function listFiles(request: FilesRequest, effective: Effective, shell: Shell): Promise<number> {
  const reading = { paths: request.paths, resume: false, cache: false, quiet: true, allFiles: false }
  const { change, root } = request
  const input = await readInput({ ...reading, ...(change && { change }), ...(root !== undefined && { root }) }, effective, shell)
  const limits = { maxFileBytes: effective.values.maxFileBytes ?? READ_LIMITS.maxFileBytes }
  const files = [
    ...input.files.map((file): ListedFile => {
      const told = reasonNotSent(file, limits)
      if (!told) return { path: file.path, fate: 'reviewed' }
      return { path: file.path, fate: told.incomplete ? 'not-reviewed' : 'left-out', reason: told.reason }
    }),
    ...input.skipped.map(({ path, sentence, incomplete }): ListedFile => ({
      path,
      fate: incomplete ? 'not-reviewed' : 'left-out',
      reason: sentence,
    })),
  ]
  if (request.json) writeJson(shell, { files })
  else writeLines(shell, listLines(files, request))
  return 0
}

function listLines(files: readonly ListedFile[], { why, change }: FilesRequest): readonly string[] {
  const lines: string[] = []
  for (const [fate, heading] of Object.entries(HEADINGS)) {
    const own = files.filter((file) => file.fate === fate)
    if (own.length === 0) continue
    lines.push(heading(count(own.length, 'path')))
    for (const { path, reason } of own) {
      const line = change && fate === 'not-reviewed' ? ` To take it out: ${takeOutLine(path)} in .gitattributes of the base.` : ''
      lines.push(`  ${encodeTerminalLine(`${path}${why && reason !== undefined ? `: ${reason}${line}` : ''}`)}`)
    }
  }
  return lines.length > 0 ? lines : ['Nothing would be reviewed.']
}
