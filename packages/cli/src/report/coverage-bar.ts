import type { FileCoverage, Report } from '@understudy/findings'
import { type Markup, markup } from './markup.ts'

const KINDS = ['reviewed', 'degraded', 'truncated', 'refused', 'failed', 'skipped'] as const
type Kind = (typeof KINDS)[number]

const WORDS: Readonly<Record<Kind, string>> = {
  reviewed: 'reviewed',
  degraded: 'read by the offline floor only',
  truncated: 'read in part',
  refused: 'refused',
  failed: 'failed',
  skipped: 'left out',
}

function kindOf({ disposition, degraded, ranges }: FileCoverage): Kind {
  if (disposition !== 'reviewed') return disposition
  return ranges ? 'truncated' : degraded ? 'degraded' : 'reviewed'
}

/** What became of the files that the review was about, as a bar and in words. */
export function coverageBar(report: Report): Markup | null {
  const wanted = report.coverage.files.filter((file) => !(file.disposition === 'skipped' && file.excluded))
  if (wanted.length === 0) return null
  const kinds = wanted.map(kindOf)
  const counts = KINDS.map((kind) => ({ kind, files: kinds.filter((each) => each === kind).length })).filter(
    ({ files }) => files > 0,
  )
  const words = counts.map(({ kind, files }) => `${files.toLocaleString('en-US')} ${WORDS[kind]}`)
  let before = 0
  const parts = counts.map(({ kind, files }) => {
    const from = (before / wanted.length) * 1000
    before += files
    // Two unread files among a thousand must still be seen.
    const width = Math.max(6, (files / wanted.length) * 1000)
    return markup`<rect class="cov ${kind}" x="${Math.min(from, 1000 - width).toFixed(1)}" y="0" width="${width.toFixed(1)}" height="12" />`
  })
  return markup`<svg class="share" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="Files: ${words.join(', ')}">${parts}</svg>
  <ul class="shares">${counts.map(({ kind }, index) => markup`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="cov ${kind}" width="10" height="10" rx="1.5" /></svg>${words[index]}</li>`)}</ul>`
}
