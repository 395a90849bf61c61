import { type EarlierAlerts, type Finding, importFindings } from '@understudy/findings'
import { sourcesAt } from '../../runs/sources.ts'
import type { GitHubApi } from './api.ts'

/** Which alerts are meant. */
export interface AlertsOf {
  readonly category: string
  readonly ref: string
  /** The checkout, for the code that an alert is about. */
  readonly root: string
}

/** 10,000 alerts; whoever has more is told that they are not known. */
const MOST_PAGES = 100
const PER_PAGE = 100

/** Who reported them is not told; no model is this one. */
export const UNKNOWN_MODEL = 'a model that is not known'

const sameCategory = (told: unknown, category: string): boolean =>
  typeof told !== 'string' || told.replace(/\/$/, '') === category

/** Pages of a list; null when one was refused, or there are too many. */
async function listed(
  path: string,
  api: GitHubApi,
  emptyWhenNotFound = false,
): Promise<readonly Record<string, unknown>[] | null> {
  const all: Record<string, unknown>[] = []
  let next: string | null = api.at(path)
  for (let page = 0; next !== null; page++) {
    if (page === MOST_PAGES) return null
    const reply = await api.send({ method: 'GET', path: next })
    if (!reply.ok) return reply.status === 404 && emptyWhenNotFound ? all : null
    if (!Array.isArray(reply.body)) return null
    all.push(...(reply.body as Record<string, unknown>[]))
    next = reply.next
  }
  return all
}

const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

/** One alert as a result of a log, as it was uploaded. */
function resultOf(alert: Record<string, unknown>): object | null {
  const instance = record(alert['most_recent_instance'])
  const { path, start_line: startLine, end_line: endLine } = record(instance['location'])
  const ruleId = record(alert['rule'])['id']
  if (typeof path !== 'string' || typeof startLine !== 'number' || typeof ruleId !== 'string') return null
  const region = { startLine, endLine: typeof endLine === 'number' ? endLine : startLine }
  const text = record(instance['message'])['text']
  return {
    ruleId,
    level: 'warning',
    message: { text: typeof text === 'string' ? text : ruleId },
    locations: [{ physicalLocation: { artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') }, region } }],
  }
}

const level = (alert: Record<string, unknown>): unknown => record(alert['rule'])['security_severity_level']

/**
 * The open alerts of a category as code scanning has them. Where an analysis is there and its alerts cannot be had whole, null:
 * then nobody knows what an upload would close.
 */
export async function earlierOnGitHub({ category, ref, root }: AlertsOf, api: GitHubApi): Promise<EarlierAlerts | null> {
  const query = (more: Readonly<Record<string, string>>): string =>
    new URLSearchParams({ ref, tool_name: 'Understudy', per_page: String(PER_PAGE), ...more }).toString()
  // A repository that was never analysed is answered with 404, "no analysis found".
  const analyses = await listed(`/code-scanning/analyses?${query({})}`, api, true)
  if (analyses === null) return null
  const ours = analyses.filter((each) => sameCategory(each['category'], category))
  const created = ours[0]?.['created_at']
  const startedAt = typeof created === 'string' ? created : ''
  if (ours.length === 0) return { findings: [], startedAt }
  const alerts = await listed(`/code-scanning/alerts?${query({ state: 'open' })}`, api)
  if (alerts === null) return null
  const meant = alerts.filter((alert) => sameCategory(record(alert['most_recent_instance'])['category'], category))
  const results = meant.map(resultOf)
  if (results.includes(null)) return null
  const findings = await toFindings(results as object[], root)
  if (findings.length !== meant.length) return null
  return {
    startedAt,
    findings: findings.map((finding, index): Finding => {
      const severity = level(meant[index] ?? {})
      const known = ['low', 'medium', 'high', 'critical'].find((word) => word === severity) as 'low' | undefined
      return {
        ...finding,
        ...(known && { severity: { ...finding.severity, level: known } }),
        provenance: { ...finding.provenance, servedModel: UNKNOWN_MODEL },
      }
    }),
  }
}

/** Alerts as findings, tied to the code as it lies in the checkout, so that they have the identity that ours have. */
async function toFindings(results: readonly object[], root: string): Promise<readonly Finding[]> {
  const log = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Understudy' } }, results }] })
  const first = await importFindings(log)
  const paths = new Set(first.findings.map(({ locations: [{ path }] }) => path))
  return (await importFindings(log, { sources: await sourcesAt(paths, root) })).findings
}
