import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Report } from '@understudy/findings'
import { refuseOption } from '@understudy/spec'
import { type PictureName, PICTURES, RESULT_FILE } from '../runs/words.ts'
import { FORMATS, type Format } from '../settings/settings.ts'
import { oneOf } from '../shell/options.ts'
import type { Shell } from '../shell/shell.ts'
import type { Act } from './act.ts'

interface ReportFlags {
  readonly format?: Format
  readonly json?: boolean
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
    .argument('<run.json...>', `${RESULT_FILE}; the one to show first`)
    .option('--format <format>', `${FORMATS.join(', ')} (default: html)`, oneOf(FORMATS))
    .option('--json', 'short for --format json')
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
        const [{ readRun }, { sourcesOf }] = await Promise.all([import('../runs/read.ts'), import('../runs/sources.ts')])
        const reports: Report[] = []
        for (const path of paths) reports.push(await readRun(path, shell, flags.root === undefined ? {} : { root: flags.root }))
        if (flags.svg !== undefined) return writePicture(flags.svg, reports, flags, shell)
        const [report] = reports
        if (!report) return 2
        const sources =
          flags.root === undefined ? new Map<string, string>() : await sourcesOf(report, resolve(shell.cwd, flags.root))
        const { format = flags.json ? 'json' : 'html', output, allFiles = false } = flags
        const { writeReport } = await import('../review/write.ts')
        const { agreementOf } = await import('../compare/matrix.ts')
        const agreement = reports.length > 1 ? agreementOf(reports) : {}
        await writeReport(report, { format, output, sources, allFiles, ...agreement }, shell)
        return 0
      }),
    )
}
