import { reasonNotSent } from '@understudy/sdk'
import { collectInput } from '../input/collect.ts'
import { READ_LIMITS } from '../input/read.ts'
import { takeOutLine } from './take-out.ts'

/** Most lines that are proposed. */
const MOST_LINES = 20

/** The lines of `.gitattributes` that take out of reviews what no model could read in a folder. */
export async function unreadLines(folder: string): Promise<readonly string[]> {
  const { files, skipped } = await collectInput(['.'], { ...READ_LIMITS, cwd: folder })
  const paths = [
    ...skipped.flatMap(({ path, incomplete }) => (incomplete && !path.endsWith('/') ? [path] : [])),
    ...files.flatMap((file) => (reasonNotSent(file)?.incomplete ? [file.path] : [])),
  ]
  return [...new Set(paths.map(takeOutLine))].toSorted().slice(0, MOST_LINES)
}
