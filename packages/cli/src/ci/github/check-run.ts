import type { Finding, Report } from '@understudy/findings'
import { encodeTerminal, encodeTerminalLine, secretMask } from '@understudy/findings'
import { isoTime, type Severity } from '@understudy/spec'
import { setAside } from '../../baseline/set-aside.ts'
import { byImportance } from '../../terminal/findings.ts'
import type { Conclusion, InconclusiveWord } from '../conclusion.ts'
import { type GitHubApi, type Published, refused } from './api.ts'

/** GitHub takes 50 annotations a request; more are appended by updating the check. */
const PER_REQUEST = 50
const MOST_REQUESTS = 4
const LONGEST_TITLE = 255
const LONGEST_MESSAGE = 16_000

const LEVEL: Readonly<Record<Severity, 'notice' | 'warning' | 'failure'>> = {
  info: 'notice',
  low: 'notice',
  medium: 'warning',
  high: 'failure',
  critical: 'failure',
}

export interface CheckRunFacts {
  readonly name: string
  readonly headSha: string
  readonly conclusion: Conclusion
  readonly inconclusive: InconclusiveWord
  readonly title: string
  /** Markdown of at most 65,535 characters. */
  readonly summary: string
  /** Null when the change touches no code. */
  readonly report: Report | null
  /** Mark lines. False when code scanning marks them already. */
  readonly annotate: boolean
  readonly detailsUrl: string | null
}

function annotation(finding: Finding): object {
  const { path, anchor, endLine } = finding.locations[0]
  const aside = setAside(finding)
  return {
    path,
    start_line: anchor.keyLine,
    end_line: Math.max(anchor.keyLine, endLine),
    annotation_level: aside === null ? LEVEL[finding.severity.level] : 'notice',
    title: encodeTerminalLine(`${finding.severity.level}${aside === null ? '' : `, ${aside.word}`}: ${finding.title}`).slice(
      0,
      LONGEST_TITLE,
    ),
    message: encodeTerminal(`${finding.message || finding.title}\n\nReported by ${finding.provenance.servedModel}`).slice(
      0,
      LONGEST_MESSAGE,
    ),
  }
}

/** Annotations in the order of gravity, cut into what one request may carry. */
export function annotationPages({ report, annotate }: Pick<CheckRunFacts, 'report' | 'annotate'>): readonly object[][] {
  if (!annotate || !report) return [[]]
  const mask = secretMask(report.findings)
  const all = byImportance(report.findings)
    .slice(0, PER_REQUEST * MOST_REQUESTS)
    .map((finding) => annotation(mask.finding(finding)))
  const pages = Array.from({ length: Math.ceil(all.length / PER_REQUEST) }, (_, page) =>
    all.slice(page * PER_REQUEST, (page + 1) * PER_REQUEST),
  )
  return pages.length === 0 ? [[]] : pages
}

/** The form that GitHub documents has no fractions of a second. */
const wholeSeconds = (epochMs: number): string => isoTime(epochMs).replace(/\.\d+/, '')

/** The body that makes a check, with the first page of annotations. Pure. */
export function checkRunBody(facts: CheckRunFacts, annotations: readonly object[], wallTime: number): object {
  const { name, headSha, conclusion, inconclusive, title, summary, report, detailsUrl } = facts
  return {
    name,
    head_sha: headSha,
    status: 'completed',
    conclusion: conclusion === 'inconclusive' ? inconclusive : conclusion,
    ...(report && { started_at: wholeSeconds(Date.parse(report.startedAt)) }),
    completed_at: wholeSeconds(wallTime),
    ...(detailsUrl !== null && { details_url: detailsUrl }),
    output: { title, summary, ...(annotations.length > 0 && { annotations }) },
  }
}

/** Shows the verdict as a check of its own, which can be neither red nor green. */
export async function publishCheckRun(facts: CheckRunFacts, api: GitHubApi, wallTime: number): Promise<Published> {
  const [first = [], ...rest] = annotationPages(facts)
  const made = await api.send({
    method: 'POST',
    path: api.at('/check-runs'),
    body: checkRunBody(facts, first, wallTime),
    // Two checks of one name on one commit are shown as the later one.
    repeatable: true,
  })
  if (!made.ok) return refused(made, 'The check was not made', 'checks: write')
  const { id, html_url: url } = made.body as { readonly id: number; readonly html_url?: string | null }
  const { title, summary } = facts
  for (const annotations of rest)
    // A page that gets lost takes some marks with it, and nothing of the verdict.
    await api.send({ method: 'PATCH', path: api.at(`/check-runs/${id}`), body: { output: { title, summary, annotations } } })
  return { state: 'done', ...(typeof url === 'string' && { url }) }
}
