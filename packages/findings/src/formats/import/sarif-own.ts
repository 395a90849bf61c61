import type { Report } from '../../finding/report.ts'
import { isObject, type JsonObject } from '../../parse/shape.ts'
import type { ImportedFindings } from './imported.ts'
import { list, object, texts } from './members.ts'

/**
 * A report of ours that travelled as SARIF: the envelope in the run's property bag, each finding with its place in its result's.
 * Null when the document holds no such report.
 */
export async function ownReport(document: JsonObject): Promise<ImportedFindings | null> {
  const run = object(list(document['runs'])[0])
  const bag = object(run['properties'])
  if (!isObject(bag['understudy'])) return null
  const carried = new Set(texts(bag['carriedForward']))
  const findings = list(run['results'])
    .map((result) => object(object(result)['properties']))
    .filter(({ understudy }) => !carried.has(String(object(object(understudy)['fingerprint'])['v1'])))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ understudy }) => understudy)
  const { reportSchema } = await import('../../schema/index.ts')
  const parsed = reportSchema.safeParse({ ...bag['understudy'], findings })
  if (!parsed.success) return null
  const report: Report = parsed.data
  const cut = typeof bag['leftOut'] === 'number' ? bag['leftOut'] : 0
  const whole = report.status === 'complete' && cut === 0
  const problems = cut === 0 ? [] : [{ path: 'runs[0].results', rule: 'the whole report', value: `${cut} findings less` }]
  return { tool: 'Understudy', findings: report.findings, complete: whole, problems, report }
}

const placeOf = ({ place }: JsonObject): number => (typeof place === 'number' ? place : Number.MAX_SAFE_INTEGER)
