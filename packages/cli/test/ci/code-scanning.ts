import { gunzipSync } from 'node:zlib'

interface Place {
  readonly artifactLocation: { readonly uri: string }
  readonly region: { readonly startLine: number; readonly endLine?: number }
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly physicalLocation: Place }[]
  readonly relatedLocations?: readonly unknown[]
  readonly partialFingerprints?: Readonly<Record<string, string>>
}

export interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules?: readonly { readonly id: string; readonly properties: { readonly tags: readonly string[] } }[]
    }
    readonly extensions?: readonly unknown[]
  }
  readonly automationDetails: { readonly id: string }
  readonly results: readonly Result[]
  readonly invocations: readonly {
    readonly executionSuccessful: boolean
    readonly toolExecutionNotifications?: readonly { readonly level: string; readonly message: { readonly text: string } }[]
  }[]
}

/** One alert as code scanning tells apart: by rule, path and the hash of its line. */
export interface Alert {
  readonly number: number
  readonly key: string
  readonly ref: string
  readonly category: string
  readonly result: Result
  state: 'open' | 'fixed'
}

/**
 * Limits of an analysis (docs.github.com, "SARIF results exceed limits" and "SARIF file too large"); beyond them the file is
 * rejected. Of 25,000 results 5,000 are kept.
 */
const LIMITS = { bytes: 10_000_000, runs: 20, results: 25_000, rules: 25_000, extensions: 100, locations: 1000, tags: 20 }
const KEPT = 5000

/** The SARIF of an upload, as GitHub would unpack it. */
export function unpackSarif(body: unknown): { readonly runs: readonly Run[] } {
  const { sarif } = body as { readonly sarif: string }
  return JSON.parse(gunzipSync(Buffer.from(sarif, 'base64')).toString('utf8')) as { readonly runs: readonly Run[] }
}

/** Why a run is not processed; empty when it is. */
function errorsOf(run: Run): readonly string[] {
  const { rules = [] } = run.tool.driver
  const found: string[] = []
  // github/codeql-action#1316, #1393 and #1732: the service always answers so, to keep alerts from closing.
  if (run.invocations.some(({ executionSuccessful }) => !executionSuccessful)) found.push('unsuccessful execution')
  if (run.results.length > LIMITS.results) found.push('Analysis SARIF file rejected due to result limits')
  if (rules.length > LIMITS.rules) found.push('Analysis SARIF file rejected due to rule limits')
  if ((run.tool.extensions?.length ?? 0) > LIMITS.extensions) found.push('Analysis SARIF file rejected due to extension limits')
  if (rules.some(({ properties }) => properties.tags.length > LIMITS.tags))
    found.push('Analysis SARIF file rejected due to rule tag limits')
  for (const { ruleId, ruleIndex, locations, relatedLocations = [] } of run.results) {
    if (locations.length === 0) found.push('locationFromSarifResult: expected at least one location')
    if (locations.length + relatedLocations.length > LIMITS.locations)
      found.push('Analysis SARIF file rejected due to location limit')
    if (rules[ruleIndex]?.id !== ruleId) found.push(`rule ${ruleId} is not described`)
    for (const { physicalLocation } of locations) {
      if (/^(?:[a-z]+:|\/|\.\.)/i.test(physicalLocation.artifactLocation.uri)) found.push('expected a relative path')
      if (physicalLocation.region.startLine < 1) found.push('expected a line of 1 or more')
    }
  }
  return [...new Set(found)]
}

const keyOf = ({ ruleId, locations: [place], partialFingerprints = {} }: Result): string =>
  [ruleId, place?.physicalLocation.artifactLocation.uri, partialFingerprints['primaryLocationLineHash'] ?? 'no hash'].join(' ')

/** Code scanning of one repository: takes analyses as the service does, and opens and closes alerts by them. */
export function codeScanning(processing: object | undefined) {
  const alerts: Alert[] = []
  const analyses: { readonly category: string; readonly ref: string; readonly created_at: string }[] = []
  const processed = new Map<string, object>()
  let uploads = 0

  function process(run: Run, ref: string): void {
    const category = run.automationDetails.id.replace(/\/$/, '')
    const now = new Map(run.results.slice(0, KEPT).map((result) => [keyOf(result), result]))
    for (const alert of alerts)
      if (alert.ref === ref && alert.category === category) alert.state = now.has(alert.key) ? 'open' : 'fixed'
    for (const [key, result] of now)
      if (!alerts.some((alert) => alert.key === key && alert.ref === ref && alert.category === category))
        alerts.push({ number: alerts.length + 1, key, ref, category, result, state: 'open' })
    analyses.unshift({ category, ref, created_at: '2026-06-12T00:00:00Z' })
  }

  return {
    alerts,
    analyses,
    /** Takes an upload. Null with a sentence when it is refused at the door. */
    take(body: {
      readonly ref: string
      readonly sarif: string
    }): { readonly id: string } | { readonly refused: string; readonly status: number } {
      const bytes = Buffer.from(body.sarif, 'base64')
      if (bytes.length > LIMITS.bytes)
        return { refused: 'SARIF upload is rejected (bigger than allowed size for zip archive)', status: 413 }
      const { runs } = unpackSarif(body)
      const errors = [
        ...(runs.length > LIMITS.runs ? ['Analysis SARIF file rejected due to run limits'] : []),
        ...runs.flatMap(errorsOf),
      ]
      const id = `47177e22-5596-11eb-80a1-${String(++uploads).padStart(12, '0')}`
      if (errors.length === 0 && processing === undefined) for (const run of runs) process(run, body.ref)
      const done = { processing_status: 'complete', analyses_url: 'https://api.github.com/x', errors: null }
      processed.set(id, processing ?? (errors.length > 0 ? { processing_status: 'failed', errors } : done))
      return { id }
    },
    processing: (id: string): object | undefined => processed.get(id),
    /** Alerts of a ref as the list of them is told. */
    listed: (ref: string | null, state: string | null): object[] =>
      alerts
        .filter((alert) => alert.ref === ref && (state === null || alert.state === state))
        .map(({ number, category, result }) => ({
          number,
          state: 'open',
          rule: { id: result.ruleId, security_severity_level: 'high' },
          tool: { name: 'Understudy' },
          most_recent_instance: {
            category: `${category}/`,
            message: result.message,
            location: {
              path: decodeURIComponent(result.locations[0]?.physicalLocation.artifactLocation.uri ?? ''),
              start_line: result.locations[0]?.physicalLocation.region.startLine,
              end_line: result.locations[0]?.physicalLocation.region.endLine,
            },
          },
        })),
  }
}
