import { isObject, type JsonObject } from '../../parse/shape.ts'
import type { Finding } from '../../finding/finding.ts'
import { ownReport } from './sarif-own.ts'
import { foreignConverter } from './foreign.ts'
import type { ForeignFinding, ImportedFindings, ImportOptions } from './imported.ts'
import { list, object, scoreOf, text, texts } from './members.ts'
import { Reading } from './reading.ts'
import { otherPlaces, regionCode, regionLines } from './sarif-places.ts'
import { pathFinderOf } from './sarif-path.ts'
import { cwesOf, ruleLookup, type Rules } from './sarif-rules.ts'
import { claimOf } from './sarif-whole.ts'

/** Any SARIF 2.1.0 log. */
export function isSarif(document: JsonObject): boolean {
  return (
    Array.isArray(document['runs']) && (text(document['version']).startsWith('2.') || text(document['$schema']).includes('sarif'))
  )
}

/**
 * Reads a SARIF log of any scanner. A result of a suppressed or absent kind is left out; one without a region keeps its file
 * and is placed on the first line. A log that Understudy wrote gives back its report as it was.
 */
export async function fromSarif(document: JsonObject, options: ImportOptions = {}): Promise<ImportedFindings> {
  const own = await ownReport(document)
  if (own) return own
  const reading = new Reading()
  const convert = foreignConverter(options, reading)
  const findings: Finding[] = []
  const tools: string[] = []
  const claims: (boolean | null)[] = []
  for (const [index, run] of list(document['runs']).map(object).entries()) {
    const at = `runs[${index}]`
    const tool = text(object(object(run['tool'])['driver'])['name']) || 'unknown'
    tools.push(tool)
    claims.push(claimOf(run, at, reading))
    const from = { rules: ruleLookup(run), pathOf: pathFinderOf(run, options), run, tool }
    for (const [place, result] of list(run['results']).entries()) {
      if (isObject(result) && isDismissed(result)) continue
      const where = `${at}.results[${place}]`
      const foreign = readResult(result, from, where, reading)
      if (foreign) findings.push(convert(foreign, where))
    }
  }
  // Runs that say nothing take nothing away from those that say that they were whole.
  const claimed = claims.includes(false) ? false : claims.includes(true) ? true : null
  return { tool: tools.join(', '), findings, complete: reading.complete(claimed), problems: reading.problems }
}

/** What reading the results of one run needs. */
interface RunReading {
  readonly rules: Rules
  readonly pathOf: (location: JsonObject) => string | null
  readonly run: JsonObject
  readonly tool: string
}

function readResult(
  value: unknown,
  { rules, pathOf, run, tool }: RunReading,
  at: string,
  reading: Reading,
): ForeignFinding | null {
  if (!isObject(value)) return reading.lost(at, 'an object', value)
  const physical = object(object(list(value['locations'])[0])['physicalLocation'])
  const path = pathOf(object(physical['artifactLocation']))
  if (path === null) {
    const rule = 'a list with a path inside the reviewed root (name it as root)'
    return reading.lost(`${at}.locations`, rule, list(value['locations']))
  }
  const region = object(physical['region'])
  const lines = regionLines(region)
  if (!lines) {
    const rule = 'a location with a region; the first line was taken'
    // A result about a whole file has no region, and loses nothing; a line that cannot be read does.
    if (region['startLine'] === undefined) reading.told(`${at}.locations[0]`, rule)
    else reading.lost(`${at}.locations[0]`, rule, region['startLine'])
  }
  const rule = rules(value)
  const ruleId = text(value['ruleId']) || text(object(value['rule'])['id']) || text(rule['id']) || 'unknown'
  const title = text(object(rule['shortDescription'])['text']) || text(rule['name']) || ruleId
  return {
    path,
    startLine: lines?.start ?? 1,
    endLine: lines?.end ?? 1,
    snippet: lines ? regionCode(region, lines) : '',
    rule: ruleId,
    ruleTitle: title,
    cwes: cwesOf(value, rule, run),
    title: title.replace(/\.$/, ''),
    message: messageOf(value, rule),
    severity: severityOf(value, rule),
    confidence: text(object(rule['properties'])['precision']) || null,
    remediation: null,
    others: otherPlaces(value, pathOf),
    tool,
    extensions: { sarif: { ruleId, partialFingerprints: object(value['partialFingerprints']) } },
  }
}

/** Suppressed in the source or by review, or reported as passed or gone. */
function isDismissed(result: JsonObject): boolean {
  const suppressions = list(result['suppressions']).map(object)
  if (suppressions.some(({ status }) => status === undefined || status === 'accepted')) return true
  const kind = text(result['kind'])
  return (kind !== '' && kind !== 'fail' && kind !== 'open' && kind !== 'review') || result['baselineState'] === 'absent'
}

function messageOf(result: JsonObject, rule: JsonObject): string {
  const message = object(result['message'])
  const template =
    text(message['text']) ||
    text(object(object(rule['messageStrings'])[text(message['id'])])['text']) ||
    text(message['markdown']) ||
    text(object(rule['fullDescription'])['text'])
  // In one pass: an argument that holds placeholders of others must not be filled again and again.
  const values = texts(message['arguments'])
  const filled = template.replace(/\{(\d{1,3})\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder)
  // Undo SARIF's escapes of brackets and placeholders.
  return filled.replace(/\\([\\[\]])/g, '$1').replace(/([{}])\1/g, '$1')
}

const LEVELS: Readonly<Record<string, string>> = { none: 'info', note: 'low', warning: 'medium', error: 'high' }

/** GitHub's `security-severity` is finer than SARIF's three levels, so it wins; tools write it as a text or a number. */
function severityOf(result: JsonObject, rule: JsonObject): ForeignFinding['severity'] {
  const score =
    scoreOf(object(result['properties'])['security-severity']) ?? scoreOf(object(rule['properties'])['security-severity'])
  const level = text(result['level']) || text(object(rule['defaultConfiguration'])['level']) || 'warning'
  if (score !== undefined) return { word: '', score, fromRule: true }
  return { word: LEVELS[level] ?? level, fromRule: true }
}
