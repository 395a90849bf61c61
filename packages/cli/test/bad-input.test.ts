import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { type CommandResult, understudy } from './command.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { CODE, openStage, SECOND, stageEnv, TARGETS } from './stage.ts'

const KEYS = { ANTHROPIC_API_KEY: 'sk-ant-test-0000', OPENAI_API_KEY: 'sk-proj-test-0000' }

/** Keeps a package from being found, as when it was never installed. */
const without = (name: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`import { registerHooks } from 'node:module'
registerHooks({ resolve(specifier, context, next) {
  if (specifier !== '${name}') return next(specifier, context)
  throw Object.assign(new Error("Cannot find package '${name}'"), { code: 'ERR_MODULE_NOT_FOUND' })
} })`)}`,
})

/** Wrong usage: exit code 2, one clear sentence, nothing on stdout, no stack and no key. */
const refusal = ({ code, stdout, stderr }: CommandResult): object => ({
  code,
  stdout,
  stderr,
  leaks: /\n\s+at |sk-[a-z]+-test/.test(stderr),
})
const refused = (words: RegExp): object => ({ code: 2, stdout: '', stderr: expect.stringMatching(words) as string, leaks: false })

describe('help', { timeout: 30_000 }, () => {
  it.each(['zod', '@understudy/sdk', '@understudy/failover', '@understudy/outage', '@understudy/floor', 'diff'])(
    'does not wait for %s',
    async (name) => {
      using folder = folderWith()
      const run = await understudy(['--help'], { cwd: folder.path, env: without(name) })
      expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('understudy review .') as string })
    },
  )
})

describe('wrong usage is refused with exit code 2', { timeout: 30_000 }, () => {
  it.each([
    ['no path', ['review'], {}, /path must be a file or folder/],
    [
      'an empty key',
      ['review', '.', '--targets', 'openai/a'],
      { OPENAI_API_KEY: '' },
      /OPENAI_API_KEY is set in the environment, but empty/,
    ],
    ['a path that does not exist', ['review', 'gone'], {}, /gone cannot be reviewed: there is no such file/],
    ['empty standard input', ['review', '-'], {}, /It is empty/],
  ])('%s', async (_, args, env, words) => {
    using folder = folderWith({ 'a.js': '1', 'empty/node_modules/x/package.json': '{}' })
    expect(refusal(await understudy(args, { cwd: folder.path, env }))).toEqual(refused(words))
  })

  it.each([
    ['an unknown command', ['revew', '.'], {}, /Did you mean review/],
    ['a base URL that is none', ['review', '.', '--base-url-openai', 'gateway'], KEYS, /http or https address/],
    ['a path outside the root', ['review', '/etc/hostname', '--root', '.'], {}, /outside the root/],
    ['an empty folder', ['review', 'empty'], {}, /nothing to review in empty/],
    ['an unknown flag', ['review', '.', '--formt', 'json'], {}, /Did you mean --format/],
    ['an unknown format', ['review', '.', '--format', 'jsn'], {}, /did you mean json\?/],
    ['an unknown severity', ['review', '.', '--fail-on', 'hihg'], {}, /did you mean high\?/],
    ['a size that is none', ['review', '.', '--max-file-size', 'big'], {}, /must look like 256KB/],
    ['a time that is none', ['review', '.', '--deadline', '-1'], {}, /argument missing|must look like 90s/],
    ['a concurrency of none', ['review', '.', '--concurrency', '0'], {}, /whole number from 1 to 64/],
    ['an unknown vendor', ['review', '.', '--targets', 'antropic/x'], KEYS, /did you mean anthropic\?/],
    ['a target without a model', ['review', '.', '--targets', 'openai'], KEYS, /vendor\/model, such as/],
    ['a target twice', ['review', '.', '--targets', 'openai/a,openai/a'], KEYS, /targets\[1\]: The id openai\/a is taken/],
    ['an empty target', ['review', '.', '--targets', 'openai/a,,floor'], KEYS, /none of them empty/],
    [
      'a target without a key',
      ['review', '.', '--targets', 'openai/a'],
      {},
      /^understudy: openai\/a cannot be asked: OPENAI_API_KEY is not set in the environment/,
    ],
    [
      'a key of another vendor',
      ['review', '.', '--targets', 'openai/a'],
      { OPENAI_API_KEY: KEYS.ANTHROPIC_API_KEY },
      /key of Anthropic/,
    ],
    [
      'a base URL of the environment that is none',
      ['review', '.'],
      { ...KEYS, UNDERSTUDY_BASE_URL_OPENAI: 'gateway' },
      /absolute URL/,
    ],
    ['no target at all', ['review', '.', '--no-floor'], {}, /at least one target/],
    ['- beside another path', ['review', '-', 'a.js'], {}, /- alone/],
    ['--stdin-path without -', ['review', '.', '--stdin-path', 'x.js'], {}, /together with - as the path/],
  ])('%s (in process)', async (_, args, env, words) => {
    using folder = folderWith({ 'a.js': '1', 'empty/node_modules/x/package.json': '{}' })
    expect(refusal(await inProcess(args, { cwd: folder.path, env }))).toEqual(refused(words))
  })

  it('a missing vendor SDK, with the command that installs it', async () => {
    using folder = folderWith({ 'a.js': '1' })
    const run = await understudy(['review', '.', '--targets', 'openai/a'], {
      cwd: folder.path,
      env: { ...KEYS, ...without('openai') },
    })
    expect(refusal(run)).toEqual(refused(/npm install openai/))
  })

  it('a damaged store, which is left as it is', async () => {
    using folder = folderWith({ 'a.js': '1', 'health.db': 'not a database at all'.repeat(100) })
    const run = await inProcess(['review', 'a.js', '--store', 'health.db'], { cwd: folder.path })
    expect(refusal(run)).toEqual(refused(/health\.db is not a health store\. Nothing in it was changed\. .*--no-store/))
    const again = await inProcess(['review', 'a.js', '--store', 'health.db', '--no-store'], { cwd: folder.path })
    expect(again.code).toBe(4)
  })

  it('a locked store', async () => {
    using folder = folderWith({ 'a.js': '1' })
    const lock = new DatabaseSync(folder.at('health.db'))
    lock.exec('CREATE TABLE held (x); BEGIN EXCLUSIVE')
    const run = await inProcess(['review', 'a.js', '--store', 'health.db'], { cwd: folder.path })
    lock.close()
    expect(refusal(run)).toEqual(refused(/health\.db is locked by another process/))
  })
})

describe('what cannot be read is named, and the rest is reviewed', { timeout: 30_000 }, () => {
  it('an unreadable file, a 50 MB file, invalid UTF-8 and a symlink loop', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ ...CODE, 'huge.js': '', 'latin.js': new Uint8Array([0x63, 0xe9]), 'locked.js': 'x' })
    writeFileSync(folder.at('huge.js'), Buffer.alloc(50 * 1024 * 1024, 'x\n'))
    chmodSync(folder.at('locked.js'), 0o000)
    chmodSync(folder.path, 0o755)
    symlinkSync('loop.js', folder.at('loop.js'))
    symlinkSync('..', folder.at('src/up'))
    const run = await understudy(['review', '.', ...TARGETS, '--no-store', '--format', 'json'], {
      cwd: folder.path,
      env: stageEnv(stage),
      // Root reads everything, so the command runs as nobody there.
      ...(process.getuid?.() === 0 && { uid: 65534 }),
    })
    expect(run.code).toBe(4)
    const { coverage } = JSON.parse(run.stdout) as Report
    const reasons = Object.fromEntries(
      coverage.files.map(({ path, disposition, reason }) => [path, `${disposition}: ${reason ?? ''}`]),
    )
    expect(reasons).toMatchObject({
      'src/orders.js': 'reviewed: ',
      'huge.js': expect.stringMatching(/skipped: It has 50 MB, over the limit/) as string,
      'latin.js': expect.stringContaining('not valid UTF-8') as string,
      'locked.js': expect.stringContaining('EACCES') as string,
      'loop.js': expect.stringContaining('leads back to itself') as string,
      'src/up': expect.stringContaining('symbolic link') as string,
    })
  })

  it('a result that cannot be written goes to standard output, so nothing is lost', async () => {
    await using stage = await openStage()
    using folder = folderWith(CODE)
    const run = await inProcess(['review', '.', ...TARGETS, '--format', 'json', '--output', 'no/such/folder.json'], {
      cwd: folder.path,
      env: stageEnv(stage),
    })
    expect(run.code).toBe(2)
    expect((JSON.parse(run.stdout) as Report).findings).toHaveLength(2)
    expect(run.stderr).toContain('could not be written to no/such/folder.json')
  })

  it('a wrong key is named by its variable, never by its value', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'a.js': '1' })
    const run = await inProcess(['review', 'a.js', '--targets', `openai/${SECOND}`], {
      cwd: folder.path,
      env: { ...stageEnv(stage), OPENAI_API_KEY: 'sk-proj-not-the-right-one' },
    })
    expect(run.code).toBe(3)
    expect(run.stdout.replaceAll('\n', ' ')).toMatch(/did not accept the key .*OPENAI_API_KEY.* understudy doctor/)
    expect(run.stdout + run.stderr).not.toContain('not-the-right-one')
  })

  it('a gateway that redirects is not followed', async () => {
    await using stage = await openStage()
    using folder = folderWith({ 'a.js': '1' })
    const { createServer } = await import('node:http')
    const gateway = createServer((_, response) => response.writeHead(307, { location: stage.baseURL('openai') }).end())
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { port } = gateway.address() as { port: number }
    const run = await inProcess(
      ['review', 'a.js', '--targets', `openai/${SECOND}`, '--base-url-openai', `http://127.0.0.1:${port}/v1`],
      {
        cwd: folder.path,
        env: stageEnv(stage),
      },
    )
    gateway.close()
    expect(run.code).toBe(3)
    expect(run.stderr).toMatch(/redirect/i)
    expect(stage.asked(SECOND)).toBe(0)
  })
})
