import type { FileCoverage, Report } from '@understudy/findings'
import { count } from '../terminal/text.ts'

/** The verdict on a report in words, for a terminal and a page. */
export interface VerdictWords {
  readonly tone: 'good' | 'warning' | 'bad'
  /** Two or three words. */
  readonly headline: string
  /** What it means for whoever wants to rely on it. */
  readonly sentence: string
}

/** Files that the review was about, and those of them that were read whole. */
export function tally(report: Report): { readonly wanted: number; readonly reviewed: number; readonly degraded: number } {
  const wanted = report.coverage.files.filter((file) => !(file.disposition === 'skipped' && file.excluded))
  const reviewed = wanted.filter(({ disposition }) => disposition === 'reviewed')
  return { wanted: wanted.length, reviewed: reviewed.length, degraded: reviewed.filter(({ degraded }) => degraded).length }
}

/** Files that keep the review from being complete, in the order of the report. */
export function notCovered(report: Report): readonly FileCoverage[] {
  return report.coverage.files.filter(
    ({ disposition, excluded, ranges }) =>
      (disposition !== 'reviewed' && !(disposition === 'skipped' && excluded)) || ranges !== undefined,
  )
}

/** Most folders that are named in a line. */
const MOST_NAMED = 3

/**
 * How much was left out for a reason that does not lower the status, in a few words: `3 left out: node_modules, vendor`. Null
 * when nothing was. A folder counts as one.
 */
export function leftOutWords({ coverage }: Report): string | null {
  const left = coverage.files.filter(({ disposition, excluded }) => disposition === 'skipped' && excluded)
  if (left.length === 0) return null
  const folders = left.filter(({ path }) => path.endsWith('/')).map(({ path }) => path.slice(0, -1))
  const named = folders.slice(0, MOST_NAMED).join(', ')
  const more = folders.length > MOST_NAMED ? ', …' : ''
  return `${left.length} left out${named === '' ? '' : `: ${named}${more}`}`
}

/** The floor, or a model that the operator does not take for as good as the baseline: its files say so in their reason. */
function weakReader(report: Report): string {
  const judged = report.coverage.files.some(({ degraded, reason }) => degraded && reason !== undefined)
  return judged ? 'an engine or a model whose silence proves nothing' : 'the offline floor, which knows a fixed set of rules'
}

/** Of a change only the parts around it are read, so nothing of it is called whole. */
function reviewedWords({ task }: Report, wanted: number): string {
  return task === 'review.diff'
    ? `The change in every file (${wanted}) was reviewed`
    : `Every file (${wanted}) was reviewed whole`
}

/** The report in words. An empty list of findings is called clean only when every file was read by a model to be trusted. */
export function verdictOf(report: Report): VerdictWords {
  const { wanted, reviewed, degraded } = tally(report)
  const found = count(report.findings.length, 'finding')
  const files = count(wanted, 'file')
  switch (report.status) {
    case 'complete':
      if (wanted === 0)
        return {
          tone: 'good',
          headline: 'Nothing to review',
          sentence: `Nothing was left to ask about in ${count(report.coverage.files.length, 'path')}.`,
        }
      return report.findings.length === 0
        ? { tone: 'good', headline: 'No findings', sentence: `${reviewedWords(report, wanted)}, and nothing was found.` }
        : { tone: 'bad', headline: found, sentence: `${reviewedWords(report, wanted)}.` }
    case 'degraded':
      return {
        tone: report.findings.length === 0 ? 'warning' : 'bad',
        headline: `Degraded: ${found}`,
        sentence: `${degraded === wanted ? 'Every file' : `${degraded} of ${files}`} was read only by ${weakReader(report)}. What it does not report may still be there.`,
      }
    case 'partial':
      return {
        tone: report.findings.length === 0 ? 'warning' : 'bad',
        headline: `Incomplete: ${found}`,
        sentence: `${reviewed} of ${files} were reviewed. Nothing is known about the other ${wanted - reviewed || 'parts'}.`,
      }
    case 'refused':
      return {
        tone: 'bad',
        headline: 'Refused',
        sentence: `The vendors would not review this code. Nothing is known about any of ${files}.`,
      }
    case 'failed':
      if (notCovered(report).every(({ disposition }) => disposition === 'skipped'))
        return {
          tone: 'bad',
          headline: 'Nothing reviewed',
          sentence: `Nothing of ${files} could be read. The coverage says why.`,
        }
      return {
        tone: 'bad',
        headline: 'Nothing reviewed',
        sentence: `No target could review any of ${files}. Nothing is known about them.`,
      }
  }
}
