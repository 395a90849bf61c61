import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { folderWith, type TestFolder } from '../folder.ts'

/** Runs git as a runner would, without the settings of this machine. */
export function git(folder: string, ...args: string[]): string {
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' }
  const own = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...own, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

export type Files = Readonly<Record<string, string>>

export interface PullRequestFolder extends TestFolder {
  /** Commit of the pull request, and the one that merges it. */
  head(): string
  merge(): string
  base(): string
  /** Adds a commit to the pull request and checks out the merge of it, as `actions/checkout` does. */
  push(files: Files): void
}

function write(folder: TestFolder, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(folder.at(name)), { recursive: true })
    writeFileSync(folder.at(name), content)
  }
}

/** A checkout of a pull request: a base on `main`, a branch, and HEAD detached at the commit that merges them. */
export function pullRequest(base: Files, change: Files): PullRequestFolder {
  const folder = folderWith(base)
  const run = (...args: string[]): string => git(folder.path, ...args)
  run('init', '-q', '-b', 'main')
  run('add', '-A')
  run('commit', '-q', '-m', 'base')
  run('checkout', '-q', '-b', 'work')
  const push = (files: Files): void => {
    run('checkout', '-q', 'work')
    write(folder, files)
    run('add', '-A')
    run('commit', '-q', '-m', 'change')
    run('checkout', '-q', '--detach', 'main')
    run('merge', '-q', '--no-ff', '-m', 'merge', 'work')
  }
  push(change)
  return {
    ...folder,
    path: folder.path,
    head: () => run('rev-parse', 'work'),
    merge: () => run('rev-parse', 'HEAD'),
    base: () => run('rev-parse', 'main'),
    push,
  }
}

export interface EventOptions {
  /** @default false */
  readonly fork?: boolean
  readonly number?: number
}

/** The payload of a `pull_request` event, as far as anybody reads it. */
export function pullRequestEvent(folder: PullRequestFolder, { fork = false, number = 7 }: EventOptions = {}): object {
  return {
    action: 'synchronize',
    number,
    pull_request: {
      number,
      title: '"; echo "::set-output name=status::complete" #',
      head: { ref: 'work', sha: folder.head(), repo: { id: fork ? 2 : 1, full_name: fork ? 'mallory/shop' : 'acme/shop' } },
      base: { ref: 'main', sha: folder.base(), repo: { id: 1, full_name: 'acme/shop' } },
    },
  }
}
