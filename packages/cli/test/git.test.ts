import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gitEnvironment } from '../src/git/environment.ts'
import { untracked } from '../src/git/list.ts'
import { fileOf, gitName } from '../src/git/names.ts'
import { collectChange } from '../src/input/change.ts'
import { collectInput } from '../src/input/collect.ts'
import { READ_LIMITS } from '../src/input/read.ts'
import { git } from './ci/workspace.ts'
import { folderWith, type TestFolder } from './folder.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

function write(folder: TestFolder, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(folder.at(name)), { recursive: true })
    writeFileSync(folder.at(name), content)
  }
}

const commit = (folder: TestFolder): void => {
  git(folder.path, 'add', '-A', '-f')
  git(folder.path, 'commit', '-q', '--allow-empty', '-m', 'x')
}

/** A repository with one commit on `main`, on a branch. */
function repository(files: Files): TestFolder {
  const folder = folderWith(files)
  git(folder.path, 'init', '-q', '-b', 'main')
  commit(folder)
  git(folder.path, 'checkout', '-q', '-b', 'work')
  return folder
}

const collect = async (folder: TestFolder, change: Parameters<typeof collectChange>[0] = { base: 'main', committed: true }) => {
  const { files, skipped } = await collectChange(change, ['.'], { ...READ_LIMITS, cwd: folder.path })
  return {
    files: Object.fromEntries(files.map(({ path, content, before }) => [path, [content, before]])),
    skipped: Object.fromEntries(skipped.map(({ path, reason, incomplete }) => [path, [reason, incomplete]])),
    sentences: skipped.map(({ sentence }) => sentence),
  }
}

describe('nothing that a repository configures runs, whatever is reviewed', { timeout: 60_000 }, () => {
  type Trap = (folder: TestFolder, program: string) => void
  const set = (folder: TestFolder, key: string, value: string): void => void git(folder.path, 'config', key, value)
  const filtered = (folder: TestFolder): void => write(folder, { '.gitattributes': '*.js filter=x diff=x merge=x\n' })
  const promisor = (folder: TestFolder): void => {
    set(folder, 'core.repositoryformatversion', '1')
    set(folder, 'extensions.partialClone', 'o')
    set(folder, 'remote.o.promisor', 'true')
    for (const protocol of ['file', 'ext', 'ssh']) set(folder, `protocol.${protocol}.allow`, 'always')
    const id = git(folder.path, 'rev-parse', 'main:src/a.js')
    rmSync(folder.at(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`))
  }
  const traps: Readonly<Record<string, Trap>> = {
    'filter.x.clean': (folder, program) => (filtered(folder), set(folder, 'filter.x.clean', program)),
    'filter.x.smudge': (folder, program) => (filtered(folder), set(folder, 'filter.x.smudge', program)),
    'filter.x.process': (folder, program) => {
      filtered(folder)
      set(folder, 'filter.x.process', program)
      set(folder, 'filter.x.required', 'true')
    },
    'diff drivers': (folder, program) => {
      filtered(folder)
      for (const key of ['diff.external', 'diff.x.command', 'diff.x.textconv']) set(folder, key, program)
    },
    'an included file': (folder, program) => {
      filtered(folder)
      write(folder, { 'more.cfg': `[core]\n\tfsmonitor = "${program}"\n[filter "x"]\n\tclean = "${program}"\n` })
      set(folder, 'include.path', folder.at('more.cfg'))
    },
    'an included file by condition': (folder, program) => {
      filtered(folder)
      write(folder, { 'more.cfg': `[core]\n\tfsmonitor = "${program}"\n[filter "x"]\n\tclean = "${program}"\n` })
      set(folder, 'includeIf.gitdir:/**.path', folder.at('more.cfg'))
    },
    hooks: (folder, program) => {
      for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman', 'query-watchman'])
        for (const place of ['hooks', '.git/hooks']) {
          write(folder, { [`${place}/${hook}`]: `#!/bin/sh\n${program}\n` })
          chmodSync(folder.at(`${place}/${hook}`), 0o755)
        }
      set(folder, 'core.hooksPath', folder.at('hooks'))
    },
    'every other program that a setting names': (folder, program) => {
      const keys = 'core.fsmonitor core.pager core.editor core.askPass core.gitProxy core.alternateRefsCommand sequence.editor'
      const more = 'gpg.program alias.diff alias.ls-files alias.cat-file pager.diff credential.helper uploadpack.packObjectsHook'
      for (const key of `${keys} ${more}`.split(' ')) set(folder, key, program)
    },
    'a lazy fetch by the upload pack': (folder, program) => {
      promisor(folder)
      set(folder, 'remote.o.url', folder.path)
      set(folder, 'remote.o.uploadpack', program)
    },
    'a lazy fetch by an external transport': (folder, program) => {
      promisor(folder)
      set(folder, 'remote.o.url', `ext::${program}`)
    },
    'a lazy fetch by ssh': (folder, program) => {
      promisor(folder)
      set(folder, 'remote.o.url', 'ssh://127.0.0.1/x')
      set(folder, 'core.sshCommand', program)
    },
    'a submodule with a configuration of its own': (folder, program) => {
      const inner = folder.at('inner')
      mkdirSync(inner)
      git(inner, 'init', '-q')
      writeFileSync(`${inner}/x.js`, 'x\n')
      git(inner, 'add', '-A')
      git(inner, 'commit', '-q', '-m', 'x')
      git(folder.path, 'add', 'inner')
      git(inner, 'config', 'core.fsmonitor', program)
      git(inner, 'config', 'filter.x.clean', program)
      writeFileSync(`${inner}/.gitattributes`, '* filter=x\n')
      writeFileSync(`${inner}/x.js`, 'y\n')
    },
  }
  it.each(Object.keys(traps))('%s', async (name) => {
    using folder = repository({ 'src/a.js': 'a()\n', 'src/b.js': 'b()\n' })
    write(folder, { 'src/a.js': 'a()\nmore()\n' })
    git(folder.path, 'add', 'src/a.js')
    const ran = `${folder.path}.ran`
    const script = folder.at('.git/trap')
    writeFileSync(script, `#!/bin/sh\necho ran >> '${ran}'\ncat\n`)
    chmodSync(script, 0o755)
    traps[name]?.(folder, script)
    write(folder, { 'src/b.js': 'b()\nmore()\n' })
    // What our own git above set off does not count.
    rmSync(ran, { force: true })
    await collect(folder, { base: 'main' })
    await collect(folder, { base: 'main', committed: true })
    await collect(folder, 'staged')
    const input = await collectInput(['.'], { ...READ_LIMITS, cwd: folder.path })
    const happened = existsSync(ran)
    rmSync(ran, { force: true })
    expect(happened).toBe(false)
    // The traps left something to read.
    expect(input.files.map(({ path }) => path)).toContain('src/b.js')
  })

  it('a working tree elsewhere is refused, and so is a git folder that was committed as files', async () => {
    using elsewhere = folderWith({ 'a.js': 'private()\n' })
    using folder = repository({ 'a.js': 'a()\n' })
    git(folder.path, 'config', 'core.worktree', elsewhere.path)
    await expect(collect(folder)).rejects.toThrow(/core\.worktree/)
    git(folder.path, 'config', 'core.worktree', dirname(folder.path))
    await expect(collect(folder)).rejects.toThrow(/core\.worktree/)
    using inner = folderWith()
    renameSync(folder.at('.git'), inner.at('fixture'))
    execFileSync('git', ['--git-dir', inner.at('fixture'), 'config', 'core.worktree', '.'])
    const change = collectChange('staged', ['.'], { ...READ_LIMITS, cwd: inner.at('fixture') })
    await expect(change).rejects.toMatchObject({ code: 'unreadable-input' })
  })

  it('git gets no key of a vendor and no network', () => {
    const given: Readonly<Record<string, string>> = {
      PATH: '/bin',
      ANTHROPIC_API_KEY: 'secret',
      GITHUB_TOKEN: 'secret',
      GIT_SSH: 'evil',
    }
    const environment = gitEnvironment((name) => given[name])
    expect(Object.values(environment)).not.toContain('secret')
    expect(environment).toMatchObject({
      PATH: '/bin',
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
      GIT_CONFIG_NOSYSTEM: '1',
    })
    expect(environment['GIT_SSH']).toBeUndefined()
  })
})

describe('every changed path has its own word', { timeout: 30_000 }, () => {
  it('and an odd one costs itself only', async () => {
    const body = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('')
    using folder = repository({
      'mode.sh': 'x\n',
      'moved.js': body,
      'ends.js': 'a\nb\n',
      'gone.js': 'check()\n',
      'was-file': 'x\n',
      'out.bin': new Uint8Array([1, 0, 2]),
      'moved.bin': new Uint8Array([1, 0, 2, 3, 4, 5, 6]),
    })
    chmodSync(folder.at('mode.sh'), 0o755)
    renameSync(folder.at('moved.js'), folder.at('there.js'))
    renameSync(folder.at('moved.bin'), folder.at('there.bin'))
    write(folder, {
      'ends.js': 'a\r\nb\r\n',
      'pointer.js': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`,
      'empty.js': '',
      ':0:odd.js': 'odd()\n',
      '-odd.js': 'odd()\n',
    })
    for (const name of ['gone.js', 'was-file', 'out.bin']) rmSync(folder.at(name))
    symlinkSync('there.js', folder.at('link.js'))
    symlinkSync('/etc/passwd', folder.at('away.js'))
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9]), Buffer.from('.js')]), 'cafe()\n')
    writeFileSync(folder.at('huge.js'), '')
    truncateSync(folder.at('huge.js'), 40 * 1024 * 1024)
    git(folder.path, 'add', '-A')
    git(folder.path, 'update-index', '--add', '--cacheinfo', `160000,${git(folder.path, 'rev-parse', 'main')},was-file`)
    git(folder.path, 'commit', '-q', '-m', 'x')
    const wanted = {
      files: {
        ':0:odd.js': ['odd()\n', ''],
        '-odd.js': ['odd()\n', ''],
        [String.raw`caf\xe9.js`]: ['cafe()\n', ''],
        'gone.js': ['', 'check()\n'],
      },
      skipped: {
        'mode.sh': ['mode', false],
        'there.js': ['moved', false],
        'ends.js': ['line-ends', false],
        'pointer.js': ['lfs-pointer', true],
        'empty.js': ['empty', false],
        'link.js': ['link-target-not-read', true],
        'away.js': ['link-leaves-root', true],
        'huge.js': ['too-large', true],
        'was-file': ['submodule', true],
        'out.bin': ['binary', true],
        'there.bin': ['binary', true],
      },
    }
    const { sentences, ...committed } = await collect(folder)
    expect(committed).toEqual(wanted)
    expect(sentences.filter((sentence) => /permissions|could not be read/.test(sentence))).toEqual([])
  })

  it('a nested repository in a folder is read, and an unfetched submodule is named', async () => {
    using folder = repository({ 'a.js': 'a()\n' })
    git(folder.path, 'init', '-q', 'lib')
    write(folder, { 'lib/b.js': 'b()\n', 'lib/.gitignore': 'c.js\n', 'lib/c.js': 'c()\n' })
    git(folder.path, 'update-index', '--add', '--cacheinfo', `160000,${git(folder.path, 'rev-parse', 'main')},sub`)
    mkdirSync(folder.at('sub'))
    const { files, skipped } = await collectInput(['.'], { ...READ_LIMITS, cwd: folder.path })
    expect(files.map(({ path }) => path)).toEqual(['a.js', 'lib/.gitignore', 'lib/b.js'])
    expect(skipped).toMatchObject([
      { path: 'lib/c.js', reason: 'ignored' },
      { path: 'sub', reason: 'submodule', incomplete: true },
    ])
  })

  it('data that becomes code by its new name is new, and so is what the working tree makes of a submodule', async () => {
    using folder = repository({ 'notes.txt': 'code()\n'.repeat(9), 'run.txt': '#!/bin/sh\n', 'x.yml': 'on: push\n'.repeat(9) })
    git(folder.path, 'init', '-q', 'inner')
    write(folder, { 'inner/a.js': '1\n' })
    git(folder.at('inner'), 'add', '-A')
    git(folder.at('inner'), 'commit', '-q', '-m', 'x')
    commit(folder)
    renameSync(folder.at('notes.txt'), folder.at('handler.js'))
    mkdirSync(folder.at('.github/workflows'), { recursive: true })
    renameSync(folder.at('x.yml'), folder.at('.github/workflows/x.yml'))
    chmodSync(folder.at('run.txt'), 0o755)
    git(folder.path, 'add', '-A')
    git(folder.at('inner'), 'commit', '-q', '--allow-empty', '-m', 'y')
    const { files, skipped } = await collect(folder, { base: 'HEAD' })
    expect(files).toEqual({
      '.github/workflows/x.yml': ['on: push\n'.repeat(9), ''],
      'handler.js': ['code()\n'.repeat(9), ''],
      'notes.txt': ['', 'code()\n'.repeat(9)],
      'run.txt': ['#!/bin/sh\n', ''],
      'x.yml': ['', 'on: push\n'.repeat(9)],
    })
    expect(skipped).toEqual({ inner: ['submodule', true] })
  })

  it('a file or folder that only has the name of git’s own is read', async () => {
    using folder = folderWith({ 'a/.git': 'eval(1)\n', 'b/.git/evil.js': 'eval(1)\n', 'c/.git/evil.js': 'eval(1)\n' })
    write(folder, {
      'c/.git/HEAD': 'x',
      'c/.git/objects/x': 'x',
      'c/.git/refs/x': 'x',
      'd/.git': 'gitdir: ../x\n',
      'd/d.js': 'd\n',
    })
    const { files } = await collectInput(['.'], { ...READ_LIMITS, cwd: folder.path })
    expect(files.map(({ path }) => path)).toEqual(['a/.git', 'b/.git/evil.js', 'c/.git/evil.js', 'd/d.js'])
  })

  it('a path that matches nothing is an error, and so is one outside', async () => {
    using folder = repository({ 'a.js': 'a()\n', 'gone.js': 'x\n' })
    rmSync(folder.at('gone.js'))
    const named = (path: string) => collectChange({ base: 'main' }, [path], { ...READ_LIMITS, cwd: folder.path })
    await expect(named('b.js')).rejects.toThrow(/neither in the repository nor in the change/)
    await expect(named('..')).rejects.toMatchObject({ code: 'unsafe-path' })
    expect((await named('a.js')).files).toEqual([])
    expect((await named('gone.js')).files).toMatchObject([{ path: 'gone.js', content: '', before: 'x\n' }])
  })

  it('a checkout that adds carriage returns or fetches large files changed nothing', async () => {
    using folder = repository({ 'a.js': 'a\nb\n' })
    const content = Buffer.alloc(5000, 'x')
    const id = execFileSync('sha256sum', { input: content }).toString().slice(0, 64)
    write(folder, { 'big.js': `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize 5000\n` })
    commit(folder)
    write(folder, { 'a.js': 'a\r\nb\r\n', 'big.js': content })
    expect(await collect(folder, { base: 'HEAD' })).toMatchObject({ files: {}, skipped: {} })
  })
})

describe('a clone that lacks something says what to fetch', { timeout: 30_000 }, () => {
  const clone = (folder: TestFolder, ...flags: string[]): TestFolder => {
    const into = folderWith()
    git(folder.path, 'config', 'uploadpack.allowFilter', 'true')
    git(into.path, '-c', 'protocol.file.allow=always', 'clone', '-q', ...flags, `file://${folder.path}`, 'x')
    return { ...into, path: into.at('x'), at: (name) => into.at(`x/${name}`) }
  }

  it('a shallow one', async () => {
    using folder = repository({ 'a.js': '1\n' })
    write(folder, { 'a.js': '2\n' })
    commit(folder)
    git(folder.path, 'checkout', '-q', 'main')
    write(folder, { 'b.js': '2\n' })
    commit(folder)
    using shallow = clone(folder, '--depth=1', '--no-single-branch', '--branch=work')
    await expect(collect(shallow, { base: 'origin/main' })).rejects.toThrow(/fetch-depth: 0.*GIT_DEPTH: 0/)
  })

  it('a partial one', async () => {
    using folder = repository({ 'a.js': '1\n', 'b.js': 'b\n' })
    write(folder, { 'a.js': '2\n' })
    commit(folder)
    using partial = clone(folder, '--filter=blob:none', '--no-checkout', '--branch=work')
    const { files, skipped, sentences } = await collect(partial, { base: 'origin/main', committed: true })
    expect([files, skipped]).toEqual([{}, { 'a.js': ['not-in-the-clone', true] }])
    expect(sentences[0]).toMatch(/--filter/)
  })
})

describe('ignore rules', { timeout: 30_000 }, () => {
  it.each([
    ['a pipe', (folder: TestFolder) => execFileSync('mkfifo', [folder.at('.gitignore')])],
    ['a pattern that never ends', (folder: TestFolder) => write(folder, { '.gitignore': `${'/**/a'.repeat(30)}/b\n` })],
  ])('that are %s cost a moment, and leave nothing out', async (_, make) => {
    using folder = repository({ 'a.js': '1\n' })
    write(folder, { [`${'a/'.repeat(40)}c.js`]: 'c()\n' })
    make(folder)
    const { names } = await untracked(folder.path, [], { longestMs: 500 })
    expect(names.map(({ text }) => text)).toContain(`${'a/'.repeat(40)}c.js`)
  })
})

it('a name has its own text, and the bytes back', () => {
  const bytes = ['a.js', 'ü', '\\a', String.raw`\xe9`].map((name) => Buffer.from(name))
  const names = [...bytes, Buffer.from([0xe9]), Buffer.from([0xe9, 0x5c])].map(gitName)
  const texts = ['a.js', 'ü', '\\a', String.raw`\x5cxe9`, String.raw`\xe9`, String.raw`\xe9\x5c`]
  expect(names.map(({ text }) => text)).toEqual(texts)
  const back = names.map((name) => Buffer.from(fileOf('', name)).subarray(1))
  expect(back).toEqual(names.map((name) => name.bytes))
})
