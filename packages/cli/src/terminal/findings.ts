import { SEVERITIES } from '@understudy/spec'
import { setAside } from '../baseline/set-aside.ts'
import { renderExcerpt } from './excerpt.ts'
import { encodeTerminal, encodeTerminalLine, type Finding, type SecretMask } from '@understudy/findings'
import { severityTone } from './severity.ts'
import { renderTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { cut, cutStart, pad, wrap } from './text.ts'

/** Content of the reviewed files by path; a file that is missing here is shown by the finding's own quote. */
export type Sources = ReadonlyMap<string, string>

/** The content that excerpts of findings are made from, without the values of secrets. */
export function shownSources(findings: readonly Finding[], sources: Sources = new Map(), mask: SecretMask): Sources {
  const paths = new Set(findings.map(({ locations: [{ path }] }) => path))
  return new Map([...sources].filter(([path]) => paths.has(path)).map(([path, content]) => [path, mask.source(path, content)]))
}

/** Worst first; inside a severity by path and line, so that one file's findings stand together. */
export function byImportance(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity }: Finding): number => -SEVERITIES.indexOf(severity.level)
  return findings.toSorted((a, b) => {
    const [left, right] = [a.locations[0], b.locations[0]]
    return rank(a) - rank(b) || (left.path < right.path ? -1 : left.path > right.path ? 1 : left.startLine - right.startLine)
  })
}

/** Narrower than this, five columns say nothing. */
const NARROW = 64

/** What does not count is told apart before its title. */
function titled(finding: Finding): string {
  const aside = setAside(finding)
  return aside === null ? finding.title : `(${aside.word}) ${finding.title}`
}

/** Two lines a finding, for a narrow terminal. */
function renderFindingList(terminal: Terminal, findings: readonly Finding[]): string {
  return byImportance(findings)
    .flatMap((finding) => {
      const {
        severity,
        locations: [{ path, startLine }],
      } = finding
      const where = cutStart(encodeTerminalLine(`${path}:${startLine}`), terminal.columns - 10)
      return [
        `${terminal.paint(severityTone(severity.level), pad(severity.level, 8))}  ${terminal.paint('accent', where)}`,
        `          ${cut(encodeTerminalLine(titled(finding)), terminal.columns - 10)}`,
      ]
    })
    .join('\n')
}

/** One row a finding. */
export function renderFindingTable(terminal: Terminal, findings: readonly Finding[]): string {
  if (terminal.columns < NARROW) return renderFindingList(terminal, findings)
  return renderTable(
    terminal,
    [
      { title: 'severity' },
      { title: 'where', flexible: true, cut: 'start' },
      { title: 'what', flexible: true },
      { title: 'CWE' },
      { title: 'by', flexible: true },
    ],
    byImportance(findings).map((finding) => [
      { text: finding.severity.level, tone: severityTone(finding.severity.level) },
      { text: encodeTerminalLine(`${finding.locations[0].path}:${finding.locations[0].startLine}`), tone: 'accent' },
      { text: encodeTerminalLine(titled(finding)) },
      { text: finding.cwe.canonical ?? '-', tone: 'dim' },
      { text: encodeTerminalLine(finding.provenance.servedModel), tone: 'dim' },
    ]),
  )
}

function linesFor(finding: Finding, sources: Sources): { lines: readonly string[]; startLine: number; endLine: number } {
  const { path, startLine, endLine, anchor } = finding.locations[0]
  const content = sources.get(path)
  if (content !== undefined && anchor.status !== 'missing') return { lines: content.split(/\r?\n/), startLine, endLine }
  const quoted = anchor.snippet.split(/\r?\n/)
  return {
    lines: [...Array.from({ length: startLine - 1 }, () => ''), ...quoted],
    startLine,
    endLine: startLine + quoted.length - 1,
  }
}

/** One finding with its code, its reason and what to change. */
export function renderFinding(terminal: Terminal, finding: Finding, sources: Sources): string {
  const { path, startLine } = finding.locations[0]
  const { lines, ...range } = linesFor(finding, sources)
  const level = finding.severity.level
  const where = [
    `${path}:${startLine}`,
    finding.cwe.canonical ?? 'no CWE',
    finding.family,
    finding.provenance.target,
    finding.id,
  ].join(' · ')
  const title = cut(encodeTerminalLine(finding.title), terminal.columns - level.length - 2)
  const prose = (text: string): string[] => wrap(encodeTerminalLine(text), terminal.columns - 4).map((line) => `  ${line}`)
  return [
    `${terminal.paint(severityTone(level), level.toUpperCase())}  ${terminal.paint('strong', title)}`,
    ...wrap(encodeTerminalLine(where), terminal.columns).map((line) => terminal.paint('dim', line)),
    renderExcerpt(terminal, lines.map(encodeTerminal), range),
    ...prose(setAside(finding)?.sentence ?? ''),
    ...prose(finding.message),
    ...(finding.remediation ? prose(`Change: ${finding.remediation}`) : []),
  ].join('\n')
}
