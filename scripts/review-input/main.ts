/**
 * `npm run review-input`: how long it takes to read a change of 2,000 files, and how many of the last 150 commits of a
 * repository (`-- <folder>`, by default this one) would be reviewed incompletely, because of which files. Asks no model.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { reasonNotSent } from '@understudy/sdk'
import type { Change } from '../../packages/cli/src/git/change.ts'
import { collectChange } from '../../packages/cli/src/input/change.ts'
import { READ_LIMITS } from '../../packages/cli/src/input/read.ts'

const FILES = 2000
const ROUNDS = 5
const COMMITS = 150

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd,
    encoding: 'utf8',
  }).trim()

/** Files of a change that a review would read, and those that would make it incomplete. */
async function read(cwd: string, change: Change): Promise<{ readonly read: number; readonly unread: readonly string[] }> {
  const { files, skipped } = await collectChange(change, ['.'], { ...READ_LIMITS, cwd })
  const late = files.flatMap((file) => {
    const told = reasonNotSent(file)
    return told?.incomplete ? [`${file.path}: ${told.reason}`] : []
  })
  const early = skipped.flatMap(({ path, sentence, incomplete }) => (incomplete ? [`${path}: ${sentence}`] : []))
  return { read: files.length - late.length, unread: [...early, ...late] }
}

async function slowestMs(cwd: string, change: Change): Promise<number> {
  let slowest = 0
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const { read: count } = await read(cwd, change)
    if (count !== FILES) throw new Error(`${count} of ${FILES} files were read.`)
    slowest = Math.max(slowest, performance.now() - started)
  }
  return Math.round(slowest)
}

async function speed(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-review-input-'))
  try {
    const write = (word: string): void => {
      for (let index = 0; index < FILES; index++) {
        const at = join(folder, `src/${index % 50}`)
        mkdirSync(at, { recursive: true })
        const lines = Array.from(
          { length: 100 },
          (_, line) => `export const v${line} = '${line === 50 ? word : line} of ${index}'\n`,
        )
        writeFileSync(join(at, `file-${index}.js`), lines.join(''))
      }
    }
    git(folder, 'init', '-q', '-b', 'main')
    write('one')
    git(folder, 'add', '-A')
    git(folder, 'commit', '-q', '-m', 'one')
    write('two')
    console.log(
      `${FILES} files changed in the working tree: ${await slowestMs(folder, { base: 'main' })} ms at most of ${ROUNDS}`,
    )
    git(folder, 'commit', '-q', '-a', '-m', 'two')
    const committed = await slowestMs(folder, { base: 'HEAD~1', committed: true })
    console.log(`${FILES} files changed in a commit: ${committed} ms at most of ${ROUNDS}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function history(cwd: string): Promise<void> {
  const commits = git(cwd, 'rev-list', '--no-merges', '--min-parents=1', `--max-count=${COMMITS}`, 'HEAD')
    .split('\n')
    .filter(Boolean)
  let incomplete = 0
  for (const commit of commits) {
    const { unread } = await read(cwd, { base: `${commit}^`, to: commit })
    if (unread.length === 0) continue
    incomplete++
    console.log(`${git(cwd, 'log', '-1', '--format=%h %s', commit)}\n${unread.map((line) => `  ${line}`).join('\n')}`)
  }
  const share = ((incomplete / Math.max(1, commits.length)) * 100).toFixed(1)
  console.log(`${incomplete} of the last ${commits.length} commits would be reviewed incompletely (${share} %)`)
}

await speed()
await history(resolve(process.argv[2] ?? '.'))
