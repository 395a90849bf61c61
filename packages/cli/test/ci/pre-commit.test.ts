import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { folderWith, type TestFolder } from '../folder.ts'
import { inProcess } from '../shell.ts'
import { CODE, openStage, PRIMARY, SECOND, stageEnv, TARGETS } from '../stage.ts'
import { bash, ROOT } from './action.ts'
import { ownRepository, programs } from './own-repository.ts'
import { git } from './workspace.ts'

const [HOOK] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as {
  readonly entry: string
  readonly language: string
  readonly pass_filenames: boolean
}[]

/** A repository with one commit, whose pre-commit hook runs a line. */
function hooked(line: string): TestFolder {
  const folder = folderWith({ 'README.md': 'x\n' })
  git(folder.path, 'init', '-q', '-b', 'main')
  git(folder.path, 'add', '-A')
  git(folder.path, 'commit', '-q', '-m', 'one')
  const hook = folder.at('.git/hooks/pre-commit')
  mkdirSync(dirname(hook), { recursive: true })
  writeFileSync(hook, `#!/bin/sh\n${line}\n`)
  chmodSync(hook, 0o755)
  return folder
}

const write = (folder: TestFolder, files: Readonly<Record<string, string>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(folder.at(name)), { recursive: true })
    writeFileSync(folder.at(name), content)
  }
}

/** Commits as a developer would. */
const commit = (folder: TestFolder, env: Readonly<Record<string, string>>, ...args: string[]) => {
  const { path } = programs(`${folder.path}.home`)
  const identity = ['user.name=t', 'user.email=t@example.org', 'commit.gpgsign=false'].map((setting) => `git -c ${setting}`)
  const run = ['git', ...identity.flatMap((each) => each.split(' ').slice(1)), 'commit', '-q', '-m', 'x', ...args].join(' ')
  return bash({ name: 'commit', run }, folder.path, { PATH: path, HOME: `${folder.path}.home`, ...env })
}
const commits = (folder: TestFolder): number => Number(git(folder.path, 'rev-list', '--count', 'HEAD'))

const COMMAND = `node "${ROOT}/packages/cli/bin/understudy.js" ci pre-commit`

describe('a plain hook', { timeout: 60_000 }, () => {
  it('stops a commit with a finding, shows it, and lets one without pass', async () => {
    await using stage = await openStage()
    using folder = hooked(`${COMMAND} ${TARGETS.join(' ')}`)
    write(folder, CODE)
    git(folder.path, 'add', 'src/orders.js')
    const stopped = await commit(folder, stageEnv(stage))
    expect([stopped.code, commits(folder)]).toEqual([1, 1])
    expect(stopped.stdout + stopped.stderr).toContain('src/orders.js:3')
    git(folder.path, 'reset', '-q')
    git(folder.path, 'add', 'src/tidy.js')
    expect(await commit(folder, stageEnv(stage))).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(commits(folder)).toBe(2)
    // What is not staged was never sent.
    expect(stage.asked(PRIMARY)).toBe(2)
  })

  it('reviews what is committed with -a and by name, too', async () => {
    await using stage = await openStage()
    using folder = hooked(`${COMMAND} ${TARGETS.join(' ')}`)
    write(folder, { 'src/orders.js': 'export {}\n', 'src/tidy.js': 'export {}\n' })
    git(folder.path, 'add', '-A')
    git(folder.path, 'commit', '-q', '--no-verify', '-m', 'two')
    write(folder, { 'src/orders.js': CODE['src/orders.js'] ?? '', 'src/tidy.js': CODE['src/tidy.js'] ?? '' })
    expect((await commit(folder, stageEnv(stage), '-a')).code).toBe(1)
    expect((await commit(folder, stageEnv(stage), 'src/tidy.js')).code).toBe(0)
    expect(commits(folder)).toBe(3)
  })

  it('lets a commit pass when no model can be reached and says so; --strict stops it', async () => {
    await using stage = await openStage()
    stage.withdraw(PRIMARY)
    stage.withdraw(SECOND)
    using folder = hooked(`${COMMAND} $STRICT ${TARGETS.join(' ')},floor`)
    write(folder, { 'src/tidy.js': CODE['src/tidy.js'] ?? '' })
    git(folder.path, 'add', '-A')
    const strict = await commit(folder, { ...stageEnv(stage), STRICT: '--strict' })
    expect([strict.code, commits(folder)]).toEqual([1, 1])
    const run = await commit(folder, stageEnv(stage))
    expect([run.code, commits(folder)]).toEqual([0, 2])
    expect(run.stderr).toContain('silence proves nothing. The commit goes on')
  })

  it('has nothing to do when no code is staged', async () => {
    using folder = hooked(`${COMMAND} --targets floor`)
    write(folder, { 'go.sum': '', 'src/moved.js': CODE['src/tidy.js'] ?? '' })
    git(folder.path, 'add', '-A')
    git(folder.path, 'commit', '-q', '--no-verify', '-m', 'two')
    git(folder.path, 'mv', 'src/moved.js', 'src/there.js')
    const run = await commit(folder, {})
    expect([run.code, run.stdout, run.stderr]).toEqual([
      0,
      '',
      'Nothing to review: the change touches no code. src/there.js: It only moved, from src/moved.js.\n',
    ])
  })
})

describe('a hook on a range', { timeout: 60_000 }, () => {
  it('reviews from one commit to another as before a push, whatever is staged', async () => {
    await using stage = await openStage()
    using folder = hooked('true')
    write(folder, { 'src/orders.js': CODE['src/orders.js'] ?? '' })
    git(folder.path, 'add', '-A')
    git(folder.path, 'commit', '-q', '-m', 'two')
    const range = { PRE_COMMIT: '1', PRE_COMMIT_FROM_REF: 'HEAD~1', PRE_COMMIT_TO_REF: 'HEAD' }
    const hook = (env: Readonly<Record<string, string>>) =>
      inProcess(['ci', 'pre-commit', ...TARGETS, '--no-store'], { cwd: folder.path, env: { ...stageEnv(stage), ...env } })
    expect((await hook(range)).code).toBe(1)
    expect(await hook({ PRE_COMMIT: '1' })).toMatchObject({ code: 0, stderr: 'Nothing to review: nothing is staged.\n' })
    expect((await hook({ ...range, PRE_COMMIT_FROM_REF: 'HEAD~7' })).code).toBe(2)
  })
})

describe('the hook for the pre-commit framework', { timeout: 60_000 }, () => {
  it('installs once from its own lock file, and reviews what is staged', async () => {
    using own = ownRepository()
    // As pre-commit runs `language: script`: the entry below the fetched repository, in the user's.
    expect(HOOK).toMatchObject({ language: 'script', pass_filenames: false })
    using folder = hooked(`'${own.at(HOOK?.entry ?? '')}' --targets floor`)
    write(folder, CODE)
    git(folder.path, 'add', '-A')
    const first = await commit(folder, {})
    expect([first.code, commits(folder)]).toEqual([1, 1])
    expect(first.stdout + first.stderr).toContain('src/orders.js:3')
    expect(first.stderr).toContain('Installing Understudy once')
    rmSync(folder.at('src/orders.js'))
    rmSync(folder.at('src/token.js'))
    git(folder.path, 'add', '-A')
    const second = await commit(folder, {})
    expect([second.code, commits(folder)]).toEqual([0, 2])
    expect(second.stderr).not.toContain('Installing')
    expect(readFileSync(programs(`${folder.path}.home`).calls, 'utf8').split('\n')[0]).toBe(own.path)
  })

  it('is executable as it is stored', () => {
    expect(spawnSync('test', ['-x', join(ROOT, HOOK?.entry ?? '')]).status).toBe(0)
  })
})
