import type { Report } from '@understudy/findings'
import { timelineOfReport } from '../timeline/circuits.ts'
import { duration } from '../terminal/text.ts'
import { factsOf } from './facts.ts'
import { targetFigures, type TargetFigures } from './figures.ts'
import { type Markup, markup } from './markup.ts'
import { tableOf } from './table.ts'
import { timelineFigure } from './timeline-svg.ts'

const OUTCOME_TONES = { served: 'reviewed', failed: 'failed', refused: 'refused', rejected: 'refused', cancelled: '' } as const

/** How the run came about: the picture, and the same as a table. */
export function timelineSection(report: Report): Markup | null {
  if (report.attempts.length === 0) return null
  const timeline = timelineOfReport(report)
  const rows = report.attempts.map((attempt) => [
    attempt.target,
    attempt.startedAt.slice(11, 23),
    attempt.number,
    markup`<span class="outcome ${OUTCOME_TONES[attempt.outcome]}">${attempt.outcome}</span>`,
    attempt.servedModel ?? '–',
    duration(attempt.durationMs),
    attempt.failure ? `${attempt.failure.kind}: ${attempt.failure.sentence}` : attempt.why,
  ])
  const columns = ['Target', 'At', 'Attempt', 'Outcome', 'Served model', 'Took', 'Why'].map((title) => ({
    title,
    numeric: ['At', 'Attempt', 'Took'].includes(title),
  }))
  return markup`<section aria-labelledby="timeline">
    <h2 id="timeline">Outage timeline</h2>
    <figure>${timelineFigure(timeline)}</figure>
    <details>
      <summary>All ${report.attempts.length} attempts as a table</summary>
      ${tableOf('Attempts', columns, rows)}
    </details>
  </section>`
}

const usd = (amount: number | null): string => (amount === null ? 'not known' : `$${amount.toFixed(amount < 1 ? 4 : 2)}`)

/** Availability, latency and cost by target, failed attempts included. */
export function targetsSection(report: Report): Markup | null {
  const figures = targetFigures(report)
  if (figures.length === 0) return null
  const columns = [
    { title: 'Target' },
    ...['Attempts', 'Served', 'Median', '95 %', 'Input tokens', 'Output tokens', 'Cost', 'Cost of failures'].map((title) => ({
      title,
      numeric: true,
    })),
  ]
  const rows = figures.map((figure) => [
    figure.target,
    figure.attempts,
    `${figure.served} (${Math.round((figure.served / figure.attempts) * 100)} %)`,
    figure.medianMs === null ? '–' : duration(figure.medianMs),
    figure.p95Ms === null ? '–' : duration(figure.p95Ms),
    figure.inputTokens.toLocaleString('en-US'),
    figure.outputTokens.toLocaleString('en-US'),
    usd(figure.costUsd),
    usd(figure.failedCostUsd),
  ])
  const total = (of: (figure: TargetFigures) => number | null): number | null =>
    figures.some((figure) => of(figure) !== null) ? figures.reduce((sum, figure) => sum + (of(figure) ?? 0), 0) : null
  const unpriced = figures.some(({ costUsd, served }) => served > 0 && costUsd === null) ? ' known' : ''
  const foot = [
    'All targets',
    figures.reduce((sum, { attempts }) => sum + attempts, 0),
    figures.reduce((sum, { served }) => sum + served, 0),
    '',
    '',
    (total(({ inputTokens }) => inputTokens) ?? 0).toLocaleString('en-US'),
    (total(({ outputTokens }) => outputTokens) ?? 0).toLocaleString('en-US'),
    `${usd(total(({ costUsd }) => costUsd))}${total(({ costUsd }) => costUsd) === null ? '' : unpriced}`,
    usd(total(({ failedCostUsd }) => failedCostUsd)),
  ]
  return markup`<section aria-labelledby="targets">
    <h2 id="targets">Availability, latency and cost</h2>
    ${tableOf('By target', columns, rows, foot)}
  </section>`
}

/** Who may be compared with whom, and what everything above rests on. */
export function provenanceSection(report: Report): Markup {
  const { comparability, tool } = report
  const prompts = [...new Set(report.findings.map(({ provenance }) => provenance.promptVersion))]
  const facts: readonly (readonly [string, string])[] = [
    ['Written by', `${tool.name} ${tool.version}`],
    ['Task', report.task],
    ['Prompt', prompts.join(', ') || '–'],
    ['Report schema', String(report.schemaVersion)],
    ['Baseline', comparability.baseline ?? 'none named'],
    ['Comparable with it', comparability.verdict],
  ]
  const models = comparability.models.map(({ servedModel, verdict, reason }) => [servedModel, verdict, reason])
  return markup`<section aria-labelledby="provenance">
    <h2 id="provenance">Comparability and provenance</h2>
    ${factsOf(facts)}
    ${models.length > 0 ? tableOf('Served models next to the baseline', [{ title: 'Served model' }, { title: 'Verdict' }, { title: 'Reason' }], models) : null}
    ${
      report.notes.length > 0
        ? markup`<h3>Notes</h3>
            <ul>
              ${report.notes.map((note) => markup`<li>${note}</li>`)}
            </ul>`
        : null
    }
  </section>`
}
