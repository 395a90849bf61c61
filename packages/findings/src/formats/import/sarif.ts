import type { Problem } from '../../parse/problem.ts'
import { isObject, type JsonObject } from '../../parse/shape.ts'
import { add } from '../../parse/shape.ts'
import type { Finding } from '../../finding/finding.ts'
import { ownReport } from './sarif-own.ts'
import { foreignConverter } from './foreign.ts'
import type { ForeignFinding, ImportedFindings, ImportOptions } from './imported.ts'
import { line, list, object, text, texts } from './members.ts'
import { otherPlaces } from './sarif-places.ts'
import { pathFinderOf } from './sarif-path.ts'

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
  const problems: Problem[] = []
  const convert = foreignConverter(options)
  const findings: Finding[] = []
  const tools: string[] = []
  let complete: boolean | null = null
  for (const [at, run] of list(document['runs']).map(object).entries()) {
    const driver = object(object(run['tool'])['driver'])
    const tool = text(driver['name']) || 'unknown'
    tools.push(tool)
    for (const invocation of list(run['invocations']).map(object)) {
      const successful = invocation['executionSuccessful']
      if (typeof successful === 'boolean') complete = successful && complete !== false
    }
    const reading = { rules: ruleLookup(run), pathOf: pathFinderOf(run, options), tool }
    for (const [index, result] of list(run['results']).entries()) {
      if (isObject(result) && isDismissed(result)) continue
      const foreign = readResult(result, reading, `runs[${at}].results[${index}]`, problems)
      if (foreign) findings.push(convert(foreign))
      // Silence about its file would prove nothing.
      else complete = false
    }
  }
  return { tool: tools.join(', '), findings, complete, problems }
}

type Rules = (result: JsonObject) => JsonObject

/** Rules are named by index or id, in the driver or in an extension. */
function ruleLookup(run: JsonObject): Rules {
  const components = [object(object(run['tool'])['driver']), ...list(object(run['tool'])['extensions']).map(object)]
  const rules = components.map((component) => list(component['rules']).map(object))
  const byId = new Map(rules.flat().map((rule) => [text(rule['id']), rule]))
  return (result) => {
    const reference = object(result['rule'])
    const component = object(reference['toolComponent'])['index']
    const index = reference['index'] ?? result['ruleIndex']
    const at = typeof component === 'number' ? component + 1 : 0
    const byIndex = typeof index === 'number' ? rules[at]?.[index] : undefined
    const id = text(result['ruleId']) || text(reference['id'])
    return (byIndex && (id === '' || text(byIndex['id']) === id) ? byIndex : byId.get(id)) ?? {}
  }
}

/** What reading the results of one run needs. */
interface RunReading {
  readonly rules: Rules
  readonly pathOf: (location: JsonObject) => string | null
  readonly tool: string
}

function readResult(value: unknown, { rules, pathOf, tool }: RunReading, at: string, problems: Problem[]): ForeignFinding | null {
  if (!isObject(value)) return add(problems, at, 'an object', value)
  const physical = object(object(list(value['locations'])[0])['physicalLocation'])
  const path = pathOf(object(physical['artifactLocation']))
  if (path === null)
    return add(
      problems,
      `${at}.locations`,
      'a list with a path inside the reviewed root (name it as root)',
      list(value['locations']),
    )
  const region = object(physical['region'])
  const startLine = line(region['startLine'])
  if (startLine === undefined)
    add(problems, `${at}.locations[0]`, 'a location with a region; the first line was taken', region['startLine'])
  const rule = rules(value)
  const properties = object(rule['properties'])
  const ruleId = text(value['ruleId']) || text(rule['id']) || 'unknown'
  const title = text(object(rule['shortDescription'])['text']) || text(rule['name']) || ruleId
  return {
    path,
    startLine: startLine ?? 1,
    endLine: line(region['endLine']) ?? startLine ?? 1,
    snippet: text(object(region['snippet'])['text']),
    rule: ruleId,
    cwes: [...texts(properties['tags']), ...texts(properties['cwe']), ...taxa(value)].filter((tag) => /cwe/i.test(tag)),
    title: title.replace(/\.$/, ''),
    message: messageOf(value, rule),
    severity: severityOf(value, rule),
    confidence: text(properties['precision']) || null,
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

function taxa(result: JsonObject): string[] {
  return list(result['taxa'])
    .map(object)
    .filter((taxon) => /cwe/i.test(text(object(taxon['toolComponent'])['name'])))
    .map((taxon) => `CWE-${text(taxon['id']).replace(/^CWE-/i, '')}`)
}

function messageOf(result: JsonObject, rule: JsonObject): string {
  const message = object(result['message'])
  const template = text(message['text']) || text(object(object(rule['messageStrings'])[text(message['id'])])['text'])
  // In one pass: an argument that holds placeholders of others must not be filled again and again.
  const values = texts(message['arguments'])
  const filled = template.replace(/\{(\d{1,3})\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder)
  // Undo SARIF's escapes of brackets and placeholders.
  return filled.replace(/\\([\\[\]])/g, '$1').replace(/([{}])\1/g, '$1')
}

const LEVELS: Readonly<Record<string, string>> = { none: 'info', note: 'low', warning: 'medium', error: 'high' }

/** GitHub's `security-severity` is finer than SARIF's three levels, so it wins. */
function severityOf(result: JsonObject, rule: JsonObject): ForeignFinding['severity'] {
  const score = Number.parseFloat(text(object(rule['properties'])['security-severity']))
  const level = text(result['level']) || text(object(rule['defaultConfiguration'])['level']) || 'warning'
  if (Number.isFinite(score) && score >= 0 && score <= 10) return { word: '', score, fromRule: true }
  return { word: LEVELS[level] ?? level, fromRule: true }
}
