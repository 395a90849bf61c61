import { encodeMarkdown } from '@understudy/findings'
import { VERSION } from '../../version.ts'
import type { PageFacts } from './facts.ts'
import { findingDetails, findingTable } from './findings.ts'
import { notCoveredSection, servedSection } from './run.ts'
import { sentenceOf, titleOf } from './title.ts'

export type { PageFacts } from './facts.ts'
export { servedWords, titleOf } from './title.ts'

const ALERT = { success: 'NOTE', failure: 'CAUTION', inconclusive: 'WARNING' } as const

function footer({ commit, runUrl }: PageFacts): string {
  const run = runUrl === null ? '' : ` · [run](${runUrl})`
  return `<sub>Understudy ${VERSION} · commit ${commit.slice(0, 12)}${run}</sub>`
}

function remarksSection(remarks: readonly string[]): string {
  return remarks.length === 0
    ? ''
    : ['**About this run**', '', ...remarks.map((remark) => `- ${encodeMarkdown(remark)}`)].join('\n')
}

/**
 * A review as Markdown for a comment, a check or a job summary. Verdict, served models and what was not covered come first and are
 * never cut; details of findings fill what is left of `maxLength` characters, and what does not fit is counted.
 */
export function renderPage(facts: PageFacts, maxLength: number): string {
  const { report, conclusion, remarks } = facts
  const head = [
    `### Understudy: ${encodeMarkdown(titleOf(facts))}`,
    `> [!${ALERT[conclusion]}]\n> ${encodeMarkdown(sentenceOf(facts))}`,
  ]
  const around = report
    ? [servedSection(facts, report), notCoveredSection(report), remarksSection(remarks)]
    : [remarksSection(remarks)]
  const fixed = [...head, ...around, footer(facts)].filter((part) => part !== '').join('\n\n').length
  const table = report ? findingTable(report, facts.lineUrl, (maxLength - fixed) / 2) : ''
  const details = report ? findingDetails(report, maxLength - fixed - table.length - 200) : ''
  const [served = '', ...rest] = around
  return `${[...head, served, table, details, ...rest, footer(facts)].filter((part) => part !== '').join('\n\n')}\n`
}
