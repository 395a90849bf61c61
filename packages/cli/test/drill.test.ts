import { SCENARIO_NAMES } from '@understudy/outage'
import { virtualStage } from '@understudy/outage'
import { systemRuntime } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { onStage } from '../src/drill/on-stage.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'

interface Report {
  readonly passed: boolean
  readonly failures: readonly string[]
  readonly notes: readonly string[]
  readonly lost: number
  readonly served: Readonly<Record<string, number>>
  readonly attempts: readonly { readonly target: string }[]
}

async function drill(
  targets: string,
  more: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
  env: Record<string, string> = {},
) {
  using folder = folderWith(files)
  const args = ['drill', ...more, '--json', ...(targets === '' ? [] : ['--targets', targets])]
  const run = await inProcess(args, { cwd: folder.path, env })
  return { ...run, report: run.stdout === '' ? null : (JSON.parse(run.stdout) as Report) }
}

describe('a drill of one’s own targets', { timeout: 60_000 }, () => {
  it('fails a withdrawal with one target and no standby, and passes with one of another vendor', async () => {
    const alone = await drill('anthropic/claude-opus-5-5')
    expect([alone.code, alone.report?.passed]).toEqual([1, false])
    expect(alone.report?.failures.join()).toMatch(/\d+ of 1000 calls were lost; 0 may be/)
    const two = await drill('anthropic/claude-opus-5-5,openai/gpt-5.5')
    expect([two.code, two.report?.failures, Object.keys(two.report?.served ?? {}).toSorted()]).toEqual([
      0,
      [],
      ['claude-opus-5-5', 'gpt-5.5'],
    ])
    expect(two.report?.notes[0]).toBe('Drilled are your own targets: anthropic/claude-opus-5-5, openai/gpt-5.5.')
  })

  it('does not count the offline scanner as a standby', async () => {
    const { code, report } = await drill('openai/gpt-5.5,floor')
    expect([code, report?.notes.join(' ')]).toEqual([1, expect.stringContaining('The offline scanner is left out')])
  })

  it.each(SCENARIO_NAMES)('plays %s with three vendors in any order', async (name) => {
    // Refused code goes elsewhere only where the operator says so.
    const config = { 'c.json': JSON.stringify({ onRefusal: 'failover' }) }
    for (const targets of [
      'google/gemini-3.8-flash,openai/gpt-5.5,anthropic/claude-opus-5-5',
      'openai/gpt-5.5,anthropic/claude-opus-5-5,openai/gpt-5.4,google/gemini-3.8-flash',
    ]) {
      const { report } = await drill(targets, [name, '--config', 'c.json'], config)
      expect(report?.failures).toEqual([])
    }
  })

  it('asks nobody whom policy forbids, so that a forbidden standby is none', async () => {
    const policy = { otherwise: 'allow', rules: [{ id: 'no', effect: 'deny', vendors: ['openai'] }] }
    const { code, report } = await drill('anthropic/claude-opus-5-5,openai/gpt-5.5', ['--config', 'c.json'], {
      'c.json': JSON.stringify({ policy }),
    })
    expect(code).toBe(1)
    expect(report?.attempts.map(({ target }) => target)).not.toContain('openai/gpt-5.5')
    expect(report?.notes.join()).toContain('openai/gpt-5.5 does not review this code')
  })

  it('keeps suspensions of the store, and leaves none there', async () => {
    using folder = folderWith()
    const options = { cwd: folder.path, env: { ANTHROPIC_API_KEY: 'a-key', OPENAI_API_KEY: 'o-key' } }
    const targets = ['--targets', 'anthropic/claude-opus-5-5,openai/gpt-5.5']
    await inProcess(['withdraw', 'openai/gpt-5.5', '--reason', 'ordered', ...targets], options)
    const suspended = await inProcess(['drill', '--json', ...targets], options)
    expect([suspended.code, suspended.stdout]).toEqual([1, expect.stringContaining('openai/gpt-5.5 is suspended, as it is now')])
    await inProcess(['reinstate', 'openai/gpt-5.5', ...targets], options)
    expect((await inProcess(['drill', ...targets], options)).code).toBe(0)
    const { stdout } = await inProcess(['targets', '--json', ...targets], options)
    expect((JSON.parse(stdout) as { targets: { bar?: object; lastServedAt?: number }[] }).targets).toMatchObject([
      expect.not.objectContaining({ bar: expect.anything() as object, lastServedAt: expect.anything() as number }),
      expect.not.objectContaining({ bar: expect.anything() as object, lastServedAt: expect.anything() as number }),
    ])
  })

  it('goes by tiers and tasks, and by targets of gateways with an id, headers and a key of their own', async () => {
    const targets = [
      {
        target: 'openai-compatible/qwen-3',
        id: 'gpu/qwen-3',
        baseURL: 'http://gpu-box:8000/v1',
        allowInsecureHttp: ['gpu-box'],
        tier: 1,
        headers: { 'x-team': '${TEAM}' },
        structuredOutput: 'none',
      },
      { target: 'anthropic/claude-opus-5-5', baseURL: 'https://gateway.example/anthropic', apiKeyEnv: 'GATEWAY_KEY', tier: 0 },
      { target: 'openai/gpt-5.5', tasks: ['triage.finding'], tier: 2 },
    ]
    const { code, report } = await drill(JSON.stringify(targets))
    expect([code, report?.failures]).toEqual([0, []])
    expect(Object.keys(report?.served ?? {}).toSorted()).toEqual(['claude-opus-5-5', 'qwen-3'])
    expect(report?.notes.join()).toContain('openai/gpt-5.5 does not review this code')
  })

  it('plays a scenario of a file, with its models or in their places, and refuses what is none', async () => {
    const scenario = {
      name: 'mine',
      summary: 'The first model is overloaded all the time.',
      lastsMs: 60_000,
      models: [
        { vendor: 'openai', model: 'gpt-5.5' },
        { vendor: 'anthropic', model: 'claude-opus-5-5' },
      ],
      steps: [{ atMs: 0, do: 'inject', model: 'gpt-5.5', fault: 'overloaded' }],
      calls: { count: 10 },
      expect: { servedBy: [{ fromMs: 0, untilMs: 60_000, models: ['claude-opus-5-5'] }] },
    }
    const files = {
      'mine.json': JSON.stringify(scenario),
      'bad.json': '{"name":"x"',
      'odd.json': JSON.stringify({ ...scenario, clals: 1 }),
    }
    const same = await drill('anthropic/claude-opus-5-5,openai/gpt-5.5', ['./mine.json'], files)
    expect([same.code, same.report?.served]).toEqual([0, { 'claude-opus-5-5': 10 }])
    const other = await drill('google/gemini-3.8-flash,openai/gpt-5.4', ['mine.json'], files)
    expect([other.code, other.report?.served]).toEqual([0, { 'gpt-5.4': 10 }])
    expect((await drill('', ['mine.json'], files)).code).toBe(0)
    for (const [file, words] of [
      ['bad.json', /bad\.json is no scenario/],
      ['odd.json', /clals.*did you mean calls/],
      ['gone.json', /gone\.json/],
    ] as const)
      expect(await drill('', [file], files)).toMatchObject({ code: 2, stderr: expect.stringMatching(words) as string })
  })

  it('drills the models of the scenario, and says so, where there is nothing of one’s own', async () => {
    const { code, report } = await drill('')
    expect([code, report?.notes]).toEqual([0, [expect.stringContaining('the models of the scenario are drilled')]])
    expect((await drill('', [], {}, { OPENAI_API_KEY: 'o-key' })).code).toBe(1)
    expect(await drill('floor')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing is configured that can be simulated') as string,
    })
  })
})

describe('a request that is led to the simulator', () => {
  it.each([
    ['anthropic', 'https://gateway.example/team/anthropic/v1/messages', 'https://api.anthropic.com/v1/messages'],
    ['openai', 'https://gateway.example/openai/v1/chat/completions', 'https://api.openai.com/v1/chat/completions'],
    ['openai', 'https://eu.api.openai.com/v1/responses', 'https://api.openai.com/v1/responses'],
    [
      'google',
      'https://g.example/x/v1beta/models/m:generateContent?alt=sse',
      'https://generativelanguage.googleapis.com/v1beta/models/m:generateContent?alt=sse',
    ],
  ] as const)('of %s carries no key and no header of the user’s: %s', async (vendor, given, wanted) => {
    const stage = virtualStage({ models: [{ vendor, model: 'm' }] })
    const seen: { readonly url: string; readonly headers: Headers }[] = []
    const fetch: typeof globalThis.fetch = async (url, init) => {
      seen.push({ url: url instanceof Request ? url.url : url.toString(), headers: new Headers(init?.headers) })
      return new Response('{}')
    }
    const lead = onStage({ stage, fetch, runtime: systemRuntime, onNotice: () => {} }, vendor)
    const secret = 'my-true-key'
    const headers = {
      authorization: `Bearer ${secret}`,
      'x-api-key': secret,
      'x-goog-api-key': secret,
      'x-team': secret,
      'content-type': 'application/json',
    }
    await lead(given, { method: 'POST', body: '{}', headers })
    expect(seen.map(({ url }) => url)).toEqual([wanted])
    const sent = [...(seen[0]?.headers ?? [])].flat().join(' ')
    expect(sent).not.toContain(secret)
    expect(sent).toContain(stage.apiKey(vendor))
    expect(sent).toContain('application/json')
  })
})
