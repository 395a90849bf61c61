import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import type { Finding } from '@understudy/findings'
import { loadCorpus } from '@understudy/findings/qualify'
import { labelledReviewer, REVIEWERS, type Stage } from '@understudy/outage'
import { loopbackStage } from '@understudy/outage/loopback'
import { describe, expect, it } from 'vitest'
import { inProcess } from '../shell.ts'
import { PRIMARY, SECOND, stageEnv } from '../stage.ts'
import { runAction } from './action.ts'
import { gitHubStandIn, type GitHubStandIn, unpackSarif } from './github-api.ts'
import { pullRequest, type PullRequestFolder } from './workspace.ts'

type Reviewer = Exclude<keyof typeof REVIEWERS, 'perfect'>
const NAMES: readonly Reviewer[] = ['steady', 'eager', 'terse']
const PAIRS = NAMES.flatMap((a) => NAMES.filter((b) => b !== a).map((b) => [a, b] as const))

const corpus = await loadCorpus()
const CODE = Object.fromEntries(corpus.files.map(({ path, content }) => [path, content]))

/** Two vendors whose models review the corpus as two simulated reviewers do. */
const stageOf = (a: Reviewer, b: Reviewer): Promise<Stage> =>
  loopbackStage({
    models: [
      { vendor: 'anthropic', model: PRIMARY, replies: labelledReviewer({ labels: corpus.labels, habits: REVIEWERS[a] }) },
      { vendor: 'openai', model: SECOND, replies: labelledReviewer({ labels: corpus.labels, habits: REVIEWERS[b] }) },
    ],
  })

const TARGETS = `anthropic/${PRIMARY},openai/${SECOND}`
const DAY = 24 * 3_600_000

/** A run of the action on the default branch, over all code. */
async function onMain(
  { stage, api, folder }: { readonly stage: Stage; readonly api: GitHubStandIn; readonly folder: PullRequestFolder },
  runNumber: number,
  inputs: Readonly<Record<string, string>> = {},
  day = 0,
) {
  const { ANTHROPIC_API_KEY = '', OPENAI_API_KEY = '', ...env } = stageEnv(stage)
  const event = { name: 'push', payload: {}, ref: 'refs/heads/main', sha: folder.merge() }
  return runAction({
    folder,
    api,
    inProcess: true,
    event,
    runNumber,
    env,
    inputs: { targets: TARGETS, 'anthropic-api-key': ANTHROPIC_API_KEY, 'openai-api-key': OPENAI_API_KEY, ...inputs },
    runtime: { wallTime: () => Date.UTC(2026, 5, 12) + day * DAY },
  })
}

/** What was answered about the unchanged files is forgotten, so that somebody reads them anew; what is published is not. */
const forget = (state: string): void => rmSync(`${state}/health.db`)

function withdraw(stage: Stage, folder: PullRequestFolder): void {
  stage.withdraw(PRIMARY)
  forget(`${folder.path}.home/temp/understudy-state`)
}

const closed = (api: GitHubStandIn) => api.scanning.alerts.filter(({ state }) => state === 'fixed')
const upload = (api: GitHubStandIn, which: number) =>
  unpackSarif(api.bodies('POST /repos/{owner}/{repo}/code-scanning/sarifs')[which]).runs[0]

describe('a switch of models closes no alert by itself', { timeout: 120_000 }, () => {
  it.each(PAIRS)('on unchanged code, in GitHub: from %s to %s', async (a, b) => {
    await using stage = await stageOf(a, b)
    await using api = await gitHubStandIn()
    using folder = pullRequest({ 'README.md': 'x\n' }, CODE)
    const world = { stage, api, folder }
    await onMain(world, 1)
    const before = api.scanning.alerts.length
    expect(before).toBeGreaterThan(20)
    withdraw(stage, folder)
    const second = await onMain(world, 2)
    expect(api.complaints).toEqual([])
    expect(second.outputs).toMatchObject({ status: 'complete', 'served-by': expect.stringMatching(`^${SECOND}`) as string })
    expect(closed(api)).toEqual([])
    // What both report is one alert and not two.
    const opened = api.scanning.alerts.length - before
    const counts = JSON.parse(readFileSync(second.outputs['report'] ?? '', 'utf8')) as { findings: readonly Finding[] }
    expect(opened).toBeLessThan(counts.findings.length)
    // Nor does the model that comes back close what the substitute reported.
    stage.reinstate(PRIMARY)
    forget(`${folder.path}.home/temp/understudy-state`)
    await onMain(world, 3)
    expect(closed(api)).toEqual([])
  })

  it.each(PAIRS)('on unchanged code, in GitLab: from %s to %s', async (a, b) => {
    await using stage = await stageOf(a, b)
    using folder = pullRequest({ 'README.md': 'x\n' }, CODE)
    const run = async (): Promise<readonly string[]> => {
      const env = { CI_COMMIT_SHA: folder.merge(), CI_COMMIT_REF_NAME: 'main', CI_PIPELINE_SOURCE: 'push', ...stageEnv(stage) }
      await inProcess(['ci', 'gitlab', '--targets', TARGETS], { cwd: folder.path, env })
      const report = JSON.parse(readFileSync(folder.at('.understudy/reports/gl-sast-report.json'), 'utf8')) as {
        readonly vulnerabilities: readonly { readonly id: string }[]
      }
      return report.vulnerabilities.map(({ id }) => id)
    }
    const first = await run()
    stage.withdraw(PRIMARY)
    forget(folder.at('.understudy/state'))
    const second = new Set(await run())
    expect(first.filter((id) => !second.has(id))).toEqual([])
  })
})

describe('an alert that a substitute does not repeat', { timeout: 120_000 }, () => {
  async function afterSwitch() {
    const stage = await stageOf('steady', 'terse')
    const api = await gitHubStandIn()
    const folder = pullRequest({ 'README.md': 'x\n' }, CODE)
    const world = { stage, api, folder }
    await onMain(world, 1)
    const before = api.scanning.alerts.length
    withdraw(stage, folder)
    const end = async (): Promise<void> => {
      folder[Symbol.dispose]()
      await Promise.all([stage[Symbol.asyncDispose](), api[Symbol.asyncDispose]()])
    }
    return { ...world, before, [Symbol.asyncDispose]: end }
  }

  it('says who reported it last and when, and is in no count of the change', async () => {
    await using world = await afterSwitch()
    const run = await onMain(world, 2)
    const report = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as { readonly findings: readonly Finding[] }
    const carried = upload(world.api, 1)?.results.filter(({ message }) => message.text.includes('Last reported by')) ?? []
    expect(carried.length).toBeGreaterThan(0)
    expect(carried[0]?.message.text).toContain(`Last reported by ${PRIMARY} on 2026-06-12; another model has read the file since`)
    expect(run.outputs['findings']).toBe(String(report.findings.length))
  })

  it('is summed up before the findings in summary, log, SARIF and HTML: who, since when, why, what it is worth and what is lost', async () => {
    await using world = await afterSwitch()
    const run = await onMain(world, 2)
    const notifications = JSON.stringify(upload(world.api, 1)?.invocations[0]?.toolExecutionNotifications)
    const html = readFileSync(`${run.outputs['reports']}/understudy.html`, 'utf8')
    const plain = run.summary.replaceAll('\\', '')
    for (const text of [plain, run.stdout.replace(/\s+/g, ' '), notifications, html]) {
      expect(text).toMatch(new RegExp(`${SECOND} stands in for anthropic/${PRIMARY} on \\d+ of \\d+ files since 2026-06-12`))
      expect(text).toContain('What it is worth next to it is unknown: no baseline is named.')
      expect(text).toMatch(
        new RegExp(`Of \\d+ high and critical alerts of ${PRIMARY}, ${SECOND} repeats \\d+; of all \\d+, \\d+\\.`),
      )
      expect(text).toMatch(/No longer reported: [a-z-]+ \d+ of \d+/)
      expect(text).toContain(`How far ${PRIMARY} agrees with itself is not known`)
      expect(text).toMatch(/alerts? (?:is|are) carried since 2026-06-12/)
    }
    // One group, and told to count for nothing.
    expect(plain).toMatch(/<summary><b>Carried since 2026-06-12: \d+ alerts, not counted<\/b><\/summary>/)
    expect(plain.indexOf('stands in for')).toBeLessThan(plain.indexOf('| Severity |'))
    const log = run.stdout
    expect(log.indexOf('Who served')).toBeLessThan(log.indexOf('Findings'))
  })

  it('closes when the operator wants a substitute to replace, or accepted this one', async () => {
    await using world = await afterSwitch()
    await onMain(world, 2)
    expect(closed(world.api)).toEqual([])
    await onMain(world, 3, { 'accept-switch': SECOND })
    expect(closed(world.api).length).toBeGreaterThan(0)

    await using other = await afterSwitch()
    await onMain(other, 2, { 'on-switch': 'replace' })
    expect(closed(other.api).length).toBeGreaterThan(0)
  })

  it('closes at once when the switch is accepted in the state folder, signed or not', async () => {
    await using world = await afterSwitch()
    const key = { 'state-key': 'a-secret-of-this-ci-system' }
    const state = `${world.folder.path}.home/temp/understudy-state`
    await onMain(world, 2)
    const env = { UNDERSTUDY_CI_STATE_KEY: key['state-key'] }
    const accept = (more: readonly string[]) =>
      inProcess(['alerts', 'accept-switch', '--state', state, ...more], { cwd: world.folder.path })
    expect((await accept(['--from', 'somebody-else'])).stdout).toContain('0 alerts no longer carried')
    expect((await accept([])).stdout).toMatch(/^[1-9]\d* alerts no longer carried/)
    await onMain(world, 3)
    expect(closed(world.api).length).toBeGreaterThan(0)
    // With a key, what is not signed with it is not believed, and what is stays so.
    await onMain(world, 4, key)
    const signed = await inProcess(['alerts', 'accept-switch', '--state', state], { cwd: world.folder.path, env })
    expect(signed).toMatchObject({ code: 0, stderr: '' })
    expect((await accept(['--state', 'nowhere'])).code).toBe(2)
  })

  it('makes its files degraded with degrade, so that the check is not green', async () => {
    await using world = await afterSwitch()
    const run = await onMain(world, 2, { 'on-switch': 'degrade', 'fail-on': 'none' })
    expect(run.outputs).toMatchObject({ status: 'degraded', conclusion: 'neutral' })
    expect(closed(world.api)).toEqual([])
  })

  it('closes when its code is gone, or its file', async () => {
    await using world = await afterSwitch()
    const paths = Object.keys(CODE)
    world.folder.push(Object.fromEntries(paths.map((path) => [path, '// nothing is left\n'])))
    await onMain(world, 2)
    expect(closed(world.api)).toHaveLength(world.before)
  })

  it('is put to a permitted model after carry-for, and stays where nobody rules it out', async () => {
    await using world = await afterSwitch()
    await onMain(world, 2)
    const asked = world.stage.asked(SECOND)
    await onMain(world, 3, {}, 10)
    expect(world.stage.asked(SECOND)).toBe(asked)
    await onMain(world, 4, {}, 31)
    expect(world.stage.asked(SECOND)).toBeGreaterThan(asked)
  })

  it('is known from GitHub’s own list where the cache is lost', async () => {
    await using world = await afterSwitch()
    const temp = `${world.folder.path}.home/temp`
    rmSync(`${temp}/understudy-state`, { recursive: true })
    mkdirSync(temp, { recursive: true })
    await onMain(world, 2)
    expect(world.api.complaints).toEqual([])
    expect(closed(world.api)).toEqual([])
  })
})
