import { resolve } from 'node:path'
import { type Report, toAnnotations, toGitLab, toMarkdown, toRdjson, toSarif } from '@understudy/findings'
import { UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import { type AgreementMatrix, renderHtml, type RunOpinions } from '../report/index.ts'
import type { Format } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import type { Sources } from '../terminal/findings.ts'
import { renderReport } from '../terminal/report.ts'
import { createTerminal, type Terminal, terminalOf } from '../terminal/terminal.ts'

export interface WriteOptions {
  readonly format: Format
  /** Path of a file, or undefined for standard output. */
  readonly output: string | undefined
  readonly sources: Sources
  readonly allFiles: boolean
  /** Agreement with other runs, where there are any. */
  readonly agreement?: AgreementMatrix
  readonly opinions?: RunOpinions
}

/** A report as text in one format. */
export function formatReport(
  report: Report,
  format: Format,
  terminal: Terminal,
  options: Pick<WriteOptions, 'sources' | 'allFiles' | 'agreement' | 'opinions'>,
): string {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  switch (format) {
    case 'json':
      return json(report)
    case 'sarif':
      return json(toSarif(report, { sources: options.sources }))
    case 'gitlab':
      return json(toGitLab(report))
    case 'rdjson':
      return json(toRdjson(report))
    case 'github':
      return toAnnotations(report)
    case 'markdown':
      return toMarkdown(report)
    case 'html':
      return renderHtml(report, options)
    case 'pretty':
      return `${renderReport(terminal, report, options)}\n`
  }
}

/** Writes the result where it was asked for. @throws UnderstudyError when the file cannot be written */
export async function writeReport(report: Report, options: WriteOptions, shell: Shell): Promise<void> {
  const { format, output } = options
  const terminal = output === undefined ? terminalOf(shell.stdout, shell) : createTerminal()
  await writeOut(formatReport(report, format, terminal, options), output, shell)
}

/** Writes a text to a file, or to standard output. @throws UnderstudyError when the file cannot be written */
export async function writeOut(text: string, output: string | undefined, shell: Shell): Promise<void> {
  if (output === undefined) return shell.stdout.write(text)
  try {
    await shell.runtime.files.writeText(resolve(shell.cwd, output), text)
  } catch (error) {
    // The review is paid for, so what cannot be written to the file goes where it can be kept.
    shell.stdout.write(text)
    throw new UnderstudyError(
      'unreadable-input',
      `The result could not be written to ${output}: ${errnoWords(error)}. It went to standard output instead. Check the folder and its permissions.`,
      { cause: error },
    )
  }
  shell.stderr.write(`Result written to ${output}\n`)
}
