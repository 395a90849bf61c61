import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { importFindings, parseReport, type Report } from '@understudy/findings'
import { UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import type { World } from '../shell/shell.ts'
import { importedReport } from './imported.ts'
import { sourcesAt } from './sources.ts'

export interface ReadRunOptions {
  /** Where the reviewed code lies, for the fingerprints of another scanner's findings. @default the working directory */
  readonly root?: string
}

function isOwn(text: string): boolean {
  try {
    const document = JSON.parse(text) as { readonly schemaVersion?: unknown; readonly documentType?: unknown }
    return document.schemaVersion !== undefined && document.documentType === undefined
  } catch {
    return false
  }
}

/** Findings of another scanner, tied to the code as it lies there now, so that they have the fingerprints that ours have. */
async function readForeign(text: string, root: string, wallTime: number): Promise<Report> {
  const first = await importFindings(text, { root })
  if (first.report) return first.report
  const paths = new Set(first.findings.flatMap(({ locations }) => locations.map(({ path }) => path)))
  const sources = await sourcesAt(paths, root)
  return importedReport(sources.size === 0 ? first : await importFindings(text, { root, sources }), wallTime)
}

/**
 * Reads a result: one of ours, or of another scanner.
 * @throws UnderstudyError `unreadable-input` or `invalid-document`, each with the file's name
 */
export async function readRun(path: string, world: Pick<World, 'cwd'>, options: ReadRunOptions = {}): Promise<Report> {
  const file = resolve(world.cwd, path)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnderstudyError('unreadable-input', `${path} cannot be read: ${errnoWords(error)}.`, { cause: error })
  })
  try {
    if (isOwn(text)) return await parseReport(text)
    const { mtimeMs } = await stat(file)
    return await readForeign(text, resolve(world.cwd, options.root ?? '.'), mtimeMs)
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error
    const own = isOwn(text) ? '' : ' A result of Understudy begins with its schemaVersion.'
    throw new UnderstudyError('invalid-document', `${path}: ${error.message}${own}`, { cause: error })
  }
}
