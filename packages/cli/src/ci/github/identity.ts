import { createApiClient } from '../api/client.ts'
import type { Shell } from '../../shell/shell.ts'
import { VERSION } from '../../version.ts'

/** Who the token of a workflow is. */
export const WORKFLOW_BOT = 'github-actions[bot]'

/** Under which name the token writes. A token of a workflow has no user in the REST API, but GraphQL knows its viewer. */
export async function ourLogin({ env, runtime }: Shell): Promise<string> {
  const baseUrl = env('GITHUB_GRAPHQL_URL') || 'https://api.github.com/graphql'
  const client = createApiClient({
    baseUrl,
    runtime,
    waitBudgetMs: 5000,
    headers: { authorization: `Bearer ${env('GITHUB_TOKEN')}`, 'user-agent': `understudy/${VERSION}` },
  })
  const reply = await client.send({ method: 'POST', path: '', body: { query: '{ viewer { login } }' }, repeatable: true })
  if (!reply.ok) return WORKFLOW_BOT
  const { data } = reply.body as { readonly data?: { readonly viewer?: { readonly login?: unknown } } | null }
  const login = data?.viewer?.login
  return typeof login === 'string' && login !== '' ? login : WORKFLOW_BOT
}
