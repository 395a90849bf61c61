import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readGitLabEvent } from '../../src/ci/gitlab/event.ts'
import { CODE, openStage, PRIMARY, SECOND, stageEnv, TARGETS } from '../stage.ts'
import { bash, ROOT } from './action.ts'
import { ownRepository, programs } from './own-repository.ts'
import { pullRequest, type PullRequestFolder } from './workspace.ts'

const TEMPLATE = parse(readFileSync(join(ROOT, 'integrations/gitlab/understudy.gitlab-ci.yml'), 'utf8')) as {
  readonly understudy: {
    readonly before_script: readonly string[]
    readonly script: readonly string[]
    readonly variables: Readonly<Record<string, string>>
    readonly allow_failure: { readonly exit_codes: readonly number[] }
    readonly artifacts: { readonly reports: Readonly<Record<string, string>> }
    readonly cache: { readonly paths: readonly string[]; readonly when: string }
  }
}
const JOB = TEMPLATE.understudy

interface Note {
  readonly id: number
  body: string
  readonly author: { readonly id: number }
}

/** GitLab's notes of one merge request on a loopback socket. */
async function gitLabStandIn(notes: Note[] = []) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const path = (request.url ?? '').split('?')[0] ?? ''
      const base = '/api/v4/projects/5/merge_requests/9/notes'
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      }
      asked.push(`${request.method} ${path}`)
      if (request.headers['private-token'] !== 'glpat-test') return answer(401, { message: '401 Unauthorized' })
      const { body = '' } = (chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}) as { readonly body?: string }
      if (path === '/api/v4/user') return answer(200, { id: 42, username: 'project_5_bot' })
      if (path === base && request.method === 'GET') return answer(200, notes)
      if (path === base && request.method === 'POST') {
        notes.push({ id: notes.length + 1, body, author: { id: 42 } })
        return answer(201, notes.at(-1))
      }
      const note = notes.find(({ id }) => path === `${base}/${id}`)
      if (!note || request.method !== 'PUT') return answer(404, { message: '404 Not found' })
      note.body = body
      answer(200, note)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    notes,
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Runs the job's lines in bash with the variables that GitLab sets. */
async function runJob(folder: PullRequestFolder, env: Readonly<Record<string, string>>) {
  using own = ownRepository()
  const { path, calls } = programs(`${folder.path}.home`)
  const step = { name: 'job', run: [...JOB.before_script, ...JOB.script].join('\n') }
  const run = await bash(step, folder.path, {
    PATH: path,
    HOME: `${folder.path}.home/${env['CI_PIPELINE_IID'] ?? '3'}`,
    TMPDIR: `${folder.path}.home`,
    ...JOB.variables,
    UNDERSTUDY_REPOSITORY: `file://${own.path}`,
    UNDERSTUDY_COMMIT: own.commit,
    UNDERSTUDY_FAIL_ON: 'low',
    UNDERSTUDY_TARGETS: `${TARGETS[1]},floor`,
    CI: 'true',
    CI_JOB_ID: String(Math.floor(performance.now() * 1000)),
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_COMMIT_SHA: folder.merge(),
    CI_COMMIT_REF_NAME: 'work',
    CI_PROJECT_URL: 'https://gitlab.example.test/acme/shop',
    CI_PIPELINE_IID: '3',
    CI_MERGE_REQUEST_IID: '9',
    CI_MERGE_REQUEST_PROJECT_ID: '5',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: folder.base(),
    ...env,
  })
  const read = (name: string): unknown => JSON.parse(readFileSync(folder.at(name), 'utf8'))
  return { ...run, npm: existsSync(calls) ? readFileSync(calls, 'utf8') : '', read }
}

const SAST = JOB.artifacts.reports['sast'] ?? ''
const QUALITY = JOB.artifacts.reports['codequality'] ?? ''

describe('the GitLab template', { timeout: 60_000 }, () => {
  it('reviews a merge request, leaves the reports where it collects them, and writes one note', async () => {
    await using stage = await openStage()
    await using gitlab = await gitLabStandIn([
      { id: 77, body: '<!-- understudy:review category=understudy run=1 -->', author: { id: 1 } },
    ])
    using folder = pullRequest({ 'README.md': 'x\n' }, CODE)
    stage.withdraw(PRIMARY)
    const env = { ...stageEnv(stage), CI_API_V4_URL: gitlab.url, UNDERSTUDY_GITLAB_TOKEN: 'glpat-test' }
    const run = await runJob(folder, env)
    expect(run.code).toBe(1)
    expect(run.read(SAST)).toMatchObject({
      version: '15.0.7',
      scan: { status: 'success' },
      vulnerabilities: [{ severity: 'High' }, {}],
    })
    expect(run.read(QUALITY)).toMatchObject([
      { check_name: 'understudy/sql-injection', severity: 'critical', location: { path: 'src/orders.js', lines: { begin: 3 } } },
      { check_name: 'understudy/weak-randomness', severity: 'major' },
    ])
    expect(gitlab.notes).toHaveLength(2)
    expect(gitlab.notes[1]?.body).toContain(`**Served by** \`${SECOND}\` (3 files)`)
    expect(gitlab.notes[1]?.body).toContain(`https://gitlab.example.test/acme/shop/-/blob/${folder.merge()}/src/orders.js#L3`)

    const asked = stage.asked(PRIMARY)
    const second = await runJob(folder, { ...env, CI_PIPELINE_IID: '4' })
    expect(second.code).toBe(1)
    expect(stage.asked(PRIMARY)).toBe(asked)
    expect(gitlab.notes.map(({ body }) => /run=(\d+)/.exec(body)?.[1])).toEqual(['1', '4'])
  })

  it('ends with a code that the template lets pass in orange when nobody could review, and closes nothing', async () => {
    await using stage = await openStage()
    using folder = pullRequest({ 'README.md': 'x\n' }, { 'src/tidy.js': CODE['src/tidy.js'] ?? '' })
    stage.withdraw(PRIMARY)
    stage.withdraw(SECOND)
    const run = await runJob(folder, stageEnv(stage))
    expect(JOB.allow_failure.exit_codes).toContain(run.code)
    expect(run.read(SAST)).toMatchObject({ scan: { status: 'failure', messages: [{ level: 'fatal' }, {}] } })
  })

  it('reviews everything on the default branch, and not its own memory and reports', async () => {
    await using stage = await openStage()
    using folder = pullRequest({ 'README.md': 'x\n' }, CODE)
    for (const kept of ['state/kept.js', 'reports/kept.js']) {
      mkdirSync(dirname(folder.at(`.understudy/${kept}`)), { recursive: true })
      writeFileSync(folder.at(`.understudy/${kept}`), 'eval(1)\n')
    }
    const env = { ...stageEnv(stage), CI_PIPELINE_SOURCE: 'push', CI_COMMIT_REF_NAME: 'main' }
    const run = await runJob(folder, env)
    const { coverage } = run.read('.understudy/reports/understudy.json') as {
      readonly coverage: { readonly files: readonly { readonly path: string; readonly disposition: string }[] }
    }
    const reviewed = coverage.files.filter(({ disposition }) => disposition === 'reviewed').map(({ path }) => path)
    expect(reviewed.toSorted()).toEqual(['README.md', ...Object.keys(CODE)].toSorted())
    expect(run.npm).toMatch(/ci --omit=dev --omit=peer --ignore-scripts/)
  })

  it('caches the memory also after a red job', () => {
    expect(JOB.cache).toMatchObject({ paths: ['.understudy/state'], when: 'always' })
  })
})

describe('a pipeline', () => {
  const SHA = (digit: string): string => digit.repeat(40)
  const MERGE_REQUEST = {
    CI_COMMIT_SHA: SHA('c'),
    CI_COMMIT_REF_NAME: 'work',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: '9',
    CI_MERGE_REQUEST_PROJECT_ID: '5',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: SHA('a'),
  }
  const read = (env: Readonly<Record<string, string>>) => readGitLabEvent((name) => ({ ...MERGE_REQUEST, ...env })[name])

  it('of a merge request starts at its base; for merged results at the tip of the target branch', () => {
    expect(read({})).toMatchObject({ base: SHA('a'), mergeRequest: { project: '5', iid: '9' }, restricted: false })
    expect(read({ CI_MERGE_REQUEST_TARGET_BRANCH_SHA: SHA('b') })).toMatchObject({ base: SHA('b') })
  })

  it('from another project has no secrets', () => {
    expect(read({ CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '6' }).restricted).toBe(true)
  })

  it.each([
    [{ CI_COMMIT_SHA: '' }, /CI_COMMIT_SHA is not set/],
    [{ CI_MERGE_REQUEST_IID: '9/../../x' }, /CI_MERGE_REQUEST_IID is not what GitLab writes/],
    [{ CI_MERGE_REQUEST_DIFF_BASE_SHA: '--output=x' }, /not what GitLab writes/],
  ])('is refused when a variable is wrong: %j', (env, why) => expect(() => read(env)).toThrow(why))
})
