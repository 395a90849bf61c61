import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileCoverage, Report } from '@understudy/findings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitHubStandIn } from '../ci/github-api.ts'
import { git, pullRequestEvent } from '../ci/workspace.ts'
import type { CommandResult } from '../command.ts'
import { folderWith, type TestFolder } from '../folder.ts'
import { inProcess } from '../shell.ts'
import { type UnreadCase, unreadCases, words, writeBase, writeChange } from './cases.ts'
import { DRESSES } from './contents.ts'
import { type MarkerModel, markerModel } from './model.ts'

// Every combination holds code that this model always flags. A combination may be red, because the code was sent, or say of
// the file that nobody read it. It must never be green.

const CASES = unreadCases()
let folder: TestFolder
let model: MarkerModel

const run = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<CommandResult> =>
  inProcess([...args, ...model.flags], { cwd, env: { ...model.env, ...env } })

/** The rows of a report that may be about a case: those in its folder, and links to them. */
function rowsByCase({ coverage }: Report): ReadonlyMap<number, readonly FileCoverage[]> {
  const rows = new Map<number, FileCoverage[]>()
  for (const row of coverage.files) {
    const number = Number(/^c(\d+)\//.exec(row.path)?.[1] ?? -1)
    rows.set(number, [...(rows.get(number) ?? []), row])
  }
  return rows
}

/** Combinations whose code was not sent, and of which no file says so. */
function green(cases: readonly UnreadCase[], sent: ReadonlySet<string>, report: Report): readonly string[] {
  const rows = rowsByCase(report)
  const isTold = (number: number): boolean =>
    (rows.get(number) ?? []).some(
      ({ path, disposition, excluded }) =>
        disposition !== 'reviewed' && !(disposition === 'skipped' && excluded) && !/\/\.git(?:ignore|attributes)$/.test(path),
    )
  return cases.filter(({ marker, number }) => !sent.has(marker) && !isTold(number)).map(words)
}

interface Told {
  readonly green: readonly string[]
  readonly code: number | null
  /** A review that sends nothing has no green combination, either. */
  readonly sentMany: boolean
}

function told(cases: readonly UnreadCase[], { code }: CommandResult, report: Report, sent = model.take()): Told {
  return { green: green(cases, sent, report), code, sentMany: sent.size > cases.length / 3 }
}

const HELD: Told = { green: [], code: 1, sentMany: true }

const readReport = (file: string): Report => JSON.parse(readFileSync(file, 'utf8')) as Report

beforeAll(async () => {
  model = await markerModel()
  folder = folderWith({ '.gitattributes': '**/called-vendored/** linguist-vendored\n' })
  const { path } = folder
  git(path, 'init', '-q', '-b', 'main')
  git(path, 'config', 'core.autocrlf', 'false')
  for (const each of CASES) writeBase(path, each)
  git(path, 'add', '-A', '-f')
  git(path, 'commit', '-q', '-m', 'base')
  git(path, 'checkout', '-q', '-b', 'work')
  for (const each of CASES) writeChange(path, each)
  git(path, 'add', '-A', '-f')
}, 120_000)

afterAll(async () => {
  folder[Symbol.dispose]()
  await model[Symbol.asyncDispose]()
})

describe('code that somebody dressed up is sent, or the file is not reviewed', { timeout: 240_000 }, () => {
  it('makes at least 3,000 combinations, with the entry points', () => {
    const entries = 7
    expect(CASES.length * entries).toBeGreaterThan(3000)
    expect(new Set(CASES.map(({ kind }) => kind)).size).toBe(9)
  })

  it('in what is staged, and in the hook before a commit', async () => {
    const review = await run(['review', '--staged', '--no-store', '--quiet', '--json'], folder.path)
    const sent = model.take()
    expect(told(CASES, review, JSON.parse(review.stdout) as Report, sent)).toEqual(HELD)
    const hook = await run(['ci', 'pre-commit', '--no-store'], folder.path)
    expect(hook.code).toBe(1)
    expect([...model.take()].toSorted()).toEqual([...sent].toSorted())
  })

  it('in a change up to the working tree', async () => {
    const review = await run(['review', '--diff', 'main', '--no-store', '--quiet', '--json'], folder.path)
    expect(told(CASES, review, JSON.parse(review.stdout) as Report)).toEqual(HELD)
  })

  it('in a folder', async () => {
    const review = await run(['review', '.', '--no-store', '--quiet', '--json'], folder.path)
    const there = CASES.filter(({ kind }) => kind !== 'deleted')
    expect(told(there, review, JSON.parse(review.stdout) as Report)).toEqual(HELD)
  })

  it('in a folder that is in no repository', async () => {
    using plain = folderWith()
    const there = CASES.filter(({ kind }) => kind !== 'deleted' && kind !== 'was a link')
    for (const each of there) {
      writeBase(plain.path, each)
      writeChange(plain.path, each)
    }
    const review = await run(['review', '.', '--no-store', '--quiet', '--json'], plain.path)
    expect(told(there, review, JSON.parse(review.stdout) as Report)).toEqual(HELD)
  })

  it('in a pull request of GitHub and a merge request of GitLab', async () => {
    const { path } = folder
    git(path, 'commit', '-q', '-m', 'change')
    git(path, 'checkout', '-q', '--detach', 'main')
    git(path, 'merge', '-q', '--no-ff', '-m', 'merge', 'work')
    const [base, head, merge] = ['main', 'work', 'HEAD'].map((name) => git(path, 'rev-parse', name))
    await using api = await gitHubStandIn()
    mkdirSync(`${path}.home`, { recursive: true })
    const event = pullRequestEvent({ head: () => head ?? '', base: () => base ?? '' } as Parameters<typeof pullRequestEvent>[0])
    writeFileSync(`${path}.home/event.json`, JSON.stringify(event))
    const github = await run(['ci', 'github', '--no-comment', '--no-sarif', '--no-check'], path, {
      CI: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: `${path}.home/event.json`,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SHA: merge ?? '',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_TOKEN: api.token,
      GITHUB_API_URL: api.baseUrl,
      GITHUB_RUN_ID: '5',
      RUNNER_TEMP: `${path}.home`,
      UNDERSTUDY_STORE: `${path}.home/github.db`,
    })
    expect(told(CASES, github, readReport(join(`${path}.home`, 'understudy-reports/understudy.json')))).toEqual(HELD)
    const gitlab = await run(['ci', 'gitlab', '--reports', `${path}.home/gitlab`], path, {
      CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_COMMIT_SHA: merge ?? '',
      CI_COMMIT_REF_NAME: 'work',
      CI_MERGE_REQUEST_IID: '9',
      CI_MERGE_REQUEST_PROJECT_ID: '5',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base ?? '',
      TMPDIR: `${path}.home`,
      UNDERSTUDY_STORE: `${path}.home/gitlab.db`,
    })
    expect(told(CASES, gitlab, readReport(`${path}.home/gitlab/understudy.json`))).toEqual(HELD)
  })

  it('on standard input, whatever name it is given', async () => {
    const names = ['app.js', 'LICENSE', 'package-lock.json', 'logo.png', 'vendor/x.php']
    const wrong: string[] = []
    for (const name of names)
      for (const [dress, make] of Object.entries(DRESSES)) {
        const { shell, flags } = { shell: { cwd: folder.path, env: model.env, stdin: make('mk00000x') }, flags: model.flags }
        const { code } = await inProcess(['review', '-', '--stdin-path', name, '--no-store', '--quiet', ...flags], shell)
        if (code === 0 || (code === 1) !== model.take().has('mk00000x')) wrong.push(`${name}, ${dress}: exit code ${code}`)
      }
    expect(wrong).toEqual([])
  })
})
