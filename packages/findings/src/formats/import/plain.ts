import { confidenceScale } from '../../confidence/confidence.ts'
import { isObject, type JsonObject } from '../../parse/shape.ts'
import { foreignConverter } from './foreign.ts'
import type { ForeignFinding, ImportedFindings, ImportOptions } from './imported.ts'
import { confidence, linesOf, list, object, quotedCode, scoreOf, text } from './members.ts'
import { pathReader } from './paths.ts'
import { Entry } from './plain-members.ts'
import { claimOf, toolOf } from './plain-whole.ts'
import { Reading } from './reading.ts'

/** Where tools put what they found. */
const LISTS = ['findings', 'vulnerabilities', 'results', 'issues', 'Issues', 'warnings', 'alerts', 'flaws', 'problems'] as const

/** The list of findings of a document that is no SARIF, and its name; null for a document that has none. */
export function plainList(document: unknown): { readonly name: string; readonly entries: readonly unknown[] } | null {
  if (Array.isArray(document)) {
    // A list of other things is no list of findings; an empty one is, and proves nothing.
    return document.length === 0 || document.some(isObject) ? { name: '', entries: document as unknown[] } : null
  }
  if (!isObject(document)) return null
  for (const name of LISTS) {
    const entries = document[name]
    if (Array.isArray(entries)) return { name, entries: entries as unknown[] }
  }
  return null
}

/**
 * The JSON of scanners and of models: Semgrep, gosec, Bandit, Brakeman, ESLint, GitLab, claude-code-security-review, or a plain list.
 * Members are read by the names that tools give them; what cannot be read is told and keeps the scan from being called whole.
 */
export function fromPlain(document: unknown, options: ImportOptions = {}): ImportedFindings {
  const reading = new Reading()
  const { name, entries } = plainList(document) ?? { name: '', entries: [] }
  const flat = entries.flatMap((entry, index) => withMessages(entry, `${name}[${index}]`))
  const tool = toolOf(
    document,
    flat.map(({ entry }) => entry),
  )
  const raws = flat.map(({ entry }) => confidence(new Entry(object(entry)).get('confidence')))
  // Its filter rates from 1 to 10, the review itself from 0 to 1.
  const convert = foreignConverter(options, reading, confidenceScale(raws))
  const pathOf = pathReader(options)
  const findings = flat.flatMap(({ entry, at }) => {
    if (isObject(entry) && isDismissed(entry)) return []
    const foreign = readEntry(entry, at, tool, reading, pathOf)
    return foreign ? [convert(foreign, at)] : []
  })
  const claimed = claimOf(document, entries.length, reading)
  return { tool, findings, complete: reading.complete(claimed), problems: reading.problems }
}

/** ESLint and its like list files, each with its messages. */
function withMessages(entry: unknown, at: string): { readonly entry: unknown; readonly at: string }[] {
  const messages = object(entry)['messages']
  if (!Array.isArray(messages)) return [{ entry, at }]
  const { messages: _, ...file } = object(entry)
  return messages.map((message, index) => ({ entry: { ...file, ...object(message) }, at: `${at}.messages[${index}]` }))
}

/** Marked as no finding in the code, or by a reviewer. */
function isDismissed(entry: JsonObject): boolean {
  const extra = object(entry['extra'])
  const suppressed = [entry['nosec'], entry['suppressed'], entry['is_ignored'], extra['is_ignored']].includes(true)
  return suppressed || list(entry['suppressions']).length > 0
}

const PATHS = [
  'file',
  'path',
  'filepath',
  'filename',
  'relativepath',
  'sourcefile',
  'component',
  'uri',
  'location',
  'locations',
] as const
const RULES = [
  'checkid',
  'ruleid',
  'testname',
  'rule',
  'vulnerabilitytype',
  'warningtype',
  'category',
  'type',
  'kind',
  'checkname',
  'testid',
  'family',
  'cwe',
] as const
const MESSAGES = [
  'message',
  'description',
  'issuetext',
  'details',
  'reasoning',
  'explanation',
  'summary',
  'whatitis',
  'impact',
] as const

function readEntry(
  value: unknown,
  at: string,
  tool: string,
  reading: Reading,
  pathOf: (written: string) => string | null,
): ForeignFinding | null {
  if (!isObject(value)) return reading.lost(at, 'an object', value)
  const entry = new Entry(value)
  const place = placeOf(entry.text(...PATHS))
  const path = place.path === '' ? null : pathOf(place.path)
  if (path === null)
    return reading.lost(
      `${at}.${entry.written(...PATHS)}`,
      'a path inside the reviewed root (name it as root)',
      entry.get(...PATHS),
    )
  const lines = entry.lines() ?? linesOf(place.lines)
  if (!lines)
    reading.lost(
      `${at}.${entry.written('line', 'startline', 'linenumber', 'lines', 'start')}`,
      'a line number; the first line was taken',
      entry.get('line', 'startline'),
    )
  const known = lines ?? { start: 1, end: 1 }
  const message = entry.text(...MESSAGES)
  const rule = text(entry.get(...RULES)) || 'unknown'
  const score = scoreOf(entry.get('securityseverity', 'cvssscore', 'cvss', 'score'))
  return {
    path,
    startLine: known.start,
    endLine: known.end,
    snippet: quotedCode(
      entry.text(
        'code',
        'codesnippet',
        'snippet',
        'vulnerablecode',
        'quote',
        'extract',
        ...(entry.get('checkid') ? ['lines'] : []),
      ),
      known,
    ),
    rule: rule.slice(0, 300),
    ruleTitle: entry.text('name', 'title', 'vulnerability'),
    cwes: entry.cwes(),
    title: entry.text('title', 'name', 'vulnerability') || firstSentence(message) || rule,
    message,
    severity: {
      word: severityWord(entry.get('severity', 'issueseverity', 'level', 'risk')),
      ...(score !== undefined && { score }),
    },
    confidence: confidence(entry.get('confidence', 'issueconfidence')),
    remediation: entry.text('recommendation', 'remediation', 'fix', 'solution', 'mitigation', 'suggestion') || null,
    evidence: [entry.text('exploitscenario', 'attackscenario', 'exploit')].filter((scenario) => scenario !== ''),
    tool,
    extensions: {},
  }
}

/** A path with a line behind it, as `src/a.js:12`, or after the name of a project, as Sonar writes it. */
function placeOf(written: string): { readonly path: string; readonly lines: string } {
  const [, path = written, lines = ''] = /^(.{1,1000}?):(\d{1,8}(?:-\d{1,8})?)(?::\d{1,8})?$/.exec(written) ?? []
  const [, component] = /^[\w.-]{2,100}(?::[\w.-]{1,100})?:(?![\\/])(.+)$/.exec(path) ?? []
  return { path: component ?? path, lines }
}

/** ESLint counts: 1 warns, 2 is an error. */
function severityWord(value: unknown): string {
  if (typeof value === 'number') return value === 2 ? 'error' : value === 1 ? 'warning' : String(value)
  return text(value) || 'unknown'
}

function firstSentence(description: string): string {
  const head = description.slice(0, 400)
  return (/^[^]*?[.!?](?=\s|$)/.exec(head)?.[0] ?? head).slice(0, 120)
}
