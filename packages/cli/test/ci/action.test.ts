import { readFileSync, rmSync } from 'node:fs'
import type { Stage } from '@understudy/outage'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { CODE, openStage, PRIMARY, SECOND, stageEnv, TARGETS } from '../stage.ts'
import { folderWith } from '../folder.ts'
import { ACTION, ACTION_TEXT, type ActionRun, ROOT, runAction, type RunActionOptions } from './action.ts'
import { gitHubStandIn, type GitHubStandIn, unpackSarif } from './github-api.ts'
import { git, pullRequest, pullRequestEvent } from './workspace.ts'

const BASE = { 'README.md': 'A shop.\n' }
/** Nothing that the floor would report. */
const TIDY = { 'src/tidy.js': 'export const add = (a, b) => a + b\n' }
const WITH_FLOOR = `${TARGETS[1]},floor`

/** Keys as a workflow gives them, and the addresses of the simulated vendors as a gateway is set. */
function withVendors(stage: Stage, inputs: Readonly<Record<string, string>> = {}): Pick<RunActionOptions, 'inputs' | 'env'> {
  const { ANTHROPIC_API_KEY = '', OPENAI_API_KEY = '', ...env } = stageEnv(stage)
  const keys = { 'anthropic-api-key': ANTHROPIC_API_KEY, 'openai-api-key': OPENAI_API_KEY }
  return { inputs: { targets: WITH_FLOOR, ...keys, ...inputs }, env }
}

interface CheckRun {
  readonly name: string
  readonly head_sha: string
  readonly conclusion: string
  readonly output: {
    readonly title: string
    readonly summary: string
    readonly annotations?: readonly { readonly path: string }[]
  }
}
const checks = (api: GitHubStandIn): CheckRun[] => api.bodies('POST /repos/{owner}/{repo}/check-runs') as CheckRun[]
const uploads = (api: GitHubStandIn): unknown[] => api.bodies('POST /repos/{owner}/{repo}/code-scanning/sarifs')
const comment = (api: GitHubStandIn): string => api.comments[0]?.body ?? ''

/** Lines that the runner would look at for commands: those outside what was told to be plain text. */
function obeyed({ stdout }: ActionRun): string[] {
  const [, token = ''] = /^::stop-commands::(\w+)$/m.exec(stdout) ?? []
  const [before = '', rest = ''] = stdout.split(`::stop-commands::${token}\n`)
  return (before + (rest.split(`::${token}::\n`)[1] ?? '')).split('\n').filter(Boolean)
}

const READ_ONLY = { status: 403, message: 'Resource not accessible by integration' }
const readOnly = () => [
  { operation: 'POST', ...READ_ONLY },
  { operation: 'PATCH', ...READ_ONLY },
]

describe('the action on a pull request', { timeout: 60_000 }, () => {
  it('shows findings as a red check, as alerts, and in one comment that names the model', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect(run.code).toBe(1)
    expect(checks(api)).toMatchObject([
      { name: 'Understudy', head_sha: folder.head(), conclusion: 'failure', output: { title: '2 findings' } },
    ])
    const [upload] = uploads(api)
    expect(upload).toMatchObject({ commit_sha: folder.merge(), ref: 'refs/pull/7/merge' })
    expect(unpackSarif(upload).runs[0]).toMatchObject({
      automationDetails: { id: 'understudy/' },
      results: [{ ruleId: 'sql-injection' }, { ruleId: 'weak-randomness' }],
      invocations: [{ executionSuccessful: true }],
    })
    // Code scanning marks the lines, so the check does not mark them once more.
    expect(checks(api)[0]?.output.annotations).toBeUndefined()
    expect(api.comments).toHaveLength(1)
    expect(comment(api)).toContain(`**Served by** \`${PRIMARY}\` (3 files)`)
    expect(comment(api)).toContain(`[\`src/orders.js:3\`](https://github.com/acme/shop/blob/${folder.head()}/src/orders.js#L3)`)
    expect(run.summary).toContain('### Understudy: 2 findings')
    expect(run.outputs).toMatchObject({
      status: 'complete',
      conclusion: 'failure',
      findings: '2',
      'served-by': `${PRIMARY} (3 files)`,
    })
    expect(JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8'))).toMatchObject({
      status: 'complete',
      task: 'review.diff',
    })
  })

  it('is green only when everything was reviewed and nothing found', async () => {
    await using stage = await openStage({ clean: true })
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect(run.code).toBe(0)
    expect(checks(api)).toMatchObject([{ conclusion: 'success', output: { title: 'No findings' } }])
    expect(comment(api)).toContain('The change was reviewed in all 3 files, and nothing was found')
    expect(unpackSarif(uploads(api)[0]).runs[0]?.results).toEqual([])
  })

  it('says who stood in for a withdrawn model, and the next run does not ask it', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, CODE)
    stage.withdraw(PRIMARY)
    const first = await runAction({ folder, api, ...withVendors(stage, { 'fail-on': 'critical' }) })
    expect(first.code).toBe(0)
    expect(checks(api)[0]).toMatchObject({ conclusion: 'success', output: { title: '2 findings below the threshold' } })
    expect(comment(api)).toContain(`**Served by** \`${SECOND}\` (3 files)`)
    expect(comment(api)).toMatch(/- `anthropic\/claude-fable-5` is out of use since .*not available/)
    const asked = stage.asked(PRIMARY)
    expect(asked).toBeGreaterThan(0)

    folder.push({ 'src/more.js': 'export const more = 1\n' })
    const second = await runAction({
      folder,
      api,
      inProcess: true,
      runNumber: 2,
      ...withVendors(stage, { 'fail-on': 'critical' }),
    })
    expect(api.complaints).toEqual([])
    expect(second.outputs['served-by']).toBe(`${SECOND} (4 files)`)
    expect(stage.asked(PRIMARY)).toBe(asked)
    // Nor is the second one asked again about what did not change.
    expect(stage.asked(SECOND)).toBe(4)
    expect(comment(api)).toMatch(/- `anthropic\/claude-fable-5` is out of use since/)
  })

  it('takes a model back after three good probes of three runs, hours apart', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, CODE)
    stage.withdraw(PRIMARY)
    const later = async (hours: number): Promise<string | undefined> => {
      const runtime = { wallTime: () => Date.UTC(2026, 5, 12) + hours * 3_600_000 }
      const run = await runAction({ folder, api, inProcess: true, runNumber: hours + 1, runtime, ...withVendors(stage) })
      return run.outputs['served-by']
    }
    await later(0)
    stage.reinstate(PRIMARY)
    // Nothing changed, so that these runs are over at once; the model is asked all the same, with a canned call.
    const asked: number[] = []
    for (const hours of [1, 2, 3]) {
      expect(await later(hours)).toBe(`${SECOND} (3 files)`)
      asked.push(stage.asked(PRIMARY))
    }
    expect(asked.map((each) => each - (asked[0] ?? 0))).toEqual([0, 1, 2])
    expect(comment(api)).not.toContain('out of use')
    folder.push({ 'src/tidy.js': 'export const changed = 1\n' })
    expect(await later(4)).toContain(PRIMARY)
  })

  it('is neither red nor green when every model is gone and only the floor has read', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, TIDY)
    stage.withdraw(PRIMARY)
    stage.withdraw(SECOND)
    const run = await runAction({ folder, api, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect(run.code).toBe(0)
    expect(checks(api)).toMatchObject([{ conclusion: 'neutral', output: { title: 'Inconclusive: nothing is proven' } }])
    expect(run.outputs).toMatchObject({ status: 'degraded', conclusion: 'neutral' })
    expect(comment(api)).toContain('**Not covered: 1 file**')
    expect(comment(api)).toContain('`src/tidy.js` was only scanned by an engine whose silence proves nothing')
    expect(comment(api)).not.toMatch(/No findings/)
    // GitHub refuses a log that says that it is not whole, so the truth is in what it keeps.
    const [invocation] = unpackSarif(uploads(api)[0]).runs[0]?.invocations ?? []
    expect(invocation?.executionSuccessful).toBe(true)
    const told = invocation?.toolExecutionNotifications ?? []
    expect(told.filter(({ level }) => level === 'error').map(({ message }) => message.text)).toEqual([
      expect.stringContaining('only scanned by an engine whose silence proves nothing'),
      expect.stringContaining('src/tidy.js was only scanned'),
    ])
  })

  it.each(['action_required', 'failure'])('shows an inconclusive review as %s where that is wanted', async (inconclusive) => {
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, TIDY)
    const run = await runAction({ folder, api, inProcess: true, inputs: { inconclusive } })
    expect(checks(api)).toMatchObject([{ conclusion: inconclusive }])
    expect(run.code).toBe(inconclusive === 'failure' ? 4 : 0)
  })

  it('needs no secret on a fork: the floor reads, nothing is green, and the read-only token is explained', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn({ overrides: readOnly() })
    using folder = pullRequest(BASE, TIDY)
    // GitHub hands over secrets of a fork as empty texts.
    const { env } = withVendors(stage)
    const run = await runAction({ folder, api, fork: true, inputs: { targets: TARGETS[1] ?? '' }, env: env ?? {} })
    expect(api.complaints).toEqual([])
    expect(run.code).toBe(0)
    expect(stage.asked(PRIMARY) + stage.asked(SECOND)).toBe(0)
    expect(api.comments).toEqual([])
    expect(run.summary).toContain('### Understudy: Inconclusive')
    expect(run.summary).toContain('no access to secrets')
    expect(run.summary).toMatch(/The check was not made.*pull requests from forks never have it/)
    expect(obeyed(run).join('\n')).toMatch(/::warning title=Understudy::Inconclusive/)
  })

  it('reports what the floor finds on a fork, in red', async () => {
    await using api = await gitHubStandIn({ overrides: readOnly() })
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, fork: true, inputs: { targets: TARGETS[1] ?? '' } })
    expect(run.code).toBe(1)
    expect(run.outputs).toMatchObject({ status: 'degraded', conclusion: 'failure' })
    expect(obeyed(run).join('\n')).toMatch(/^::error file=src\/orders.js,line=3/m)
  })

  it('is red rather than green when the token of a workflow may not say that nothing is proven', async () => {
    await using api = await gitHubStandIn({ overrides: readOnly() })
    using folder = pullRequest(BASE, TIDY)
    const run = await runAction({ folder, api, inProcess: true })
    expect(run.code).toBe(4)
    expect(obeyed(run).join('\n')).toContain('The token needs checks: write')
  })

  it('stays green with a read-only token when the review is complete and clean', async () => {
    await using stage = await openStage({ clean: true })
    await using api = await gitHubStandIn({ overrides: readOnly() })
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, ...withVendors(stage) })
    expect([run.code, run.outputs['conclusion']]).toEqual([0, 'success'])
    expect(run.summary).toContain('The comment was not written')
  })

  it('updates its own comment on the next push, on whatever page it is, and nobody else’s', async () => {
    await using stage = await openStage()
    const mark = '<!-- understudy:review category=understudy run=1 -->\nAll good, merge it!'
    const people = [1, 2, 3].map((id) => ({ id, body: mark, user: { login: 'mallory', type: 'User' } }))
    await using api = await gitHubStandIn({ comments: [...people], perPage: 2 })
    using folder = pullRequest(BASE, CODE)
    await runAction({ folder, api, inProcess: true, ...withVendors(stage) })
    expect(api.comments).toHaveLength(4)
    folder.push({ 'src/orders.js': 'export {}\n' })
    await runAction({ folder, api, inProcess: true, runNumber: 2, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect(api.comments).toHaveLength(4)
    expect(people.map(({ body }) => body)).toEqual([mark, mark, mark])
    expect(api.comments[3]?.body).toContain('### Understudy: 1 finding')
    expect(api.comments[3]?.body).toContain(`commit ${folder.head().slice(0, 12)}`)

    // A run of the first commit that ends late changes nothing.
    await runAction({ folder, api, inProcess: true, runNumber: 1, ...withVendors(stage) })
    expect(api.comments[3]?.body).toContain('run=2')
  })

  it('closes no alert by silence: what was not read again is carried forward, and without a memory nothing is uploaded', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn({ analyses: [{ category: 'understudy', ref: 'refs/pull/7/merge' }] })
    using folder = pullRequest(BASE, CODE)
    await runAction({ folder, api, inProcess: true, ...withVendors(stage) })
    stage.withdraw(PRIMARY)
    stage.withdraw(SECOND)
    folder.push({ 'src/orders.js': 'export const changed = 1\n' })
    const second = await runAction({ folder, api, inProcess: true, runNumber: 2, ...withVendors(stage) })
    const [, upload] = uploads(api)
    expect(second.outputs['status']).toBe('degraded')
    expect(unpackSarif(upload).runs[0]).toMatchObject({ automationDetails: { id: 'understudy/' } })
    expect(unpackSarif(upload).runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('sql-injection')

    rmSync(`${second.temp}/understudy-state`, { recursive: true })
    // Without a memory GitHub's own list tells what is open; where that is refused as well, nobody knows.
    await runAction({ folder, api, inProcess: true, runNumber: 3, ...withVendors(stage) })
    expect(uploads(api)).toHaveLength(3)
    const open = api.scanning.alerts.filter(({ state }) => state === 'open').map(({ result }) => result.ruleId)
    expect(open.toSorted()).toEqual(['sql-injection', 'weak-randomness'])
    rmSync(`${second.temp}/understudy-state`, { recursive: true })
    api.overrides.push({ operation: 'GET /repos/{owner}/{repo}/code-scanning/alerts', status: 403 })
    const fourth = await runAction({ folder, api, inProcess: true, runNumber: 4, ...withVendors(stage) })
    expect(uploads(api)).toHaveLength(3)
    expect(fourth.summary).toContain('Alerts of code scanning were left as they are')
    expect(api.complaints).toEqual([])
  })

  it.each(['workflow-commands', 'markup-in-answer', 'terminal-escapes'] as const)(
    'obeys nothing that a model writes: %s',
    async (fault) => {
      await using stage = await openStage()
      await using api = await gitHubStandIn({ overrides: readOnly() })
      using folder = pullRequest(BASE, CODE)
      stage.inject(PRIMARY, fault)
      const run = await runAction({ folder, api, inProcess: fault !== 'workflow-commands', ...withVendors(stage) })
      const commands = obeyed(run)
      expect(commands.every((line) => /^::(?:error|warning|notice) [^:]*::/.test(line))).toBe(true)
      expect(commands.join('\n')).toContain('file=src/orders.js')
      expect(Object.keys(run.outputs)).toEqual(['status', 'conclusion', 'findings', 'served-by', 'report', 'reports'])
      const html = marked.parse(run.summary, { async: false })
      const targets = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)
      expect(targets.length).toBeGreaterThan(0)
      expect(targets.filter((target) => !target?.startsWith('https://github.com/acme/shop/'))).toEqual([])
      expect(html).not.toMatch(/<(?:img|script|a [^>]*javascript)/)
      expect(html).not.toContain('\u001b')
    },
  )

  it('takes its configuration and its baseline from before the change', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    const config = (targets: string[], extra: object = {}): string => JSON.stringify({ targets, ...extra })
    using folder = pullRequest(
      { ...BASE, 'ci/understudy.json': config([`anthropic/${PRIMARY}`]), 'ci/accepted.json': '{"version":1,"accepted":[]}' },
      CODE,
    )
    // The change asks for another host, and accepts everything that there is.
    folder.push({
      'ci/understudy.json': config(['floor'], { baseUrls: { anthropic: 'https://evil.example.test' }, failOn: 'none' }),
      'ci/accepted.json': '{"version":1,"accepted":"everything"}',
    })
    const inputs = { targets: '', config: 'ci/understudy.json', baseline: 'ci/accepted.json' }
    const run = await runAction({ folder, api, inProcess: true, ...withVendors(stage, inputs) })
    expect(run.code).toBe(1)
    expect(run.outputs['served-by']).toBe(`${PRIMARY} (5 files)`)
  })

  it('does not take a configuration that only the change brings along', async () => {
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, { ...TIDY, 'understudy.json': '{"targets":["floor"]}' })
    const run = await runAction({ folder, api, inProcess: true, inputs: { config: 'understudy.json' } })
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(
      /^::error title=Understudy::understudy.json is not in the base commit .* counts once it is merged/m,
    )
    expect(api.received).toEqual([])
  })

  it('lets the repository’s own file only narrow, as it was before the change, and says what it asks for in vain', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    const wishes = { failOn: 'none', baseUrls: { anthropic: 'https://evil.example.test' }, exclude: ['src/token.js'] }
    using folder = pullRequest({ ...BASE, 'understudy.config.json': JSON.stringify(wishes) }, CODE)
    // The change wants to leave out the rest of itself, which would turn red into neutral.
    folder.push({ 'understudy.config.json': JSON.stringify({ ...wishes, exclude: ['src/'] }) })
    const run = await runAction({ folder, api, inProcess: true, ...withVendors(stage) })
    expect(checks(api)).toMatchObject([
      { conclusion: 'failure', output: { title: '1 finding, and not everything was reviewed' } },
    ])
    expect(run.outputs).toMatchObject({ status: 'partial', 'served-by': `${PRIMARY} (3 files)` })
    // What it keeps from being sent counts as not covered.
    expect(comment(api)).toContain('`src/token.js` was skipped\\: Left out by the configuration in the reviewed folder')
    expect(run.summary).toMatch(/failOn.*it would widen what the operator allowed/)
    expect(run.summary).toMatch(/baseUrls is for the operator to say/)
  })

  it('runs no configuration that is a program, whoever wrote it', async () => {
    await using api = await gitHubStandIn()
    using folder = pullRequest({ ...BASE, 'understudy.config.ts': "throw new Error('it ran')\n" }, TIDY)
    const run = await runAction({ folder, api, inProcess: true, inputs: { config: 'understudy.config.ts' } })
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/understudy.config.ts is a program.*use .json or .jsonc/)
    expect(run.stdout).not.toContain('it ran')
  })

  it('has nothing to say about a change without code, and updates a comment that is there', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, { 'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n' })
    const run = await runAction({ folder, api, inProcess: true, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect([run.code, run.outputs['status']]).toEqual([0, 'nothing-to-review'])
    expect(checks(api)).toMatchObject([{ conclusion: 'success', output: { title: 'Nothing to review' } }])
    expect([api.comments, uploads(api)]).toEqual([[], []])
  })
})

describe('the action on other events', { timeout: 60_000 }, () => {
  it('reviews everything on a push, for the branch’s own alerts, without a comment', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn()
    using folder = pullRequest({ ...BASE, ...CODE }, { 'src/last.js': 'export {}\n' })
    const event = { name: 'push', payload: { ref: 'refs/heads/main' }, ref: 'refs/heads/main', sha: folder.merge() }
    const run = await runAction({ folder, api, inProcess: true, event, ...withVendors(stage) })
    expect(api.complaints).toEqual([])
    expect(run.outputs).toMatchObject({ status: 'complete', 'served-by': `${PRIMARY} (5 files)` })
    expect(checks(api)).toMatchObject([{ head_sha: folder.merge(), conclusion: 'failure' }])
    expect(uploads(api)).toMatchObject([{ ref: 'refs/heads/main', commit_sha: folder.merge() }])
    expect(api.comments).toEqual([])
  })

  it('refuses pull_request_target, which gives secrets to a stranger’s code', async () => {
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, TIDY)
    const event = { name: 'pull_request_target', payload: pullRequestEvent(folder), ref: 'refs/heads/main', sha: folder.base() }
    const run = await runAction({ folder, api, inProcess: true, event })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('Start the workflow on pull_request instead')
    expect(run.summary).toContain('could not do its work')
  })
})

describe('trouble with the API', { timeout: 60_000 }, () => {
  /** A clock on which waiting takes no time, and what was waited for. */
  const hurried = () => {
    const waits: number[] = []
    return { waits, runtime: { sleep: async (ms: number) => void (ms > 0 && waits.push(ms)) } }
  }
  const CHECK = 'POST /repos/{owner}/{repo}/check-runs'

  it('is waited out where GitHub says how long', async () => {
    await using stage = await openStage({ clean: true })
    const overrides = [{ operation: CHECK, status: 429, headers: { 'retry-after': '3' }, times: 2 }]
    await using api = await gitHubStandIn({ overrides })
    using folder = pullRequest(BASE, CODE)
    const { waits, runtime } = hurried()
    const run = await runAction({ folder, api, inProcess: true, runtime, ...withVendors(stage) })
    expect([run.code, waits]).toEqual([0, [3000, 3000]])
    expect(checks(api)).toHaveLength(3)
  })

  it.each([
    ['500', { status: 500 }],
    [
      'a limit of an hour',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' },
        message: 'API rate limit exceeded',
      },
    ],
  ])('makes nothing green when the verdict cannot be shown: %s', async (_, trouble) => {
    await using stage = await openStage({ clean: true })
    await using api = await gitHubStandIn({ overrides: [{ operation: CHECK, ...trouble }] })
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, runtime: hurried().runtime, ...withVendors(stage) })
    expect(run.code).toBe(5)
    expect(run.outputs['conclusion']).toBe('success')
    expect(comment(api)).toContain('The check was not made')
    expect(readFileSync(run.outputs['report'] ?? '', 'utf8')).toContain('"complete"')
  })

  it('costs no verdict when only alerts and comment are lost', async () => {
    await using stage = await openStage()
    const overrides = [
      { operation: 'POST /repos/{owner}/{repo}/code-scanning/sarifs', status: 503 },
      { operation: 'GET /repos/{owner}/{repo}/issues', status: 500 },
    ]
    await using api = await gitHubStandIn({ overrides })
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, runtime: hurried().runtime, ...withVendors(stage) })
    expect(run.code).toBe(1)
    expect(run.summary).toMatch(/The SARIF was not uploaded.*503/)
    expect(run.summary).toContain('The comments could not be read')
    // Without alerts the check marks the lines itself.
    expect(checks(api)[0]?.output.annotations?.map(({ path }) => path)).toEqual(['src/orders.js', 'src/token.js'])
  })

  it('uploads nothing incomplete while it cannot be known what is there', async () => {
    const overrides = [{ operation: 'GET /repos/{owner}/{repo}/code-scanning/analyses', status: 403, message: 'No.' }]
    await using api = await gitHubStandIn({ overrides })
    using folder = pullRequest(BASE, TIDY)
    const run = await runAction({ folder, api, inProcess: true })
    expect(uploads(api)).toEqual([])
    expect(run.summary).toContain('Alerts of code scanning were left as they are')
  })

  it('says what code scanning refused in an upload', async () => {
    await using stage = await openStage()
    await using api = await gitHubStandIn({
      processing: { processing_status: 'failed', errors: ['locationFromSarifResult: expected a location'] },
    })
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, runtime: hurried().runtime, ...withVendors(stage) })
    expect(run.summary).toMatch(/Code scanning refused the SARIF.*expected a location/)
  })

  it('publishes nothing without a token, and says so', async () => {
    await using stage = await openStage({ clean: true })
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, CODE)
    const run = await runAction({ folder, api, inProcess: true, ...withVendors(stage, { 'github-token': '' }) })
    expect([run.code, api.received, api.complaints]).toEqual([0, [], []])
    expect(run.summary).toContain('GITHUB\\_TOKEN is not set')
  })
})

describe('a shallow checkout', { timeout: 60_000 }, () => {
  /** The same pull request as `actions/checkout` fetches it, with so many commits. */
  async function shallow(depth: number) {
    await using api = await gitHubStandIn()
    using origin = pullRequest(BASE, TIDY)
    using clone = folderWith()
    git(origin.path, 'branch', '-f', 'merge')
    git(clone.path, 'clone', '-q', '--depth', String(depth), '--branch', 'merge', `file://${origin.path}`, '.')
    return await runAction({ folder: { ...origin, path: clone.path }, api, inProcess: true })
  }

  it('of two commits is enough', async () => {
    expect(await shallow(2)).toMatchObject({ code: 0, outputs: { status: 'degraded', conclusion: 'neutral' } })
  })

  it('of one is not, and the error says what to write into the workflow', async () => {
    const run = await shallow(1)
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/::error title=Understudy::The base commit \w{12} is not in the checkout.*fetch-depth: 2/)
  })
})

describe('action.yml', () => {
  const steps = ACTION.runs.steps

  it('pins every action that it uses by its full commit, with the version beside it', () => {
    const uses = ACTION_TEXT.split('\n').filter((line) => line.includes('uses:'))
    expect(uses).toHaveLength(3)
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('puts no expression into a script, where a title could become a command', () => {
    const scripts = steps.flatMap(({ run }) => run ?? [])
    expect(scripts).toHaveLength(2)
    expect(scripts.join('\n')).not.toContain('${{')
  })

  it('gives keys and token to the reviewing step only', () => {
    const withSecrets = steps.filter((step) => /api-key|token/i.test(JSON.stringify(step)))
    expect(withSecrets.map(({ id }) => id)).toEqual(['review'])
  })

  it('installs from its own lock file, in its own folder, and runs no script of a package', async () => {
    await using api = await gitHubStandIn()
    using folder = pullRequest(BASE, TIDY)
    const { npm } = await runAction({ folder, api, inProcess: true })
    expect(npm.split('\n')).toEqual([ROOT, expect.stringMatching(/^ci --omit=dev .*--ignore-scripts/), ''])
  })

  it('hands on every input, and describes each', () => {
    for (const [name, { description }] of Object.entries(ACTION.inputs)) {
      expect(description).toMatch(/\.$|\.'$/)
      expect(ACTION_TEXT).toContain(`\${{ inputs.${name} }}`)
    }
  })

  it('saves the memory also when the review was red', () => {
    const save = steps.find(({ uses }) => uses?.startsWith('actions/cache/save@'))
    const restore = steps.find(({ uses }) => uses?.startsWith('actions/cache/restore@'))
    expect(save).toMatchObject({ if: 'always()', with: { path: restore?.with?.['path'], key: restore?.with?.['key'] } })
  })
})
