import { execFileSync } from 'node:child_process'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { readRawDiff } from '../src/git/raw-diff.ts'
import { collectChange } from '../src/input/change.ts'
import { READ_LIMITS } from '../src/input/read.ts'
import { folderWith, type TestFolder } from './folder.ts'
import { inProcess } from './shell.ts'
import { CODE, openStage, stageEnv, TARGETS } from './stage.ts'

const git = (folder: TestFolder, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd: folder.path,
    stdio: 'ignore',
  })
}

/** A repository on branch `main` with one commit, on a new branch. */
function repository(files: Readonly<Record<string, string>>): TestFolder {
  const folder = folderWith(files)
  git(folder, 'init', '-q', '-b', 'main')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'one')
  git(folder, 'checkout', '-q', '-b', 'work')
  return folder
}

const collect = (folder: TestFolder, change: Parameters<typeof collectChange>[0], paths = ['.']) =>
  collectChange(change, paths, { ...READ_LIMITS, cwd: folder.path })

describe('the change against a base', () => {
  it('has every file that was added, altered, moved or not yet known, with what it was before', async () => {
    using folder = repository({
      'a.js': 'old a\n',
      'moved.js': 'the same\n'.repeat(20),
      'gone.js': 'x',
      'same.js': 'x',
      'ünï "q".js': 'u\n',
    })
    writeFileSync(folder.at('a.js'), 'new a\n')
    renameSync(folder.at('moved.js'), folder.at('there.js'))
    rmSync(folder.at('gone.js'))
    writeFileSync(folder.at('ünï "q".js'), 'v\n')
    git(folder, 'add', '-A')
    git(folder, 'commit', '-q', '-m', 'two')
    writeFileSync(folder.at('fresh.js'), 'fresh\n')
    writeFileSync(folder.at('notes.md'), 'prose\n')
    const { files, skipped } = await collect(folder, { base: 'main' })
    const byPath = files.map(({ path, content, before }) => [path, content.slice(0, 8), before?.slice(0, 8)])
    expect(byPath.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))).toEqual([
      ['a.js', 'new a\n', 'old a\n'],
      ['fresh.js', 'fresh\n', ''],
      ['gone.js', '', 'x'],
      ['notes.md', 'prose\n', ''],
      ['ünï "q".js', 'v\n', 'u\n'],
    ])
    expect(skipped).toMatchObject([{ path: 'there.js', reason: 'moved', sentence: 'It only moved, from moved.js.' }])
  })

  it('starts where the branch left its base, not where the base is now', async () => {
    using folder = repository({ 'a.js': '1' })
    git(folder, 'checkout', '-q', 'main')
    writeFileSync(folder.at('later.js'), 'on main')
    git(folder, 'add', '-A')
    git(folder, 'commit', '-q', '-m', 'later')
    git(folder, 'checkout', '-q', 'work')
    writeFileSync(folder.at('a.js'), '2')
    expect((await collect(folder, { base: 'main' })).files.map(({ path }) => path)).toEqual(['a.js'])
  })

  it('runs nothing that the repository configures', async () => {
    using folder = repository({ 'a.js': '1' })
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.x.textconv', 'core.pager'])
      git(folder, 'config', key, `touch ${folder.at('ran')}; cat`)
    writeFileSync(folder.at('.gitattributes'), '*.js diff=x\n')
    writeFileSync(folder.at('a.js'), '2')
    expect((await collect(folder, { base: 'main' })).files.map(({ path }) => path)).toEqual(['.gitattributes', 'a.js'])
    expect(existsSync(folder.at('ran'))).toBe(false)
  })

  it.each(['--output=/tmp/x', 'no-such-branch', ''])('refuses the base %j', async (base) => {
    using folder = repository({ 'a.js': '1' })
    await expect(collect(folder, { base })).rejects.toMatchObject({ code: 'unreadable-input' })
  })

  it('refuses a folder that is no repository', async () => {
    using folder = folderWith({ 'a.js': '1' })
    await expect(collect(folder, { base: 'main' })).rejects.toThrow(/in no git repository/)
  })
})

describe('what was committed since a base', () => {
  it('is read from the commit, and leaves out what lies around in the working tree', async () => {
    using folder = repository({ 'a.js': 'one\n' })
    writeFileSync(folder.at('a.js'), 'two\n')
    git(folder, 'commit', '-q', '-a', '-m', 'two')
    writeFileSync(folder.at('a.js'), 'three\n')
    writeFileSync(folder.at('made-by-a-build-step.js'), 'x\n')
    expect((await collect(folder, { base: 'main', committed: true })).files).toEqual([
      { path: 'a.js', content: 'two\n', before: 'one\n' },
    ])
  })

  it('names a submodule that moved, and reviews the rest', async () => {
    using other = repository({ 'lib.js': '1' })
    using folder = repository({ 'a.js': 'one\n' })
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', other.path, 'other')
    git(folder, 'commit', '-q', '-m', 'two')
    const { files, skipped } = await collect(folder, { base: 'main', committed: true })
    expect(files.map(({ path }) => path)).toEqual(['.gitmodules'])
    expect(skipped).toMatchObject([{ path: 'other', reason: 'submodule', incomplete: true }])
  })
})

describe('what is staged', () => {
  it('is read from the index, not from the working tree', async () => {
    using folder = repository({ 'a.js': 'one\n', 'b.js': 'b\n' })
    writeFileSync(folder.at('a.js'), 'two\n')
    git(folder, 'add', 'a.js')
    writeFileSync(folder.at('a.js'), 'three\n')
    writeFileSync(folder.at('b.js'), 'not staged\n')
    expect((await collect(folder, 'staged')).files).toEqual([{ path: 'a.js', content: 'two\n', before: 'one\n' }])
  })

  it('is everything before the first commit', async () => {
    using folder = folderWith({ 'a.js': 'one\n' })
    git(folder, 'init', '-q')
    git(folder, 'add', '-A')
    expect((await collect(folder, 'staged')).files).toEqual([{ path: 'a.js', content: 'one\n', before: '' }])
  })
})

it('reads the list of a rename beside others, with names of any bytes', () => {
  const id = (digit: string): string => digit.repeat(40)
  const zero = id('0')
  const raw = Buffer.concat([
    Buffer.from(`:100644 100644 ${id('a')} ${id('b')} M\0a\0:100644 100755 ${id('a')} ${id('a')} R087\0old\0new\0`),
    Buffer.from(`:000000 160000 ${zero} ${id('c')} A\0caf`),
    Buffer.from([0xe9]),
    Buffer.from(`\0:120000 000000 ${id('d')} ${zero} D\0l\0`),
  ])
  expect(readRawDiff(raw).map(({ name, movedFrom, old, now }) => [name.text, movedFrom?.text, old?.kind, now?.kind])).toEqual([
    ['a', undefined, 'file', 'file'],
    ['new', 'old', 'file', 'file'],
    [String.raw`caf\xe9`, undefined, undefined, 'submodule'],
    ['l', undefined, 'link', undefined],
  ])
  expect(() => readRawDiff(Buffer.from('no list\0'))).toThrow(TypeError)
})

describe('understudy review --diff', { timeout: 30_000 }, () => {
  it('reviews only the change, and is done when it touches no code', async () => {
    await using stage = await openStage()
    using folder = repository({ 'README.md': 'x', 'src/tidy.js': CODE['src/tidy.js'] ?? '' })
    const run = () =>
      inProcess(['review', '--diff', 'main', ...TARGETS, '--no-store', '--format', 'json'], {
        cwd: folder.path,
        env: stageEnv(stage),
      })
    writeFileSync(folder.at('README.md'), 'x\n')
    expect(await run()).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('touches no code') as string })
    writeFileSync(folder.at('src/orders.js'), CODE['src/orders.js'] ?? '')
    const { code, stdout } = await run()
    const report = JSON.parse(stdout) as Report
    expect(code).toBe(1)
    expect(report.task).toBe('review.diff')
    expect(report.coverage.files.filter(({ disposition }) => disposition === 'reviewed').map(({ path }) => path)).toEqual([
      'src/orders.js',
    ])
  })
})
