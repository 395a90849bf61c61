import { rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { takeOutLine } from '../src/review/take-out.ts'
import { git } from './ci/workspace.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'

const files = {
  'src/a.js': 'a()\n',
  'dist/app.min.js': `${'a'.repeat(40_000)}\n`,
  'data.bin': new Uint8Array([1, 0, 2]),
  'empty.js': '',
  'node_modules/x/package.json': '{}',
  'node_modules/x/index.js': 'x()\n',
}

it('files lists what a review would read and what not, and why, without a key', async () => {
  using folder = folderWith(files)
  const plain = await inProcess(['files', '.'], { cwd: folder.path })
  expect(plain).toEqual({
    code: 0,
    stderr: '',
    stdout: `1 path would be reviewed:
  src/a.js
2 paths would not be reviewed, so that the review would be incomplete:
  dist/app.min.js
  data.bin
2 paths would be left out:
  empty.js
  node_modules/
`,
  })
  const why = (await inProcess(['files', '.', '--why', '--exclude', 'dist'], { cwd: folder.path })).stdout
  expect(why).toContain('dist/: Left out by --exclude.')
  expect(why).toContain('data.bin: It is binary, which no model can read.')
  const json = JSON.parse((await inProcess(['files', '.', '--json'], { cwd: folder.path })).stdout) as {
    readonly files: object[]
  }
  expect(json.files).toContainEqual({ path: 'src/a.js', fate: 'reviewed' })
})

it('files of a change names the line that takes a bundle out, and the base heeds it', async () => {
  using folder = folderWith({ 'src/a.js': 'a()\n' })
  git(folder.path, 'init', '-q', '-b', 'main')
  git(folder.path, 'add', '-A')
  git(folder.path, 'commit', '-q', '-m', 'one')
  git(folder.path, 'checkout', '-q', '-b', 'work')
  writeFileSync(folder.at('src/bundle.js'), `${'a'.repeat(40_000)}\n`)
  writeFileSync(folder.at('.gitattributes'), `${takeOutLine('src/bundle.js')}\n`)
  const list = () => inProcess(['files', '--diff', 'main', '--why'], { cwd: folder.path })
  expect((await list()).stdout).toContain('To take it out: /src/bundle.js linguist-generated in .gitattributes of the base.')
  git(folder.path, 'checkout', '-q', 'main')
  git(folder.path, 'add', '.gitattributes')
  git(folder.path, 'commit', '-q', '-m', 'two')
  expect((await list()).stdout).toContain('src/bundle.js: .gitattributes of the base says linguist-generated.')
})

it('init proposes the lines for what no review could read, in a repository', async () => {
  using folder = folderWith(files)
  const init = async () =>
    JSON.parse((await inProcess(['init', '--json', '--targets', 'floor'], { cwd: folder.path })).stdout) as object
  expect(await init()).toMatchObject({ attributes: [] })
  rmSync(folder.at('understudy.config.jsonc'))
  git(folder.path, 'init', '-q')
  expect(await init()).toMatchObject({ attributes: ['/data.bin linguist-generated', '/dist/** linguist-generated'] })
})

it.each([
  ['src/a b.js', '"/src/a b.js" linguist-generated'],
  ['x/dist/deep/a.js', '/x/dist/** linguist-generated'],
  ['vendor/a/b.php', '/vendor/** linguist-vendored'],
  ['a[1]*.js', String.raw`/a\[1\]\*.js linguist-generated`],
])('the line that takes %s out', (path, line) => expect(takeOutLine(path)).toBe(line))
