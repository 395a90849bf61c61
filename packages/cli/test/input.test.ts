import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { collectInput, type CollectOptions } from '../src/input/collect.ts'
import { sourceFromBytes } from '../src/input/content.ts'
import { READ_LIMITS } from '../src/input/read.ts'
import { collectStdin } from '../src/input/stdin.ts'
import { folderWith } from './folder.ts'

const options = (cwd: string, more: Partial<CollectOptions> = {}): CollectOptions => ({ ...READ_LIMITS, cwd, ...more })
const paths = (files: readonly { readonly path: string }[]): string[] => files.map(({ path }) => path).toSorted()

async function* piped(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
}

describe('walking a folder', () => {
  it('respects .gitignore files at every depth, the deepest first, and those above the start', async () => {
    using folder = folderWith({
      '.gitignore': 'logs/\n*.gen.js\n/only-top.js\n',
      'app.js': '1',
      'only-top.js': '1',
      'private.js': '1',
      'logs/a.js': '1',
      'deep/only-top.js': '1',
      'deep/a.gen.js': '1',
      'deep/.gitignore': '!kept.gen.js\nsecret/\n',
      'deep/kept.gen.js': '1',
      'deep/secret/b.js': '1',
    })
    execFileSync('git', ['init', '-q'], { cwd: folder.path })
    writeFileSync(folder.at('.git/info/exclude'), 'private.js\n')
    const kept = ['deep/.gitignore', 'deep/kept.gen.js', 'deep/only-top.js']
    const input = await collectInput(['.'], options(folder.path))
    expect(paths(input.files)).toEqual(['.gitignore', 'app.js', ...kept])
    expect(input.skipped.map(({ path, reason }) => [path, reason])).toEqual(
      ['deep/a.gen.js', 'deep/secret/', 'logs/', 'only-top.js', 'private.js'].map((path) => [path, 'ignored']),
    )
    const inner = await collectInput(['deep'], options(folder.path))
    expect(paths(inner.files)).toEqual(kept)
  })

  it('agrees with git about what is ignored', async () => {
    using folder = folderWith({
      '.gitignore':
        '# comment\n*.o\n!keep.o\nfoo/*\n!foo/bar\nfoo/bar/*.js\na/**/z.js\n\\#odd.js\ntrail \nsp\\ ace.js\n[ab].js\n',
      'keep.o': '1',
      'x.o': '1',
      'foo/one.js': '1',
      'foo/bar/two.js': '1',
      'foo/bar/two.ts': '1',
      'a/z.js': '1',
      'a/b/c/z.js': '1',
      'a/b/c/y.js': '1',
      '#odd.js': '1',
      'sp ace.js': '1',
      'a.js': '1',
      'c.js': '1',
      'ünïcode.js': '1',
    })
    execFileSync('git', ['init', '-q'], { cwd: folder.path })
    const listed = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], {
      cwd: folder.path,
      encoding: 'utf8',
    })
    const input = await collectInput(['.'], options(folder.path, { defaultExcludes: false }))
    expect(paths(input.files)).toEqual(listed.split('\0').filter(Boolean).toSorted())
    expect(input.files.length).toBeGreaterThan(4)
  })

  it('names what it leaves out, and whether code may be missing', async () => {
    using folder = folderWith({
      'app.js': 'ok',
      'picture.png': new Uint8Array([0x89, 0x50, 0, 1]),
      'hidden.js': new Uint8Array([0x61, 0, 0x62]),
      'latin.js': new Uint8Array([0x63, 0xe9, 0x63]),
      'wide.js': new Uint8Array([0xff, 0xfe, 0x61, 0]),
      'long.js': 'x'.repeat(2000),
      'nothing.js': '',
      'README.md': 'prose',
      'node_modules/x/index.js': '1',
      'node_modules/x/package.json': '{}',
    })
    symlinkSync('/etc', folder.at('outside'))
    symlinkSync('app.js', folder.at('alias.js'))
    symlinkSync('self.js', folder.at('self.js'))
    symlinkSync('gone.js', folder.at('dangling.js'))
    mkdirSync(folder.at('sub'))
    symlinkSync('..', folder.at('sub/up'))
    symlinkSync('/etc', folder.at('sub/node_modules'))
    const { files, skipped } = await collectInput(['.'], options(folder.path, { maxFileBytes: 1000 }))
    expect(paths(files)).toEqual(['README.md', 'app.js'])
    expect(Object.fromEntries(skipped.map(({ path, reason, incomplete }) => [path, [reason, incomplete]]))).toEqual({
      'picture.png': ['binary', true],
      'hidden.js': ['binary', true],
      'latin.js': ['not-utf8', true],
      'wide.js': ['not-utf8', true],
      'long.js': ['too-large', true],
      'nothing.js': ['empty', false],
      'node_modules/': ['dependencies', false],
      outside: ['link-leaves-root', true],
      'alias.js': ['symbolic-link', false],
      'self.js': ['link-loop', false],
      'dangling.js': ['link-target-not-read', true],
      'sub/up': ['symbolic-link', false],
      'sub/node_modules': ['dependencies', false],
    })
    expect(skipped.find(({ path }) => path === 'long.js')?.sentence).toContain('--max-file-size 2KB')
  })

  it('leaves out what --exclude names, and reviews what is named whatever the excludes say', async () => {
    using folder = folderWith({ 'a.js': '1', 'old/b.js': '1', 'notes.md': 'x', '.gitignore': 'a.js\n' })
    const walked = await collectInput(['.'], options(folder.path, { exclude: ['old', '*.md', 'a.js', '.gitignore'] }))
    expect(walked.files).toEqual([])
    expect(walked.skipped.map(({ path, reason }) => [path, reason])).toContainEqual(['old/', 'excluded'])
    const named = await collectInput(['a.js', 'notes.md', 'old/b.js'], options(folder.path, { exclude: ['old'] }))
    expect(paths(named.files)).toEqual(['a.js', 'notes.md', 'old/b.js'])
  })

  it('reports paths as typed: relative to the working directory, or to the folder when it lies elsewhere', async () => {
    using folder = folderWith({ 'src/a.js': '1' })
    using elsewhere = folderWith({ 'lib/b.js': '1' })
    expect(paths((await collectInput(['src'], options(folder.path))).files)).toEqual(['src/a.js'])
    expect(paths((await collectInput([elsewhere.path], options(folder.path))).files)).toEqual(['lib/b.js'])
  })
})

describe('what is refused', () => {
  it.each([
    ['a path that does not exist', ['gone.js'], {}, 'unreadable-input'],
    ['a path outside the root', ['/etc/hostname'], { root: '.' }, 'unsafe-path'],
    ['two paths that share no root', ['a.js', '/etc/hostname'], {}, 'unsafe-path'],
    ['a root that is a file', ['a.js'], { root: 'a.js' }, 'unsafe-path'],
    ['a device', ['/dev/null'], {}, 'unreadable-input'],
    ['a link out of the root', ['link'], { root: '.' }, 'unsafe-path'],
    ['a link to itself', ['loop'], {}, 'unreadable-input'],
  ])('%s', async (_, given, more, code) => {
    using folder = folderWith({ 'a.js': '1' })
    symlinkSync('/etc/hostname', folder.at('link'))
    symlinkSync('loop', folder.at('loop'))
    await expect(collectInput(given, options(folder.path, more))).rejects.toMatchObject({ code })
  })
})

describe('standard input', () => {
  const limits = { cwd: '/work', maxFileBytes: 10 }

  it('is one file with the given name, decoded over chunk borders', async () => {
    const bytes = new TextEncoder().encode('aü€')
    const input = await collectStdin(piped(bytes.slice(0, 2), bytes.slice(2)), './src//a.js', limits)
    expect(input.files).toEqual([{ path: 'src/a.js', content: 'aü€' }])
  })

  it.each([
    ['../a.js', 'x', 'unsafe-path'],
    ['/etc/passwd', 'x', 'unsafe-path'],
    ['a/../../b.js', 'x', 'unsafe-path'],
    ['c:\\a.js', 'x', 'unsafe-path'],
    ['', 'x', 'invalid-option'],
    ['a.js', 'x'.repeat(11), 'unreadable-input'],
    ['a.js', '', 'unreadable-input'],
    ['a.js', new Uint8Array([0xe9, 0x61]), 'unreadable-input'],
  ])('refuses name %j with content %j', async (name, content, code) => {
    await expect(collectStdin(piped(content), name, limits)).rejects.toMatchObject({ code })
  })
})

describe('content', () => {
  it('drops a byte order mark, and keeps line ends', () => {
    expect(sourceFromBytes('a.js', new TextEncoder().encode('\uFEFFa\r\nb'))).toEqual({ path: 'a.js', content: 'a\r\nb' })
  })
})
