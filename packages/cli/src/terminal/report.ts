import {
  absentSentences,
  encodeTerminalLine,
  type Report,
  secretMask,
  serviceSentences,
  withoutSecretValues,
} from '@understudy/findings'
import { timelineOfReport } from '../timeline/circuits.ts'
import { takenOver } from '../verdict/taken-over.ts'
import { leftOutWords, tally, verdictOf } from '../verdict/verdict.ts'
import { renderCoverage } from './coverage.ts'
import { byImportance, renderFinding, renderFindingTable, shownSources, type Sources } from './findings.ts'
import { renderLanes } from './lanes.ts'
import { symbol } from './symbols.ts'
import type { Terminal } from './terminal.ts'
import { count, cut, duration, wrap } from './text.ts'

/** What a report in a terminal shows beside its findings. */
export interface RenderReportOptions {
  /** Reviewed files by path, for excerpts. @default the quotes in the findings */
  readonly sources?: Sources
  /** Findings shown with code; the table always has all. @default 20 */
  readonly details?: number
  /** List every file in the coverage, with its served model. @default false */
  readonly allFiles?: boolean
}

function section(terminal: Terminal, title: string, body: string): string {
  const rule = symbol(terminal, 'line').repeat(Math.max(0, terminal.columns - title.length - 1))
  return `${terminal.paint('strong', title)} ${terminal.paint('dim', rule)}\n${body}`
}

function servedModels(report: Report): string {
  const tally = new Map<string, number>()
  for (const file of report.coverage.files) {
    if (!file.servedModel) continue
    const name = [file.servedModel, takenOver(file)].filter((part) => part !== '').join(' ')
    tally.set(name, (tally.get(name) ?? 0) + 1)
  }
  return [...tally].map(([model, files]) => `${encodeTerminalLine(model)} (${files})`).join(', ') || 'nobody'
}

/** Why nobody could serve, once each, and what to do about it. Tables cut long sentences, and these must be read. */
function reasonLines(terminal: Terminal, report: Report): readonly string[] {
  if (report.status !== 'failed') return []
  const sentences = [...new Set(report.attempts.flatMap(({ failure }) => failure?.sentence ?? []))].slice(0, MOST_REASONS)
  return [...sentences.flatMap((sentence) => wrap(encodeTerminalLine(sentence), terminal.columns)), nextStep(report)]
}

/** Who ran out of time has nothing to look for in keys and models. */
function nextStep({ coverage }: Report): string {
  return coverage.files.some(({ reason }) => reason?.includes('the time for this review was over'))
    ? 'The time for this review was over. To give it more: --deadline'
    : 'Check keys, models and who is out of use: understudy doctor'
}

function verdictLines(terminal: Terminal, report: Report): string {
  const words = verdictOf(report)
  const left = leftOutWords(report)
  const scope = left === null ? '' : `${count(tally(report).wanted, 'file')}, ${encodeTerminalLine(left)}; `
  return [
    `${terminal.paint(words.tone, words.headline)}  ${terminal.paint('dim', `${scope}in ${duration(report.durationMs)}`)}`,
    ...wrap(words.sentence, terminal.columns),
    ...reasonLines(terminal, report),
    ...absentSentences(report)
      .flatMap((sentence) => wrap(encodeTerminalLine(sentence), terminal.columns))
      .map((line) => terminal.paint('warning', line)),
    ...wrap(`Served by ${servedModels(report)}`, terminal.columns).map((line) => terminal.paint('dim', line)),
  ].join('\n')
}

const serviceLines = (terminal: Terminal, sentences: readonly string[]): string =>
  sentences.flatMap((sentence) => wrap(encodeTerminalLine(sentence), terminal.columns)).join('\n')

const MOST_NOTES = 10
const MOST_REASONS = 5

function noteLines(terminal: Terminal, notes: readonly string[]): string {
  const shown = notes.slice(0, MOST_NOTES).map((note) => cut(encodeTerminalLine(note), terminal.columns))
  return [
    ...shown,
    ...(notes.length > MOST_NOTES ? [`and ${notes.length - MOST_NOTES} more; --format json has them.`] : []),
  ].join('\n')
}

/** A whole report for a terminal: how it came about, what was found, what was covered, and last what it amounts to. */
export function renderReport(terminal: Terminal, given: Report, options: RenderReportOptions = {}): string {
  const { details = 20, allFiles = false } = options
  const mask = secretMask(given.findings)
  const report = withoutSecretValues(given, mask)
  const timeline = timelineOfReport(report)
  const shown = byImportance(report.findings).slice(0, details)
  const sources = shownSources(shown, options.sources, mask)
  const hidden = report.findings.length - shown.length
  const service = serviceSentences(report)
  return [
    ...(service.length > 0 ? [section(terminal, 'Who served', serviceLines(terminal, service))] : []),
    ...(timeline.lanes.length > 0 ? [section(terminal, 'Timeline', renderLanes(terminal, timeline))] : []),
    ...shown.map((finding) => renderFinding(terminal, finding, sources)),
    ...(hidden > 0 ? [terminal.paint('dim', `${hidden} more without code; see the table.`)] : []),
    ...(report.findings.length > 0 ? [section(terminal, 'Findings', renderFindingTable(terminal, report.findings))] : []),
    section(terminal, 'Coverage', renderCoverage(terminal, report, { all: allFiles })),
    ...(report.notes.length > 0 ? [section(terminal, 'Notes', noteLines(terminal, report.notes))] : []),
    section(terminal, 'Verdict', verdictLines(terminal, report)),
  ].join('\n\n')
}
