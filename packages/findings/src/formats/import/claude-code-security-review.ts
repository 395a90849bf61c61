import { confidenceScale } from '../../confidence/confidence.ts'
import type { Problem } from '../../parse/problem.ts'
import { add, isObject, type JsonObject } from '../../parse/shape.ts'
import { foreignConverter } from './foreign.ts'
import type { ForeignFinding, ImportedFindings, ImportOptions } from './imported.ts'
import { confidence, insidePath, line, list, object, text } from './members.ts'

export const CCSR = 'claude-code-security-review'

/** The document that anthropics/claude-code-security-review prints: `findings` beside an `analysis_summary`. */
export function isClaudeCodeSecurityReview(document: JsonObject): boolean {
  return Array.isArray(document['findings']) && (isObject(document['analysis_summary']) || 'pr_number' in document)
}

/** Its empty list is only clean when `review_completed` is true; the action itself never looks. */
export function fromClaudeCodeSecurityReview(document: JsonObject, options: ImportOptions = {}): ImportedFindings {
  const problems: Problem[] = []
  const entries = list(document['findings'])
  // Its filter rates from 1 to 10, the review itself from 0 to 1.
  const convert = foreignConverter(options, confidenceScale(entries.map((entry) => confidence(object(entry)['confidence']))))
  const findings = entries.flatMap((entry, index) => {
    const foreign = readEntry(entry, `findings[${index}]`, problems)
    return foreign ? [convert(foreign)] : []
  })
  const complete = object(document['analysis_summary'])['review_completed']
  return { tool: CCSR, findings, complete: typeof complete === 'boolean' ? complete : null, problems }
}

function readEntry(entry: unknown, at: string, problems: Problem[]): ForeignFinding | null {
  if (!isObject(entry)) return add(problems, at, 'an object', entry)
  const path = insidePath(text(entry['file']))
  if (path === null) return add(problems, `${at}.file`, 'a path inside the reviewed root', entry['file'])
  const startLine = line(entry['line'])
  if (startLine === undefined) add(problems, `${at}.line`, 'a line number; the first line was taken', entry['line'])
  const description = text(entry['description'])
  const category = text(entry['category']) || 'unknown'
  return {
    path,
    startLine: startLine ?? 1,
    endLine: startLine ?? 1,
    snippet: '',
    rule: category,
    cwes: [],
    title: firstSentence(description) || category,
    message: description,
    severity: { word: text(entry['severity']) || 'unknown' },
    confidence: confidence(entry['confidence']),
    remediation: text(entry['recommendation']) || null,
    evidence: [text(entry['exploit_scenario'])].filter((scenario) => scenario !== ''),
    tool: CCSR,
    extensions: {},
  }
}

function firstSentence(description: string): string {
  return (/^[^]*?[.!?](?=\s|$)/.exec(description)?.[0] ?? description).slice(0, 120)
}
