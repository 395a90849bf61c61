import { type Report, serviceSentences } from '@understudy/findings'
import { count, duration } from '../terminal/text.ts'
import { takenOver } from '../verdict/taken-over.ts'
import { notCovered, tally, verdictOf } from '../verdict/verdict.ts'
import { coverageBar } from './coverage-bar.ts'
import { severityCounts } from './figures.ts'
import { type Markup, markup } from './markup.ts'
import { factsOf } from './facts.ts'
import { tableOf } from './table.ts'

const SIGNS = { good: '✓', warning: '!', bad: '✕' } as const

/** Models that served, with the number of files each. */
export function servedModels(report: Report): readonly (readonly [string, number])[] {
  const files = new Map<string, number>()
  for (const { servedModel } of report.coverage.files) if (servedModel) files.set(servedModel, (files.get(servedModel) ?? 0) + 1)
  return [...files]
}

/** Verdict first: what it amounts to, and the few numbers that say why. */
export function summarySection(report: Report): Markup {
  const words = verdictOf(report)
  const { wanted, reviewed } = tally(report)
  const service = serviceSentences(report)
  const served = servedModels(report).map(([model, files]) => `${model} (${count(files, 'file')})`)
  const facts: readonly (readonly [string, string])[] = [
    ['Files reviewed', `${reviewed} of ${wanted}`],
    [
      'Findings',
      severityCounts(report)
        .map(([severity, number]) => `${number} ${severity}`)
        .join(', ') || 'none',
    ],
    ['Served by', served.join(', ') || 'nobody'],
    ['Took', `${duration(report.durationMs)}, from ${report.startedAt.slice(0, 16).replace('T', ' ')} UTC`],
  ]
  return markup`<section class="verdict ${words.tone}" aria-labelledby="verdict">
    <h2 id="verdict"><span class="sign" aria-hidden="true">${SIGNS[words.tone]}</span> ${words.headline}</h2>
    <p>${words.sentence}</p>
    ${service.length > 0 ? markup`<ul class="service">${service.map((sentence) => markup`<li>${sentence}</li>`)}</ul>` : null}
    ${coverageBar(report)} ${factsOf(facts)}
  </section>`
}

const COLUMNS = [{ title: 'File' }, { title: 'Outcome' }, { title: 'Served model' }, { title: 'Reason' }]

/** What was not read comes before what was. */
export function coverageSection(report: Report): Markup {
  const row = (file: Report['coverage']['files'][number]) => [
    markup`<code>${file.path}</code>`,
    markup`<span class="outcome ${file.degraded ? 'degraded' : file.disposition}">${file.disposition}${file.degraded ? ', degraded' : ''}${takenOver(file) && `, ${takenOver(file)}`}</span>`,
    file.servedModel ?? '–',
    file.reason ?? '',
  ]
  const missing = notCovered(report)
  const rest = report.coverage.files.filter((file) => !missing.includes(file))
  return markup`<section aria-labelledby="coverage">
    <h2 id="coverage">Coverage</h2>
    ${missing.length > 0 ? tableOf(`Not covered: ${count(missing.length, 'file')}`, COLUMNS, missing.map(row)) : markup`<p>Nothing was left out that the review was about.</p>`}
    ${
      rest.length > 0
        ? markup`<details>
            <summary>${count(rest.length, missing.length > 0 ? 'other file' : 'file')}</summary>
            ${tableOf('Other files', COLUMNS, rest.map(row))}
          </details>`
        : null
    }
  </section>`
}
