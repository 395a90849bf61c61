import { isObject, type JsonObject } from '../../parse/shape.ts'
import { foreignConverter } from './foreign.ts'
import type { LocationRole } from '../../finding/finding.ts'
import type { ForeignFinding, ForeignPlace, ImportedFindings, ImportOptions } from './imported.ts'
import { linesOf, list, object, quotedCode, text, texts } from './members.ts'
import { pathReader } from './paths.ts'
import { Reading } from './reading.ts'

export const CODEX_SECURITY = 'codex-security'

/** The `findings.json` of @openai/codex-security, schema 1. */
export function isCodexSecurity(document: JsonObject): boolean {
  return document['documentType'] === 'codex-security.findings'
}

/** Completeness stands in another file, the scan's manifest, so this document alone never proves it. */
export function fromCodexSecurity(document: JsonObject, options: ImportOptions = {}): ImportedFindings {
  const reading = new Reading()
  const convert = foreignConverter(options, reading)
  const pathOf = pathReader(options)
  const findings = list(document['findings']).flatMap((entry, index) => {
    const at = `findings[${index}]`
    const foreign = readEntry(entry, at, reading, pathOf)
    return foreign ? [convert(foreign, at)] : []
  })
  return { tool: CODEX_SECURITY, findings, complete: reading.complete(null), problems: reading.problems }
}

type PathOf = (written: string) => string | null

function readEntry(entry: unknown, at: string, reading: Reading, pathOf: PathOf): ForeignFinding | null {
  if (!isObject(entry)) return reading.lost(at, 'an object', entry)
  const places = list(entry['locations']).map(object)
  const main = places.find(({ role }) => role === 'sink') ?? places[0]
  const path = pathOf(text(main?.['path']))
  if (!main || path === null)
    return reading.lost(`${at}.locations`, 'a list with a path inside the reviewed root', main?.['path'])
  const start = linesOf(main['startLine'])
  if (!start) reading.lost(`${at}.locations[0].startLine`, 'a line number; the first line was taken', main['startLine'])
  const startLine = start?.start ?? 1
  const endLine = Math.max(startLine, linesOf(main['endLine'])?.end ?? start?.end ?? 1)
  const severity = object(entry['severity'])
  const taxonomy = object(entry['taxonomy'])
  const code = list(entry['codeEvidence'])
    .map(object)
    .find((evidence) => text(evidence['path']) === text(main['path']))
  const score = severity['score']
  return {
    path,
    startLine,
    endLine,
    snippet: quotedCode(text(code?.['code']), { start: startLine, end: endLine }),
    rule: text(taxonomy['category']) || text(entry['ruleId']),
    cwes: texts(taxonomy['cwe']),
    title: text(entry['title']),
    message: text(entry['summary']),
    severity: { word: text(severity['level']) || 'unknown', ...(typeof score === 'number' && { score }) },
    confidence: text(object(entry['confidence'])['level']) || null,
    remediation: text(entry['remediation']) || null,
    others: places.filter((place) => place !== main).flatMap((place) => otherPlace(place, pathOf)),
    tool: CODEX_SECURITY,
    extensions: { codexSecurity: entry },
  }
}

const ROLES: Readonly<Record<string, LocationRole>> = { source: 'source', sink: 'sink', control: 'control' }

function otherPlace(place: JsonObject, pathOf: PathOf): readonly ForeignPlace[] {
  const path = pathOf(text(place['path']))
  const start = linesOf(place['startLine'])
  if (path === null || !start) return []
  const startLine = start.start
  const endLine = Math.max(startLine, linesOf(place['endLine'])?.end ?? start.end)
  return [{ path, startLine, endLine, snippet: '', role: ROLES[text(place['role'])] ?? 'related' }]
}
