import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Reviewed } from '../review/run.ts'
import { formatReport } from '../review/write.ts'
import type { Format } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { createTerminal, terminalOf } from '../terminal/terminal.ts'

/** Writes the report in several formats and gives back the folder. Names are fixed, so nothing in a report can choose a path. */
export async function writeReports(
  { report, sources }: Reviewed,
  folder: string,
  files: readonly (readonly [name: string, format: Format])[],
  shell: Shell,
): Promise<string> {
  const absolute = resolve(shell.cwd, folder)
  await mkdir(absolute, { recursive: true })
  for (const [name, format] of files)
    await shell.runtime.files.writeText(
      join(absolute, name),
      formatReport(report, format, createTerminal(), { sources, allFiles: true }),
    )
  return absolute
}

/** The report in the log of the job, for who reads there. */
export function logReport({ report, sources }: Reviewed, shell: Shell): void {
  shell.stdout.write(`${formatReport(report, 'pretty', terminalOf(shell.stdout, shell), { sources, allFiles: false })}\n`)
}
