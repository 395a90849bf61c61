import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'
import { sampleReport } from './sample-report.ts'
import { inProcess } from './shell.ts'
import { openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

describe('every command', () => {
  it('is listed, and shows an example before anything else', async () => {
    const { stdout, code } = await inProcess(['--help'], { cwd: '/' })
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'understudy' && name !== 'help')
    expect(code).toBe(0)
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) {
      const help = await inProcess([name, '--help'], { cwd: '/' })
      expect(help.stdout).toMatch(/^Examples?:\n {2}.*understudy /)
    }
  })

  it('completes in bash, from the program itself', async () => {
    const { stdout } = await inProcess(['completion', 'bash'], { cwd: '/' })
    const complete = (words: string[]): string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _understudy; echo "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      )
        .trim()
        .split(' ')
    expect(complete(['understudy', 'rev'])).toContain('review')
    expect(complete(['understudy', 'review', '--fail'])).toEqual(['--fail-on'])
  })
})

describe('targets, withdraw and reinstate', () => {
  it('take a target out for every process of the store, and bring it back', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const health = async (): Promise<string> => (await inProcess(['targets', ...TARGETS], options)).stdout
    expect(await health()).toMatch(new RegExp(`1 {2}anthropic/${PRIMARY} +ready +never`))
    const out = await inProcess(['withdraw', `anthropic/${PRIMARY}`, '--reason', 'ordered by legal', ...TARGETS], options)
    expect(out).toMatchObject({ code: 0, stdout: `anthropic/${PRIMARY} is out of use until it is reinstated.\n` })
    expect(await health()).toMatch(/out of use +operator: /)
    const json = JSON.parse((await inProcess(['targets', '--json', ...TARGETS], options)).stdout) as {
      targets: { bar?: { by: string } }[]
    }
    expect(json.targets[0]?.bar?.by).toBe('operator')
    expect((await inProcess(['reinstate', `anthropic/${PRIMARY}`, ...TARGETS], options)).code).toBe(0)
    expect(await health()).not.toContain('out of use')
  })

  it.each([
    [['withdraw', 'openai/gtp-5.5', '--reason', 'x', ...TARGETS], /did you mean openai\/gpt-5.5/],
    [['withdraw', `openai/${SECOND}`, ...TARGETS], /Required option '--reason/],
    [['withdraw', `openai/${SECOND}`, '--reason', 'x', '--no-store', ...TARGETS], /no store to remember this in/],
  ])('%j is refused', async (args, words) => {
    await using stage = await openStage()
    using folder = folderWith()
    const run = await inProcess(args, { cwd: folder.path, env: stageEnv(stage) })
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(words) as string })
  })
})

describe('drill', { timeout: 30_000 }, () => {
  it('plays a withdrawal, and passes', async () => {
    const { code, stdout } = await inProcess(['drill', 'withdrawal-for-everybody'], { cwd: '/' })
    expect(stdout).toContain('Passed')
    expect(stdout).toMatch(/anthropic\/claude-fable-5 .*░/)
    expect(code).toBe(0)
  })

  it('asks real models only with the operator’s yes, and then says who served', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith()
    const options = { cwd: folder.path, env: stageEnv(stage) }
    expect(await inProcess(['drill', '--live', ...TARGETS], options)).toMatchObject({ code: 2, stdout: '' })
    expect(stage.asked(SECOND)).toBe(0)
    const live = await inProcess(['drill', '--live', '--yes', ...TARGETS], options)
    expect(live).toMatchObject({ code: 0, stdout: expect.stringContaining(`openai/${SECOND} served instead`) as string })
    expect(stage.asked(PRIMARY)).toBe(0)
  })

  it('takes out any target in a live drill, respects bars and rules that hold, and is not remembered', async () => {
    await using stage = await openStage({ clean: true })
    const policy = { otherwise: 'allow', rules: [{ id: 'no', effect: 'deny', vendors: ['openai'] }] }
    using folder = folderWith({ 'op.json': JSON.stringify({ policy }) })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const drill = (...args: string[]) => inProcess(['drill', '--live', '--yes', ...TARGETS, ...args], options)
    expect(await drill('--target', `openai/${SECOND}`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`anthropic/${PRIMARY} served instead`) as string,
    })
    // A policy that forbids the only substitute: the drill must not ask it either.
    expect((await drill('--config', 'op.json')).code).toBe(3)
    expect(stage.asked(SECOND)).toBe(0)
    await inProcess(['withdraw', `anthropic/${PRIMARY}`, '--reason', 'x', ...TARGETS], options)
    // What serves now is the second one, so that is taken out; the first stays out.
    const both = await drill('--json')
    expect([both.code, JSON.parse(both.stdout)]).toMatchObject([3, { withdrawn: `openai/${SECOND}`, servedBy: null }])
    const status = await inProcess(['targets', '--json', ...TARGETS], options)
    const { targets } = JSON.parse(status.stdout) as { targets: { id: string; bar?: object }[] }
    expect(targets.map(({ id, bar }) => [id, bar !== undefined])).toEqual([
      [`anthropic/${PRIMARY}`, true],
      [`openai/${SECOND}`, false],
    ])
    expect((await drill('--target', 'openai/gtp')).stderr).toContain('--target must be one of')
  })

  it('names the nearest scenario', async () => {
    expect((await inProcess(['drill', 'flaping'], { cwd: '/' })).stderr).toContain('did you mean flapping?')
  })
})

describe('report', () => {
  it('makes a page from a saved run, with code from the root', async () => {
    using folder = folderWith({ 'run.json': JSON.stringify(sampleReport()), 'src/orders.js': 'one\nthe very line\nthree\n' })
    const run = await inProcess(['report', 'run.json', '--root', '.', '--output', 'out.html'], { cwd: folder.path })
    expect(run.code).toBe(0)
    expect(readFileSync(folder.at('out.html'), 'utf8')).toContain('the very line')
  })

  it.each([
    ['json', /"schemaVersion": 1/],
    ['sarif', /"version": "2\.1\.0"/],
    ['gitlab', /"vulnerabilities"/],
    ['rdjson', /"diagnostics"/],
    ['github', /^::/m],
    ['markdown', /SQL built from input/],
    ['pretty', /Verdict/],
  ])('writes %s', async (format, words) => {
    using folder = folderWith({ 'run.json': JSON.stringify(sampleReport()) })
    const run = await inProcess(['report', 'run.json', '--format', format], { cwd: folder.path })
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(words) as string })
  })

  it('reads no file outside the root, whatever the run says', async () => {
    using folder = folderWith({
      'run.json': JSON.stringify(sampleReport({ path: '../secret.js' })),
      'secret.js': 'one\nthe secret line\n',
      'in/x': '',
    })
    const run = await inProcess(['report', 'run.json', '--root', 'in'], { cwd: folder.path })
    expect(run.code).toBe(0)
    expect(run.stdout).not.toContain('the secret line')
  })

  it.each([
    ['{}', /run\.json: .*schemaVersion/],
    ['not json', /run\.json: /],
  ])('refuses %j', async (text, words) => {
    using folder = folderWith({ 'run.json': text })
    expect(await inProcess(['report', 'run.json'], { cwd: folder.path })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(words) as string,
    })
  })

  it('writes only a picture with --svg, and says which results it needs', async () => {
    using folder = folderWith({ 'run.json': JSON.stringify(sampleReport()) })
    const picture = await inProcess(['report', 'run.json', '--svg', 'timeline'], { cwd: folder.path })
    expect(picture.stdout).toMatch(/^<svg [^]*<\/svg>\n$/)
    const heat = await inProcess(['report', 'run.json', 'run.json', '--svg', 'agreement'], { cwd: folder.path })
    expect(heat.stdout).toContain('n = 1')
    const alone = await inProcess(['report', 'run.json', '--svg', 'agreement'], { cwd: folder.path })
    expect(alone).toMatchObject({ code: 2, stdout: '' })
    expect(alone.stderr).toContain('at least two results')
    expect(alone.stderr).toContain('understudy report --help')
  })
})
