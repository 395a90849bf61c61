import { encodeMarkdown, noteSentences, secretMask, withoutSecretValues } from '@understudy/findings'
import { VERSION } from '../../version.ts'
import { carriedSection } from './carried.ts'
import type { PageFacts } from './facts.ts'
import { findingDetails, findingTable } from './findings.ts'
import { notCoveredSection, servedSection } from './run.ts'
import { fitting, shortened, sizeOf } from './room.ts'
import { sentenceOf, titleOf } from './title.ts'

export type { PageFacts } from './facts.ts'
export { servedWords, titleOf } from './title.ts'

const ALERT = { success: 'NOTE', failure: 'CAUTION', inconclusive: 'WARNING' } as const

function footer({ commit, runUrl }: PageFacts): string {
  const run = runUrl === null ? '' : ` · [run](${runUrl})`
  return `<sub>Understudy ${VERSION} · commit ${commit.slice(0, 12)}${run}</sub>`
}

/** Sentences about the run and notes of the review, within `room` bytes. */
function aboutSection({ remarks, report }: PageFacts, room: number): string {
  const sentences = [...remarks.map((remark) => shortened(remark, 600)), ...(report ? noteSentences(report) : [])]
  if (sentences.length === 0) return ''
  const { shown, left } = fitting(
    sentences.map((sentence) => `- ${encodeMarkdown(sentence)}`),
    room,
  )
  return ['**About this run**', '', ...shown, ...(left > 0 ? [`- and ${left} more, in the full report`] : [])].join('\n')
}

function withoutValues(facts: PageFacts): PageFacts {
  const { report, carried = [], remarks } = facts
  const mask = secretMask([...(report?.findings ?? []), ...carried])
  return {
    ...facts,
    report: report && withoutSecretValues(report, mask),
    carried: carried.map(mask.finding),
    remarks: remarks.map(mask.text),
  }
}

/**
 * A review as Markdown for a comment, a check or a job summary. The verdict always stands; every other section has its share of
 * `maxLength` bytes, details of findings fill what is left, and what does not fit is counted.
 */
export function renderPage(given: PageFacts, maxLength: number): string {
  const facts = withoutValues(given)
  const { report, conclusion } = facts
  const share = Math.floor(maxLength / 8)
  const head = [
    `### Understudy: ${encodeMarkdown(titleOf(facts))}`,
    `> [!${ALERT[conclusion]}]\n> ${encodeMarkdown(sentenceOf(facts))}`,
  ]
  const around = report
    ? [
        servedSection(facts, report, share),
        notCoveredSection(report, share),
        carriedSection(facts.carried ?? [], share),
        aboutSection(facts, share),
      ]
    : [aboutSection(facts, share)]
  const fixed = sizeOf([...head, ...around, footer(facts)].filter((part) => part !== '').join('\n\n'))
  const table = report ? findingTable(report, facts.lineUrl, (maxLength - fixed) / 2) : ''
  const details = report ? findingDetails(report, maxLength - fixed - sizeOf(table) - 200) : ''
  const [served = '', ...rest] = around
  return `${[...head, served, table, details, ...rest, footer(facts)].filter((part) => part !== '').join('\n\n')}\n`
}
