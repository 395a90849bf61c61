import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Report } from '@understudy/findings'
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
    expect(complete(['understudy', 'review', '--fail'])).toEqual(['--fail-on', '--fail-on-existing'])
  })
})

describe('targets, withdraw and reinstate', () => {
  it('take a target out for every process of the store, and bring it back', async () => {
    await using stage = await openStage()
    using folder = folderWith()
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const health = async (): Promise<string> => (await inProcess(['targets', ...TARGETS], options)).stdout
    expect(await health()).toMatch(/1 {2}anthropic\/claude-fable… +unproven +it never served this cr… +never/)
    const out = await inProcess(['withdraw', `anthropic/${PRIMARY}`, '--reason', 'ordered by legal', ...TARGETS], options)
    expect(out).toMatchObject({
      code: 0,
      stdout: `anthropic/${PRIMARY} is out of use with every endpoint and key until it is reinstated.\n`,
    })
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
    // Not in the drill; once beside it, since it never served.
    expect(live.stdout).toContain(`anthropic/${PRIMARY} answers, too.`)
    expect([stage.asked(PRIMARY), stage.asked(SECOND)]).toEqual([1, 1])
  })

  it('remembers who served and who refused, which readiness goes by', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith()
    const env = { ...stageEnv(stage), OPENAI_API_KEY: 'expired-key-1234' }
    const run = (env: Record<string, string>, ...args: string[]) => inProcess([...args, ...TARGETS], { cwd: folder.path, env })
    const never = await run(env, 'readiness')
    expect([never.code, never.stdout]).toEqual([
      1,
      expect.stringContaining(`Not ready: openai/${SECOND} is unproven: it never served`),
    ])
    expect(never.stdout).not.toContain('Ready: ')
    const live = await run(env, 'drill', '--live', '--yes')
    expect([live.code, live.stdout]).toEqual([3, expect.stringContaining(`The key of openai/${SECOND} is wrong`)])
    expect(live.stdout).not.toContain('Add a target')
    const after = await run(env, 'readiness')
    expect(after.code).toBe(1)
    expect(after.stdout).toMatch(/Not ready: openai\/\S+ is unproven: it never served this credential; last time: .*key/)
    expect(after.stdout).not.toContain(`anthropic/${PRIMARY} is unproven`)
    expect((await run(env, 'targets')).stdout).toMatch(/unproven +it never served/)
    // A key that is right is another credential, and has to show it as well.
    expect((await run(stageEnv(stage), 'readiness')).code).toBe(1)
    expect((await run(stageEnv(stage), 'drill', '--live', '--yes')).code).toBe(0)
    const ready = await run(stageEnv(stage), 'readiness')
    expect([ready.code, ready.stdout]).toEqual([0, expect.stringContaining('Ready: no single loss ends a task')])
    const asked = await run(stageEnv(stage), 'readiness', '--ask')
    expect(asked.code).toBe(0)
    const typo = ['readiness', '--ask', '--targets', `anthropic/${PRIMARY},openai/no-such-model`]
    const gone = await inProcess(typo, { cwd: folder.path, env: stageEnv(stage) })
    expect([gone.code, gone.stdout]).toEqual([
      1,
      expect.stringContaining('Not ready: openai/no-such-model: the vendor does not list'),
    ])
  })

  it('says of a mistyped first model that it never served', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'a.js': '1' })
    const targets = ['--targets', `anthropic/claude-opsu-5-5,openai/${SECOND}`]
    const options = { cwd: folder.path, env: stageEnv(stage) }
    expect((await inProcess(['review', 'a.js', ...targets], options)).code).toBe(0)
    const readiness = await inProcess(['readiness', ...targets], options)
    expect([readiness.code, readiness.stdout]).toEqual([1, expect.stringContaining('anthropic/claude-opsu-5-5 is unproven')])
    expect(readiness.stdout).toMatch(/vendor openai +lost +nobody/)
  })

  it('tells work that nobody does now from work that a loss would end', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith()
    const targets = JSON.stringify([{ target: `openai/${SECOND}`, tasks: ['triage.finding'] }])
    const run = await inProcess(['readiness', '--targets', targets], { cwd: folder.path, env: stageEnv(stage) })
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('Not ready: review.files, review.diff, verify.fix, propose.patch works for nobody now')
    expect(run.stdout).toContain('Not ready: triage.finding would end with a single loss')
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
    const before = stage.asked(SECOND)
    expect((await drill('--config', 'op.json')).code).toBe(3)
    expect(stage.asked(SECOND)).toBe(before)
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

describe('a first target that never answers', { timeout: 30_000 }, () => {
  const typo = ['--targets', `anthropic/claude-opsu-5-5,openai/${SECOND}`, '--quiet', '--no-cache']
  const words = /anthropic\/claude-opsu-5-5 comes before openai\/gpt-5\.5 and is unproven: it never served this credential/

  it('is told in every format, on the first run and on every later one', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'a.js': '1' })
    const review = (format: string) =>
      inProcess(['review', 'a.js', ...typo, '--format', format], { cwd: folder.path, env: stageEnv(stage) })
    for (let run = 0; run < 2; run++) {
      const json = JSON.parse((await review('json')).stdout) as { status: string; notes: string[] }
      expect([json.status, json.notes]).toEqual(['complete', [expect.stringMatching(words)]])
      expect((await review('markdown')).stdout.replaceAll('\\', '')).toMatch(words)
      expect((await review('pretty')).stdout.replaceAll('\n', ' ')).toMatch(words)
      const sarif = JSON.parse((await review('sarif')).stdout) as {
        runs: { invocations: { toolExecutionNotifications: { level: string; message: { text: string } }[] }[] }[]
      }
      const [told] = sarif.runs[0]?.invocations[0]?.toolExecutionNotifications ?? []
      expect(told).toMatchObject({ level: 'warning', message: { text: expect.stringMatching(words) as string } })
      expect((await review('html')).stdout).toMatch(words)
    }
  })

  it('is not told of a standby that nobody needed, nor of one that an operator took out', async () => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ 'a.js': '1' })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const review = async () =>
      (JSON.parse((await inProcess(['review', 'a.js', ...TARGETS, '--no-cache', '--format', 'json'], options)).stdout) as Report)
        .notes
    expect(await review()).toEqual([])
    await inProcess(['withdraw', `anthropic/${PRIMARY}`, '--reason', 'x', ...TARGETS], options)
    expect((await review()).join()).not.toContain('unproven')
  })
})
