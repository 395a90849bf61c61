import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { parseReport, type Report } from '@understudy/findings'
import { refuseOption, UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import { isSource } from '../input/collect.ts'
import { READ_LIMITS, readSource } from '../input/read.ts'
import { isInside } from '../input/root.ts'
import { type PictureName, PICTURES } from '../report/report-picture.ts'
import { FORMATS, type Format } from '../settings/settings.ts'
import { oneOf } from '../shell/options.ts'
import type { Shell } from '../shell/shell.ts'
import type { Sources } from '../terminal/findings.ts'
import type { Act } from './act.ts'

/** Reads a result of `review --format json`. @throws UnderstudyError `unreadable-input` or `invalid-document` */
export async function readReport(path: string, shell: Shell): Promise<Report> {
  const text = await readFile(resolve(shell.cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnderstudyError('unreadable-input', `${path} cannot be read: ${errnoWords(error)}.`, { cause: error })
  })
  try {
    return await parseReport(text)
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error
    throw new UnderstudyError('invalid-document', `${path}: ${error.message}`, { cause: error })
  }
}

/** The code that findings are about, where it still lies beneath the root. A path that leaves the root is not followed. */
async function sourcesOf(report: Report, root: string): Promise<Sources> {
  const sources = new Map<string, string>()
  for (const path of new Set(report.findings.map(({ locations: [{ path }] }) => path))) {
    const absolute = resolve(root, path)
    const file = isInside(root, absolute) ? await readSource(path, absolute, READ_LIMITS) : null
    if (file && isSource(file)) sources.set(path, file.content)
  }
  return sources
}

interface ReportFlags {
  readonly format?: Format
  readonly svg?: PictureName
  readonly output?: string
  readonly root?: string
  readonly allFiles?: boolean
}

/** Writes one picture. @throws InvalidOptionError when there is nothing to draw */
async function writePicture(
  name: PictureName,
  reports: readonly Report[],
  { format, output }: ReportFlags,
  shell: Shell,
): Promise<number> {
  if (format !== undefined) refuseOption('--format', 'left out when --svg is given', format)
  const [{ agreementFile, timelineFile }, { agreementOf }, { writeOut }] = await Promise.all([
    import('../report/report-picture.ts'),
    import('../compare/matrix.ts'),
    import('../review/write.ts'),
  ])
  const [report] = reports
  if (name === 'agreement' && reports.length < 2)
    refuseOption('--svg agreement', 'given with at least two results to compare', reports.length)
  if (!report || (name === 'timeline' && report.attempts.length === 0))
    refuseOption('--svg timeline', 'given with a result in which some target was asked', 'no attempts')
  await writeOut(name === 'timeline' ? timelineFile(report) : agreementFile(agreementOf(reports).agreement), output, shell)
  return 0
}

/** Adds `understudy report`. */
export function addReport(program: Command, act: Act): void {
  program
    .command('report')
    .description('Make a page, or another format, from a saved result; more results add their agreement')
    .argument('<run.json...>', 'results of review --format json, the one to show first')
    .option('--format <format>', `${FORMATS.join(', ')} (default: html)`, oneOf(FORMATS))
    .option('--svg <picture>', `only a picture, for a README or Markdown: ${PICTURES.join(', ')}`, oneOf(PICTURES))
    .option('--output <file>', 'write it to a file')
    .option('--root <folder>', 'where the reviewed code lies, for excerpts')
    .option('--all-files', 'list every file with its served model')
    .addHelpText(
      'before',
      'Examples:\n  understudy report run.json --output report.html\n  understudy report run.json --svg timeline --output timeline.svg\n',
    )
    .action(
      act(async (shell, paths: readonly string[], flags: ReportFlags) => {
        const reports: Report[] = []
        for (const path of paths) reports.push(await readReport(path, shell))
        if (flags.svg !== undefined) return writePicture(flags.svg, reports, flags, shell)
        const [report] = reports
        if (!report) return 2
        const sources =
          flags.root === undefined ? new Map<string, string>() : await sourcesOf(report, resolve(shell.cwd, flags.root))
        const { format = 'html', output, allFiles = false } = flags
        const { writeReport } = await import('../review/write.ts')
        const { agreementOf } = await import('../compare/matrix.ts')
        const agreement = reports.length > 1 ? agreementOf(reports) : {}
        await writeReport(report, { format, output, sources, allFiles, ...agreement }, shell)
        return 0
      }),
    )
}
