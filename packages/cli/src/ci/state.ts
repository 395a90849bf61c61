import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenAlerts, parseReport, type Report } from '@understudy/findings'
import type { Runtime } from '@understudy/spec'

const STORE = 'health.db'

/** Where the store lies inside the folder of the state. */
export const storeIn = (folder: string): string => join(folder, STORE)

/** The files that the state is made of. */
export const isStateFile = (name: string): boolean => name === STORE || /^published-[0-9a-f]{16}\.json$/.test(name)

/** What was published last for one branch or pull request. One file each, named by a hash, since names of branches hold anything. */
const fileFor = (folder: string, key: string): string =>
  join(folder, `published-${createHash('sha256').update(key).digest('hex').slice(0, 16)}.json`)

/** The open alerts as this cache knows them; null when it knows nothing. A damaged file is as good as none. */
export async function readPublished(folder: string, key: string, runtime: Runtime): Promise<Report | null> {
  try {
    return await parseReport(await runtime.files.readText(fileFor(folder, key)))
  } catch {
    return null
  }
}

/** Merged and forgotten branches leave files behind; what nobody wrote for so long is removed. */
const KEPT_MS = 90 * 24 * 3_600_000

async function removeOld(folder: string, runtime: Runtime): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === STORE || !isStateFile(name)) continue
    const path = join(folder, name)
    const found = await runtime.files.stat(path)
    if (found && runtime.wallTime() - found.modifiedMs > KEPT_MS) await runtime.files.remove(path)
  }
}

export async function writePublished(folder: string, key: string, report: Report, runtime: Runtime): Promise<void> {
  await mkdir(folder, { recursive: true })
  await removeOld(folder, runtime)
  await runtime.files.writeText(fileFor(folder, key), JSON.stringify(report))
}

/** The alerts that are open once they are published: what the next run is laid over. How they came about is not kept. */
export const published = (report: Report, { findings }: Pick<OpenAlerts, 'findings'>): Report => ({
  ...report,
  status: 'complete',
  findings,
  coverage: { files: [] },
  attempts: [],
  notes: [],
  extensions: {},
})

/** Every list of open alerts in a state folder, with how to replace it. Damaged ones are left out. */
export async function publishedIn(
  folder: string,
  runtime: Runtime,
): Promise<readonly { readonly report: Report; readonly replace: (report: Report) => Promise<void> }[]> {
  const found: { readonly report: Report; readonly replace: (report: Report) => Promise<void> }[] = []
  for (const name of (await readdir(folder)).filter((each) => each !== STORE && isStateFile(each))) {
    const path = join(folder, name)
    const report = await runtime.files
      .readText(path)
      .then(parseReport)
      .catch(() => null)
    if (report) found.push({ report, replace: (next) => runtime.files.writeText(path, JSON.stringify(next)) })
  }
  return found
}
