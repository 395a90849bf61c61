import { describe, expect, it } from 'vitest'
import { conclusionOf, type Delivery, jobExitCode } from '../../src/ci/conclusion.ts'
import { reviewedCommit } from '../../src/ci/github/checkout.ts'
import { type GitHubEvent, readGitHubEvent } from '../../src/ci/github/event.ts'
import { findSticky, stickyMark } from '../../src/ci/sticky.ts'
import { ciInput } from '../../src/ci/request.ts'
import { keylessTargets, withoutEmptyKeys } from '../../src/ci/keyless.ts'
import { testShell } from '../shell.ts'

const SHA = (digit: string): string => digit.repeat(40)

describe('the exit code of a job', () => {
  it('follows the review, and nothing that happens to it afterwards makes it green', () => {
    const deliveries: Delivery[] = ['shown', 'not-wanted', 'not-permitted', 'failed']
    const codes = [0, 1, 3, 4].map((code) =>
      [false, true].map((restricted) =>
        deliveries.map((delivery) =>
          jobExitCode({ conclusion: conclusionOf(code), code, inconclusive: 'neutral', delivery, restricted }),
        ),
      ),
    )
    expect(codes).toEqual([
      [
        [0, 0, 0, 5],
        [0, 0, 0, 5],
      ],
      [
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ],
      [
        [0, 3, 3, 5],
        [0, 3, 0, 5],
      ],
      [
        [0, 4, 4, 5],
        [0, 4, 0, 5],
      ],
    ])
  })

  it('is red for an inconclusive review where that is wanted', () => {
    const facts = { conclusion: 'inconclusive', code: 4, delivery: 'shown', restricted: true } as const
    expect(jobExitCode({ ...facts, inconclusive: 'failure' })).toBe(4)
    expect(jobExitCode({ ...facts, inconclusive: 'action_required' })).toBe(0)
  })
})

const ENV = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: SHA('c'),
  GITHUB_REF: 'refs/pull/7/merge',
}
const pull = (headRepo: object | null = { id: 1 }) => ({
  pull_request: { number: 7, head: { sha: SHA('b'), repo: headRepo }, base: { sha: SHA('a'), repo: { id: 1 } } },
})
const read = (payload: unknown, env: Readonly<Record<string, string>> = {}): GitHubEvent =>
  readGitHubEvent((name) => ({ ...ENV, ...env })[name], payload)

describe('an event', () => {
  it('of a pull request names its commits', () => {
    expect(read(pull())).toEqual({
      repository: 'acme/shop',
      sha: SHA('c'),
      ref: 'refs/pull/7/merge',
      pullRequest: { number: 7, headSha: SHA('b'), baseSha: SHA('a') },
      mergeBase: null,
      restricted: false,
    })
  })

  it.each([
    ['another repository', pull({ id: 2 }), {}],
    ['a fork that was deleted', pull(null), {}],
    ['Dependabot', pull(), { GITHUB_ACTOR: 'dependabot[bot]' }],
  ])('from %s has no secrets', (_, payload, env) => expect(read(payload, env).restricted).toBe(true))

  it('of a merge queue names what it builds on', () => {
    const payload = { merge_group: { head_sha: SHA('c'), base_sha: SHA('a') } }
    expect(read(payload, { GITHUB_EVENT_NAME: 'merge_group' })).toMatchObject({ pullRequest: null, mergeBase: SHA('a') })
  })

  it.each([
    ['pull_request_target', pull(), {}, /gives secrets/],
    ['workflow_run', {}, {}, /gives secrets/],
    ['issue_comment', {}, {}, /no event that is reviewed/],
    ['pull_request', {}, {}, /holds no pull request/],
    ['pull_request', { pull_request: { number: 7, head: { sha: '--upload-pack=x' } } }, {}, /head.sha: It must be a commit/],
    ['push', {}, { GITHUB_REPOSITORY: '../../x' }, /owner\/name/],
    ['push', {}, { GITHUB_SHA: '' }, /GITHUB_SHA is not set/],
  ])('%s is refused: %#', (name, payload, env, why) =>
    expect(() => read(payload, { ...env, GITHUB_EVENT_NAME: name })).toThrow(why),
  )
})

describe('what is reviewed', () => {
  const event = read(pull())

  it('starts at the first parent of the merge, wherever the base branch has gone since', () => {
    expect(reviewedCommit(event, { sha: SHA('c'), parents: [SHA('d'), SHA('b')] })).toEqual({
      base: SHA('d'),
      headSha: SHA('b'),
      analysis: { sha: SHA('c'), ref: 'refs/pull/7/merge' },
    })
  })

  it('starts at the base of the event when the head itself is checked out', () => {
    expect(reviewedCommit(event, { sha: SHA('b'), parents: [SHA('1')] })).toEqual({
      base: SHA('a'),
      headSha: SHA('b'),
      analysis: { sha: SHA('b'), ref: 'refs/pull/7/head' },
    })
  })

  it('is everything on a push', () => {
    const push = read({}, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' })
    expect(reviewedCommit(push, { sha: SHA('c'), parents: [] })).toMatchObject({ base: null, headSha: SHA('c') })
  })

  it('is nothing when another commit is checked out', () => {
    expect(() => reviewedCommit(event, { sha: SHA('9'), parents: [] })).toThrow(/but 999999999999 is checked out/)
  })
})

describe('our comment', () => {
  const comment = (id: number, author: string, body: string) => ({ id, author, body })
  const ours = stickyMark({ category: 'back--end', run: 12 })

  it('is found by its mark and its author', () => {
    const comments = [comment(1, 'mallory', ours), comment(2, 'bot', `quoted\n${ours}`), comment(3, 'bot', `${ours}\nx`)]
    expect(findSticky(comments, 'back--end', 'bot')).toEqual({ id: 3, run: 12 })
    expect(findSticky(comments, 'understudy', 'bot')).toBeNull()
  })

  it('keeps its mark inside an HTML comment', () => expect(ours.slice(4, -3)).not.toContain('--'))
})

describe('what a run in CI is told', () => {
  const places = { state: '/s', reports: '/r' }
  const input = (env: Readonly<Record<string, string>>, flags = {}) => ciInput(flags, (name) => env[name], places)

  it('comes from flags, then from the environment, then from the defaults; empty inputs say nothing', () => {
    const { request, settings } = input(
      {
        UNDERSTUDY_CI_CATEGORY: 'api',
        UNDERSTUDY_CI_PATHS: 'src\n  lib \n\n',
        UNDERSTUDY_CI_SARIF: 'false',
        UNDERSTUDY_CI_STATE: '',
        UNDERSTUDY_CI_MAX_COST: '2.5',
      },
      { category: 'web', check: undefined },
    )
    expect(request).toEqual({
      paths: ['src', 'lib'],
      category: 'web',
      inconclusive: 'neutral',
      onSwitch: 'carry',
      carryForMs: 30 * 24 * 3_600_000,
      acceptSwitch: [],
      state: '/s',
      reports: '/r',
      comment: true,
      sarif: false,
      check: true,
    })
    expect(settings).toEqual({ spendingCapUsd: 2.5 })
  })

  it.each([
    ['UNDERSTUDY_CI_COMMENT', 'yes', /must be one of true, false/],
    ['UNDERSTUDY_CI_CATEGORY', 'a b', /up to 60 letters/],
    ['UNDERSTUDY_CI_INCONCLUSIVE', 'neutrall', /did you mean neutral/],
  ])('names the variable that is wrong: %s', (name, value, why) => {
    expect(() => input({ [name]: value })).toThrow(new RegExp(`${name}: .*${why.source}`))
  })
})

describe('without secrets', () => {
  const { shell } = testShell({ cwd: '/', env: { ANTHROPIC_API_KEY: '', OPENAI_API_KEY: 'sk-x', OTHER: '' } })

  it('an empty key counts as unset, and nothing else does', () => {
    const { env, runtime } = withoutEmptyKeys(shell)
    expect([env('ANTHROPIC_API_KEY'), runtime.env('ANTHROPIC_API_KEY'), env('OPENAI_API_KEY'), env('OTHER')]).toEqual([
      undefined,
      undefined,
      'sk-x',
      '',
    ])
  })

  it('only targets that can be asked are left, and the floor when there is none', () => {
    const bare = withoutEmptyKeys(shell)
    expect(keylessTargets(['anthropic/a', { target: 'openai/b', tier: 2 }, 'floor'], bare)).toEqual([
      { target: 'openai/b', tier: 2 },
      'floor',
    ])
    expect(keylessTargets(['anthropic/a', 'google/c'], bare)).toEqual(['floor'])
    expect(keylessTargets(undefined, bare)).toBeUndefined()
  })
})
