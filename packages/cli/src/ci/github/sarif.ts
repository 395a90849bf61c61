import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type OpenAlerts, type Report, toSarif } from '@understudy/findings'
import type { Runtime } from '@understudy/spec'
import type { Sources } from '../../terminal/findings.ts'
import { type GitHubApi, type Published, refused } from './api.ts'

const compress = promisify(gzip)

export interface SarifFacts {
  readonly report: Report
  /** Everything that is open once this is uploaded: GitHub closes every alert that an upload does not repeat. */
  readonly open: OpenAlerts
  readonly sources: Sources
  readonly category: string
  readonly analysis: { readonly sha: string; readonly ref: string }
}

/** Waits between looks at whether GitHub has processed an upload. */
const LOOKS_MS = [0, 2000, 4000, 8000, 16_000]

/** GitHub takes 10 MB of compressed log. */
const LARGEST_LOG = 10_000_000
/** GitHub keeps no more results of a run, and refuses 25,000. */
const MOST_KEPT = 5000

async function processed(id: string, api: GitHubApi, runtime: Runtime): Promise<Published> {
  for (const wait of LOOKS_MS) {
    await runtime.sleep(wait)
    const reply = await api.send({ method: 'GET', path: api.at(`/code-scanning/sarifs/${encodeURIComponent(id)}`) })
    if (!reply.ok) return refused(reply, 'Whether code scanning took the SARIF is not known', 'security-events: write')
    const { processing_status: status, errors } = reply.body as { readonly processing_status?: string; readonly errors?: unknown }
    if (status === 'complete') return { state: 'done' }
    if (status === 'failed')
      return { state: 'failed', sentence: `Code scanning refused the SARIF: ${JSON.stringify(errors ?? null).slice(0, 300)}` }
  }
  // It was accepted; that it takes GitHub long is no trouble of ours.
  return { state: 'done' }
}

/** The log as small as it has to be: whole, or without what only we read in it. */
async function logOf({ report, open, sources, category }: SarifFacts): Promise<Buffer | null> {
  for (const brief of [false, true]) {
    const log = await compress(JSON.stringify(toSarif(report, { sources, category, open, forUpload: true, brief })))
    if (log.length <= LARGEST_LOG) return log
  }
  return null
}

/** Uploads what is open to code scanning, always under one category, and never so that silence closes an alert. */
export async function uploadSarif(facts: SarifFacts, api: GitHubApi, runtime: Runtime): Promise<Published> {
  const { open, analysis } = facts
  if (open.findings.length > MOST_KEPT)
    return {
      state: 'failed',
      sentence: `The SARIF was not uploaded: GitHub keeps ${MOST_KEPT} alerts of an analysis and would close others, and ${open.findings.length} are open.`,
    }
  const log = await logOf(facts)
  if (log === null)
    return { state: 'failed', sentence: 'The SARIF was not uploaded: it is larger than the 10 MB that GitHub takes.' }
  const reply = await api.send({
    method: 'POST',
    path: api.at('/code-scanning/sarifs'),
    body: { commit_sha: analysis.sha, ref: analysis.ref, sarif: log.toString('base64'), tool_name: 'Understudy' },
    // The same upload twice is one analysis after the other with the same alerts.
    repeatable: true,
  })
  if (!reply.ok) return refused(reply, 'The SARIF was not uploaded', 'security-events: write, and the repository code scanning')
  const { id } = (reply.body ?? {}) as { readonly id?: unknown }
  return typeof id === 'string' ? processed(id, api, runtime) : { state: 'done' }
}
