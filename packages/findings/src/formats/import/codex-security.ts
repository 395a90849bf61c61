import type { Problem } from '../../parse/problem.ts'
import { add, isObject, type JsonObject } from '../../parse/shape.ts'
import { foreignConverter } from './foreign.ts'
import type { LocationRole } from '../../finding/finding.ts'
import type { ForeignFinding, ForeignPlace, ImportedFindings, ImportOptions } from './imported.ts'
import { insidePath, line, list, object, text, texts } from './members.ts'

export const CODEX_SECURITY = 'codex-security'

/** The `findings.json` of @openai/codex-security, schema 1. */
export function isCodexSecurity(document: JsonObject): boolean {
  return document['documentType'] === 'codex-security.findings'
}

/** Completeness stands in another file, the scan's manifest, so this document alone never proves it. */
export function fromCodexSecurity(document: JsonObject, options: ImportOptions = {}): ImportedFindings {
  const problems: Problem[] = []
  const convert = foreignConverter(options)
  const findings = list(document['findings']).flatMap((entry, index) => {
    const foreign = readEntry(entry, `findings[${index}]`, problems)
    return foreign ? [convert(foreign)] : []
  })
  return { tool: CODEX_SECURITY, findings, complete: null, problems }
}

function readEntry(entry: unknown, at: string, problems: Problem[]): ForeignFinding | null {
  if (!isObject(entry)) return add(problems, at, 'an object', entry)
  const places = list(entry['locations']).map(object)
  const main = places.find(({ role }) => role === 'sink') ?? places[0]
  const path = insidePath(text(main?.['path']))
  if (!main || path === null)
    return add(problems, `${at}.locations`, 'a list with a path inside the reviewed root', main?.['path'])
  const startLine = line(main['startLine'])
  if (startLine === undefined)
    add(problems, `${at}.locations[0].startLine`, 'a line number; the first line was taken', main['startLine'])
  const severity = object(entry['severity'])
  const taxonomy = object(entry['taxonomy'])
  const code = list(entry['codeEvidence'])
    .map(object)
    .find((evidence) => text(evidence['path']) === text(main['path']))
  const score = severity['score']
  return {
    path,
    startLine: startLine ?? 1,
    endLine: line(main['endLine']) ?? startLine ?? 1,
    snippet: text(code?.['code']),
    rule: text(taxonomy['category']) || text(entry['ruleId']),
    cwes: texts(taxonomy['cwe']),
    title: text(entry['title']),
    message: text(entry['summary']),
    severity: { word: text(severity['level']) || 'unknown', ...(typeof score === 'number' && { score }) },
    confidence: text(object(entry['confidence'])['level']) || null,
    remediation: text(entry['remediation']) || null,
    others: places.filter((place) => place !== main).flatMap(otherPlace),
    tool: CODEX_SECURITY,
    extensions: { codexSecurity: entry },
  }
}

const ROLES: Readonly<Record<string, LocationRole>> = { source: 'source', sink: 'sink', control: 'control' }

function otherPlace(place: JsonObject): readonly ForeignPlace[] {
  const path = insidePath(text(place['path']))
  const startLine = line(place['startLine'])
  if (path === null || startLine === undefined) return []
  const endLine = Math.max(startLine, line(place['endLine']) ?? startLine)
  return [{ path, startLine, endLine, snippet: '', role: ROLES[text(place['role'])] ?? 'related' }]
}
