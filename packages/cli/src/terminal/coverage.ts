import { encodeTerminalLine, type FileCoverage, type Report } from '@understudy/findings'
import { notCovered, tally } from '../verdict/verdict.ts'
import { renderTable } from './table.ts'
import type { Terminal, Tone } from './terminal.ts'
import { count, wrap } from './text.ts'

const TONES: Readonly<Record<FileCoverage['disposition'], Tone>> = {
  reviewed: 'good',
  skipped: 'dim',
  refused: 'warning',
  truncated: 'warning',
  failed: 'bad',
}

/** How many rows of a long list are printed; the JSON has all of them. */
const MOST_ROWS = 40

/** Longer reasons are said once more below the table. */
const LONG_REASON = 60
const MOST_REASONS = 3

function fileRows(terminal: Terminal, files: readonly FileCoverage[]): string {
  return renderTable(
    terminal,
    [
      { title: 'file', flexible: true, cut: 'start' },
      { title: 'outcome' },
      { title: 'served by', flexible: true },
      { title: 'reason', flexible: true },
    ],
    files.slice(0, MOST_ROWS).map((file) => [
      { text: encodeTerminalLine(file.path) },
      {
        text: file.degraded ? `${file.disposition}, degraded` : file.disposition,
        tone: file.degraded ? 'warning' : TONES[file.disposition],
      },
      { text: encodeTerminalLine(file.servedModel ?? '-'), tone: 'dim' },
      { text: encodeTerminalLine(file.reason ?? ''), tone: 'dim' },
    ]),
  )
}

/** What was read and by whom; `all` lists every file, else only those that were not covered. */
export function renderCoverage(terminal: Terminal, report: Report, options: { readonly all?: boolean } = {}): string {
  const { wanted, reviewed } = tally(report)
  const excluded = report.coverage.files.length - wanted
  const listed = options.all ? report.coverage.files : notCovered(report)
  const head = `${reviewed} of ${count(wanted, 'file')} reviewed${excluded > 0 ? `; ${excluded} left out (not code, excluded)` : ''}`
  const rest =
    listed.length > MOST_ROWS
      ? `\n${terminal.paint('dim', `and ${listed.length - MOST_ROWS} more; --format json lists all.`)}`
      : ''
  return listed.length === 0 ? head : `${head}\n${fileRows(terminal, listed)}${rest}${longReasons(terminal, listed)}`
}

/** Why files were not covered, in full, where a table has no room for it: at most a few, since many files share one. */
function longReasons(terminal: Terminal, files: readonly FileCoverage[]): string {
  const reasons = new Set(files.flatMap(({ reason = '' }) => (reason.length > LONG_REASON ? [reason] : [])))
  return [...reasons]
    .slice(0, MOST_REASONS)
    .flatMap((reason) => ['', ...wrap(encodeTerminalLine(reason), terminal.columns)])
    .map((line) => `\n${line}`)
    .join('')
}
