import { createHash } from 'node:crypto'
import { type Report, secretMask, withoutSecretValues } from '@understudy/findings'
import { shownSources, type Sources } from '../terminal/findings.ts'
import { verdictOf } from '../verdict/verdict.ts'
import { agreementSection } from './agreement.ts'
import type { AgreementMatrix } from './agreement-matrix.ts'
import type { RunOpinions } from './opinions.ts'
import { findingsSection } from './findings-section.ts'
import { type Content, type Markup, markup, trusted } from './markup.ts'
import { readinessSection } from './readiness-section.ts'
import { provenanceSection, targetsSection, timelineSection } from './run-sections.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'
import { coverageSection, summarySection } from './summary.ts'

/** What the page shows beside the report itself. */
export interface HtmlOptions {
  /** Reviewed files by path, for excerpts. @default the quotes in the findings */
  readonly sources?: Sources
  /** Agreement with other runs, where there are any. */
  readonly agreement?: AgreementMatrix
  /** What those say of this one's findings. */
  readonly opinions?: RunOpinions
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export interface PageParts {
  readonly title: string
  readonly body: Content
  readonly script: string
  /** Where the page may connect to. @default nowhere */
  readonly connect?: "'self'"
}

/**
 * A whole page that needs nothing but itself. Only our own style and our own script may run, known by their hashes;
 * everything from a report stands in text nodes and quoted attributes.
 */
export function pageOf({ title, body, script, connect }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(connect ? [`connect-src ${connect}`] : []),
  ].join('; ')
  // Style and script stand between their tags to the letter: their hashes are of exactly this.
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${body}
<script>${trusted(script)}</script>
</body>
</html>
`
  return page.markup
}

/** A report as one self-contained HTML file: no network, printable, usable by keyboard and screen reader. */
export function renderHtml(given: Report, options: HtmlOptions = {}): string {
  const { agreement } = options
  const missed = options.opinions?.missed ?? []
  const mask = secretMask([...given.findings, ...missed.map(({ finding }) => finding)])
  const report = withoutSecretValues(given, mask)
  const sources = shownSources(report.findings, options.sources, mask)
  const opinions = options.opinions && {
    ...options.opinions,
    missed: missed.map((each) => ({ ...each, finding: mask.finding(each.finding) })),
  }
  const parts: readonly (readonly [id: string, words: string, body: Markup | null])[] = [
    ['coverage', 'Coverage', coverageSection(report)],
    ['timeline', 'Timeline', timelineSection(report)],
    ['findings', `Findings (${report.findings.length.toLocaleString('en-US')})`, findingsSection(report, sources, opinions)],
    ['agreement', 'Agreement', agreement ? agreementSection(agreement) : null],
    ['targets', 'Availability and cost', targetsSection(report)],
    ['readiness', 'Readiness', readinessSection(report)],
    ['provenance', 'Provenance', provenanceSection(report)],
  ]
  const present = parts.filter(([, , body]) => body !== null)
  return pageOf({
    title: `Understudy: ${verdictOf(report).headline}`,
    script: SCRIPT,
    body: markup`<header>
        <h1>Security review</h1>
        <nav aria-label="Parts of this page">${present.map(([id, words]) => markup`<a href="#${id}">${words}</a>`)}</nav>
      </header>
      <main id="main">${summarySection(report)} ${present.map(([, , body]) => body)}</main>`,
  })
}
