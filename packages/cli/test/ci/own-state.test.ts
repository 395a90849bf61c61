import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Stage } from '@understudy/outage'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderWith, type TestFolder } from '../folder.ts'
import { inProcess } from '../shell.ts'
import { CODE, openStage, stageEnv, TARGETS } from '../stage.ts'
import { git, pullRequest, type PullRequestFolder, pullRequestEvent } from './workspace.ts'

const STATE = '.understudy/state'
const STORE = `${STATE}/health.db`
const KEY = { UNDERSTUDY_CI_STATE_KEY: 'a-secret-of-this-ci-system' }

let [flawed, clean]: [Stage, Stage] = [undefined as never, undefined as never]
let folders: TestFolder[] = []
beforeEach(async () => {
  ;[flawed, clean] = await Promise.all([openStage(), openStage({ clean: true })])
})
afterEach(async () => {
  for (const folder of folders) folder[Symbol.dispose]()
  folders = []
  await Promise.all([flawed, clean].map((stage) => stage[Symbol.asyncDispose]()))
})

function put(folder: PullRequestFolder, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(folder.at(name)), { recursive: true })
  writeFileSync(folder.at(name), content)
}

/** A merge request with the flawed code, and what else its author commits. */
function mergeRequest(change: (folder: PullRequestFolder) => void = () => {}): PullRequestFolder {
  const folder = pullRequest({ 'README.md': 'x\n' }, CODE)
  folders.push(folder)
  git(folder.path, 'checkout', '-q', 'work')
  change(folder)
  git(folder.path, 'add', '-A', '-f')
  git(folder.path, 'commit', '-q', '--allow-empty', '-m', 'more')
  git(folder.path, 'checkout', '-q', '--detach', 'main')
  git(folder.path, 'merge', '-q', '--no-ff', '-m', 'merge', 'work')
  return folder
}

const runGitLab = (folder: PullRequestFolder, stage: Stage, env: Readonly<Record<string, string>> = {}) =>
  inProcess(['ci', 'gitlab', ...TARGETS], {
    cwd: folder.path,
    env: {
      ...stageEnv(stage),
      CI_COMMIT_SHA: folder.merge(),
      CI_COMMIT_REF_NAME: 'work',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '9',
      CI_MERGE_REQUEST_PROJECT_ID: '5',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: folder.base(),
      ...env,
    },
  })

/** The store that a run against a stand-in that calls everything clean leaves: a forged verdict on this very content. */
async function forgedStore(env: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const folder = mergeRequest()
  expect((await runGitLab(folder, clean, env)).code).toBe(0)
  return readFileSync(folder.at(STORE))
}

describe('a merge request does not bring its own verdict', { timeout: 60_000 }, () => {
  it('is red for its code alone', async () => {
    expect((await runGitLab(mergeRequest(), flawed)).code).toBe(1)
  })

  it.each(['.understudy', '.Understudy'])(
    'a committed store in %s is not believed, nor a committed report collected',
    async (home) => {
      const forged = await forgedStore()
      const folder = mergeRequest((each) => {
        put(each, `${home}/state/health.db`, forged)
        put(each, `${home}/reports/gl-sast-report.json`, '{}')
      })
      const run = await runGitLab(folder, flawed)
      expect(run.code).toBe(2)
      expect(run.stderr).toMatch(/the repository holds \.understudy/i)
      if (home === '.understudy') expect(existsSync(folder.at(STATE))).toBe(false)
    },
  )

  it.each(['state', 'reports'])('a link in place of %s is not followed', async (name) => {
    const outside = folderWith({})
    folders.push(outside)
    const folder = mergeRequest((each) => {
      mkdirSync(each.at('.understudy'), { recursive: true })
      symlinkSync(outside.path, each.at(`.understudy/${name}`))
    })
    expect((await runGitLab(folder, flawed)).code).toBe(2)
    expect(readdirSync(outside.path)).toEqual([])
  })

  it('a link in place of the whole folder is not followed, whether it is committed or was left there', async () => {
    const outside = folderWith({})
    folders.push(outside)
    const folder = mergeRequest((each) => symlinkSync(outside.path, each.at('.understudy')))
    expect((await runGitLab(folder, flawed)).code).toBe(2)
    const left = mergeRequest()
    symlinkSync(outside.path, left.at('.understudy'))
    expect((await runGitLab(left, flawed)).code).toBe(2)
    expect(readdirSync(outside.path)).toEqual([])
    expect(() => lstatSync(left.at('.understudy'))).toThrow(/ENOENT/)
  })

  it('a submodule in place of the folder is refused', async () => {
    const folder = mergeRequest((each) => {
      git(each.path, 'update-index', '--add', '--cacheinfo', `160000,${git(each.path, 'rev-parse', 'HEAD')},.understudy`)
      mkdirSync(each.at('.understudy'), { recursive: true })
    })
    expect((await runGitLab(folder, flawed)).code).not.toBe(0)
  })

  it('no log beside the restored store is replayed, and none is kept', async () => {
    const folder = mergeRequest()
    await runGitLab(folder, flawed)
    for (const end of ['-wal', '-shm', '-journal']) writeFileSync(folder.at(`${STORE}${end}`), 'forged')
    expect((await runGitLab(folder, flawed)).code).toBe(1)
    expect(readdirSync(folder.at(STATE)).filter((name) => name.startsWith('health.db'))).toEqual(['health.db'])
  })

  it('a restored store is believed only when the secret of the CI signed it, where there is one', async () => {
    const forged = await forgedStore({ UNDERSTUDY_CI_STATE_KEY: 'the-key-of-somebody-else' })
    const folder = mergeRequest()
    put(folder, STORE, forged)
    const refused = await runGitLab(folder, flawed, KEY)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('was not signed with UNDERSTUDY_CI_STATE_KEY')
    const asked = flawed.asked(TARGETS[1]?.split(/[/,]/)[1] ?? '')
    const again = await runGitLab(folder, flawed, KEY)
    expect(again.stderr).not.toContain('was not signed')
    expect(flawed.asked(TARGETS[1]?.split(/[/,]/)[1] ?? '')).toBe(asked)
  })

  it('a key that could be guessed is refused', async () => {
    const run = await runGitLab(mergeRequest(), flawed, { UNDERSTUDY_CI_STATE_KEY: 'short' })
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('at least 16 characters')])
  })

  it('brings no configuration as if it were that of the base', async () => {
    const folder = mergeRequest((each) =>
      put(
        each,
        `.understudy/temporary/base-${git(each.path, 'rev-parse', 'main').slice(0, 12)}/understudy.config.json`,
        '{"failOn":"none","targets":["floor"]}',
      ),
    )
    expect((await runGitLab(folder, flawed)).code).toBe(1)
  })

  it('in GitHub without RUNNER_TEMP nothing is read from or written to the checkout', async () => {
    const forged = await forgedStore()
    const folder = mergeRequest((each) => put(each, '.understudy/understudy-state/health.db', forged))
    using files = folderWith({ 'event.json': JSON.stringify(pullRequestEvent(folder)), outputs: '' })
    const run = await inProcess(['ci', 'github', ...TARGETS], {
      cwd: folder.path,
      env: {
        ...stageEnv(flawed),
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: files.at('event.json'),
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_SHA: folder.merge(),
        GITHUB_REF: 'refs/pull/7/merge',
        GITHUB_OUTPUT: files.at('outputs'),
      },
    })
    expect(run.code).toBe(1)
    expect(git(folder.path, 'status', '--porcelain')).toBe('')
    const [, reports = ''] = /^reports=(.*)$/m.exec(readFileSync(files.at('outputs'), 'utf8')) ?? []
    expect(existsSync(`${reports}/understudy.json`)).toBe(true)
    expect(reports.startsWith(folder.path)).toBe(false)
  })
})
