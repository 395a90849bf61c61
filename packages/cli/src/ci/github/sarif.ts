import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Report, toSarif } from '@understudy/findings'
import type { Runtime } from '@understudy/spec'
import type { Sources } from '../../terminal/findings.ts'
import { nothingPublished } from '../state.ts'
import { type GitHubApi, type Published, refused } from './api.ts'

const compress = promisify(gzip)

export interface SarifFacts {
  readonly report: Report
  readonly sources: Sources
  readonly category: string
  readonly analysis: { readonly sha: string; readonly ref: string }
  /** What this cache knows to be published; null when it knows nothing. */
  readonly previous: Report | null
}

export interface SarifResult {
  readonly published: Published
  /** What an upload was laid over; null when there was none. */
  readonly over: Report | null
}

/** Waits between looks at whether GitHub has processed an upload. */
const LOOKS_MS = [0, 2000, 4000, 8000, 16_000]

/** True when code scanning holds an analysis of this category for this branch or pull request, or may hold one. */
async function holdsAnalysis({ analysis, category }: SarifFacts, api: GitHubApi): Promise<boolean> {
  const query = new URLSearchParams({ ref: analysis.ref, tool_name: 'Understudy', per_page: '100' })
  const reply = await api.send({ method: 'GET', path: api.at(`/code-scanning/analyses?${query.toString()}`) })
  // A repository that was never analysed is answered with "no analysis found".
  if (!reply.ok) return reply.status !== 404
  const analyses = Array.isArray(reply.body) ? (reply.body as readonly { readonly category?: unknown }[]) : []
  return analyses.some((each) => typeof each.category !== 'string' || each.category.replace(/\/$/, '') === category)
}

/**
 * What the upload is laid over. GitHub closes every alert that an upload does not repeat, so a review that is not complete needs to
 * know what is there. Null when nobody knows: then nothing is uploaded.
 */
async function baseOf(facts: SarifFacts, api: GitHubApi): Promise<Report | null> {
  const { report, previous } = facts
  if (report.status === 'complete' || previous) return previous ?? nothingPublished(report)
  return (await holdsAnalysis(facts, api)) ? null : nothingPublished(report)
}

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

/** Uploads the findings to code scanning, always under one category, and never so that silence of an incomplete review closes an alert. */
export async function uploadSarif(facts: SarifFacts, api: GitHubApi, runtime: Runtime): Promise<SarifResult> {
  const { report, sources, category, analysis } = facts
  const over = await baseOf(facts, api)
  if (!over)
    return {
      over,
      published: {
        state: 'skipped',
        sentence:
          'Alerts of code scanning were left as they are: this review is not complete, and what was uploaded before is not in the restored cache.',
      },
    }
  const sarif = (await compress(JSON.stringify(toSarif(report, { sources, category, previous: over })))).toString('base64')
  const reply = await api.send({
    method: 'POST',
    path: api.at('/code-scanning/sarifs'),
    body: { commit_sha: analysis.sha, ref: analysis.ref, sarif, tool_name: 'Understudy' },
    // The same upload twice is one analysis after the other with the same alerts.
    repeatable: true,
  })
  if (!reply.ok)
    return {
      over: null,
      published: refused(reply, 'The SARIF was not uploaded', 'security-events: write, and the repository code scanning'),
    }
  const { id } = (reply.body ?? {}) as { readonly id?: unknown }
  return { over, published: typeof id === 'string' ? await processed(id, api, runtime) : { state: 'done' } }
}
