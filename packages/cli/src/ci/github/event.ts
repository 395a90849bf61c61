import { UnderstudyError } from '@understudy/spec'
import { z } from 'zod'
import type { ReadEnv } from '../../terminal/terminal.ts'

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'It must be a commit.')
const repositoryName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'It must be owner/name.')

const pullRequestSchema = z.object({
  number: z.int().min(1),
  head: z.object({ sha, repo: z.object({ id: z.int() }).nullable() }),
  base: z.object({ sha, repo: z.object({ id: z.int() }) }),
})

const payloadSchema = z.object({
  pull_request: pullRequestSchema.optional(),
  merge_group: z.object({ head_sha: sha, base_sha: sha }).optional(),
})

/** Events that review a change, and those that review everything. Anything else is refused. */
const OF_A_CHANGE = ['pull_request', 'merge_group']
const OF_EVERYTHING = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']

export interface PullRequest {
  readonly number: number
  readonly headSha: string
  readonly baseSha: string
}

/** What started the workflow, as far as a review depends on it. */
export interface GitHubEvent {
  /** `owner/name`. */
  readonly repository: string
  /** `GITHUB_SHA`: of a pull request, the commit that merges it. */
  readonly sha: string
  readonly ref: string
  readonly pullRequest: PullRequest | null
  /** Commit that a merge queue builds on. */
  readonly mergeBase: string | null
  /** Secrets are withheld and the token is read-only, whatever the workflow says. */
  readonly restricted: boolean
}

function refuse(sentence: string): never {
  throw new UnderstudyError('invalid-option', sentence)
}

function needed(env: ReadEnv, name: string): string {
  return env(name) || refuse(`${name} is not set. understudy ci github runs inside GitHub Actions, which sets it.`)
}

function check<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  return refuse(`${name} is not what GitHub writes: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'invalid'}`)
}

/**
 * Reads the event from the environment and its payload. Pure.
 * @throws UnderstudyError `invalid-option` for an event that must not or cannot be reviewed
 */
export function readGitHubEvent(env: ReadEnv, payload: unknown): GitHubEvent {
  const name = needed(env, 'GITHUB_EVENT_NAME')
  if (name === 'pull_request_target' || name === 'workflow_run')
    refuse(`${name} gives secrets to a run about code that a stranger wrote. Start the workflow on pull_request instead.`)
  if (![...OF_A_CHANGE, ...OF_EVERYTHING].includes(name))
    refuse(`${name} is no event that is reviewed. Start the workflow on one of ${[...OF_A_CHANGE, ...OF_EVERYTHING].join(', ')}.`)
  const { pull_request: pull, merge_group: group } = check(payloadSchema, payload, 'GITHUB_EVENT_PATH')
  if (name === 'pull_request' && !pull) refuse('GITHUB_EVENT_PATH holds no pull request.')
  if (name === 'merge_group' && !group) refuse('GITHUB_EVENT_PATH holds no merge group.')
  const pullRequest = name === 'pull_request' && pull ? pull : null
  const fork = pullRequest !== null && pullRequest.head.repo?.id !== pullRequest.base.repo.id
  return {
    repository: check(repositoryName, needed(env, 'GITHUB_REPOSITORY'), 'GITHUB_REPOSITORY'),
    sha: check(sha, needed(env, 'GITHUB_SHA'), 'GITHUB_SHA'),
    ref: needed(env, 'GITHUB_REF'),
    pullRequest: pullRequest && {
      number: pullRequest.number,
      headSha: pullRequest.head.sha,
      baseSha: pullRequest.base.sha,
    },
    mergeBase: (name === 'merge_group' && group?.base_sha) || null,
    restricted: fork || (pullRequest !== null && env('GITHUB_ACTOR') === 'dependabot[bot]'),
  }
}
