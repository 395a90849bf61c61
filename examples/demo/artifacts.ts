import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Report, toSarif } from '@understudy/sdk'

/** Writes the report in both forms; gives their paths as a reader in this folder would type them. */
export async function writeArtifacts(
  report: Report,
  sources: ReadonlyMap<string, string>,
): Promise<{ readonly sarif: string; readonly json: string }> {
  const folder = join(process.cwd(), '.understudy', 'demo')
  await mkdir(folder, { recursive: true })
  const paths = { sarif: join(folder, 'report.sarif'), json: join(folder, 'report.json') }
  await writeFile(paths.sarif, `${JSON.stringify(toSarif(report, { sources }), null, 2)}\n`)
  await writeFile(paths.json, `${JSON.stringify(report, null, 2)}\n`)
  return { sarif: relative(process.cwd(), paths.sarif), json: relative(process.cwd(), paths.json) }
}
