import { type ApiClient, type ApiReply, createApiClient } from '../api/client.ts'
import { VERSION } from '../../version.ts'
import type { Shell } from '../../shell/shell.ts'

/** The REST API of GitHub, for one repository. */
export interface GitHubApi extends ApiClient {
  /** Path below the repository. */
  at(path: string): string
}

/** Null without a token: then nothing is asked. The token comes from the environment only, and goes nowhere but into the header. */
export function createGitHubApi(repository: string, { env, runtime }: Shell): GitHubApi | null {
  const token = env('GITHUB_TOKEN')
  if (!token) return null
  const client = createApiClient({
    baseUrl: env('GITHUB_API_URL') || 'https://api.github.com',
    runtime,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': `understudy/${VERSION}`,
      'x-github-api-version': '2022-11-28',
    },
  })
  const [owner = '', name = ''] = repository.split('/')
  return { ...client, at: (path) => `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${path}` }
}

/** What a publication came to; `sentence` says why it did not succeed. */
export type Published =
  | { readonly state: 'done'; readonly url?: string }
  | { readonly state: 'not-permitted' | 'failed' | 'skipped'; readonly sentence: string }

/** A refusal for want of permission is told apart from trouble: the first is how a run was set up, the second is nobody's choice. */
export function refused(reply: Extract<ApiReply, { ok: false }>, what: string, permission: string): Published {
  const { status, sentence, message } = reply
  const limited = /rate limit/i.test(message)
  if ((status !== 403 && status !== 401 && status !== 404) || limited)
    return { state: 'failed', sentence: `${what}: ${sentence}` }
  const said = message === '' ? `GitHub answered ${status}` : `GitHub says "${message}" (${status})`
  return {
    state: 'not-permitted',
    sentence: `${what}: ${said}. The token needs ${permission}; pull requests from forks never have it.`,
  }
}

export const NO_TOKEN: Published = { state: 'not-permitted', sentence: 'GITHUB_TOKEN is not set, so nothing was published.' }
