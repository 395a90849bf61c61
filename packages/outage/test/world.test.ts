import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, test } from 'vitest'
import { displayName } from '../src/world/display-name.ts'
import { describeEvent, virtualStage, type VirtualStage, type WorldOptions } from '../src/index.ts'
import { send, type Vendor, WORLD } from './worlds.ts'

const ACCOUNTS: WorldOptions['accounts'] = [
  { vendor: 'anthropic', name: 'team-a', apiKey: 'key-a', region: 'eu' },
  { vendor: 'anthropic', name: 'team-b', apiKey: 'key-b', region: 'us', models: ['claude-opus-4-8'] },
  { vendor: 'openai', name: 'team-a', apiKey: 'key-a', requestsPerMinute: 2 },
  { vendor: 'google', name: 'team-a', apiKey: 'key-a', tokensPerMinute: 500 },
]
const open = (more: Partial<WorldOptions> = {}) => {
  const runtime = virtualRuntime()
  return { runtime, stage: virtualStage({ ...WORLD, accounts: ACCOUNTS, runtime, ...more }) }
}
const statusOf = async (stage: VirtualStage, vendor: Vendor = 'anthropic', key = 'key-a', input?: string): Promise<number> =>
  (await send(stage, vendor, { key, fetch: stage.fetch, ...(input !== undefined && { input }) })).status

describe('withdrawing a model', () => {
  test('speaks the words of June 2026', async () => {
    const { stage } = open()
    stage.withdraw('claude-fable-5')
    const response = await send(stage, 'anthropic', { key: 'key-a', fetch: stage.fetch })
    expect([response.status, await response.json()]).toEqual([
      404,
      {
        type: 'error',
        error: {
          type: 'not_found_error',
          message:
            'Claude Fable 5 is not available. Please use Opus 4.8. Learn more: https://www.anthropic.com/news/fable-mythos-access',
        },
        request_id: expect.stringMatching(/^req_01/) as string,
      },
    ])
  })

  test.each([
    ['withdrawn', 404, 'Please use Opus 4.8'],
    ['unavailable', 404, 'Claude Fable 5 is currently unavailable. Learn more:'],
    ['retired', 404, '"model: claude-fable-5"'],
    ['unknown-model', 404, '"model: claude-fable-5"'],
    ['not-permitted', 403, 'permission_error'],
    ['region-blocked', 403, 'Request not allowed'],
  ] as const)('as %s', async (mode, status, words) => {
    const { stage } = open()
    stage.withdraw('claude-fable-5', { mode })
    const response = await send(stage, 'anthropic', { key: 'key-a', fetch: stage.fetch })
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(words)])
  })

  test('lets a number of requests pass, or a time, and is undone', async () => {
    const { stage, runtime } = open()
    stage.withdraw('claude-fable-5', { afterRequests: 2 })
    expect([await statusOf(stage), await statusOf(stage), await statusOf(stage)]).toEqual([200, 200, 404])
    stage.reinstate('claude-fable-5')
    stage.withdraw('claude-fable-5', { afterMs: 1_000 })
    expect(await statusOf(stage)).toBe(200)
    await runtime.advance(1_000)
    expect(await statusOf(stage)).toBe(404)
    stage.reinstate('claude-fable-5')
    expect([await statusOf(stage), stage.asked('claude-fable-5')]).toEqual([200, 6])
  })

  test('for one account or region only, and given back to one account', async () => {
    const { stage } = open({ accounts: ACCOUNTS.map(({ models: _models, ...account }) => account) })
    stage.withdraw('claude-fable-5', { account: 'team-a' })
    stage.withdraw('claude-fable-5', { region: 'us' })
    expect([await statusOf(stage), await statusOf(stage, 'anthropic', 'key-b')]).toEqual([404, 404])
    stage.reinstate('claude-fable-5', { account: 'team-a' })
    expect([await statusOf(stage), await statusOf(stage, 'anthropic', 'key-b')]).toEqual([200, 404])
  })

  test('by another model that answers in its place', async () => {
    const { stage } = open()
    stage.withdraw('claude-fable-5', { mode: 'substituted', afterRequests: 1 })
    const served = async () =>
      ((await (await send(stage, 'anthropic', { key: 'key-a', fetch: stage.fetch })).json()) as { model: string }).model
    expect([await served(), await served()]).toEqual(['claude-fable-5', 'claude-opus-4-8'])
  })
})

describe('accounts, limits and dates', () => {
  test('an account has its own models', async () => {
    const { stage } = open()
    expect(await statusOf(stage, 'anthropic', 'key-b')).toBe(403)
  })

  test('requests and tokens per minute, with the time to wait', async () => {
    const { stage, runtime } = open()
    expect([await statusOf(stage, 'openai'), await statusOf(stage, 'openai')]).toEqual([200, 200])
    await runtime.advance(20_000)
    const limited = await send(stage, 'openai', { key: 'key-a', fetch: stage.fetch })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '40'])
    await runtime.advance(40_001)
    expect(await statusOf(stage, 'openai')).toBe(200)
    const long = 'x'.repeat(1_600)
    expect([await statusOf(stage, 'google', 'key-a', long), await statusOf(stage, 'google', 'key-a', long)]).toEqual([200, 429])
  })

  test('release, retirement and the vendor list', async () => {
    const models = [{ vendor: 'anthropic', model: 'claude-fable-5', releasedAt: '2026-06-13', retiresAt: '2026-06-15' }] as const
    const { stage, runtime } = open({ models, accounts: ACCOUNTS.slice(0, 1) })
    const lifecycle = async () => {
      const response = await stage.fetch(`${stage.baseURL('anthropic')}/v1/models/claude-fable-5`, {
        headers: { 'x-api-key': 'key-a', 'anthropic-version': '1' },
      })
      return response.ok ? ((await response.json()) as { lifecycle: string }).lifecycle : response.status
    }
    expect([await statusOf(stage), await lifecycle()]).toEqual([404, 404])
    await runtime.advance(86_400_000)
    expect([await statusOf(stage), await lifecycle()]).toEqual([200, 'deprecated'])
    await runtime.advance(2 * 86_400_000)
    expect([await statusOf(stage), await lifecycle()]).toEqual([404, 'retired'])
  })

  test('a context that is too long, and an answer that is cut at the limit', async () => {
    const { stage } = open({
      models: [{ vendor: 'openai', model: 'gpt-5.5', contextTokens: 100, maxOutputTokens: 70 }],
      accounts: [{ vendor: 'openai', name: 'a', apiKey: 'key-a' }],
    })
    expect(await statusOf(stage, 'openai', 'key-a', 'x'.repeat(1_000))).toBe(400)
    const cut = (await (await send(stage, 'openai', { key: 'key-a', fetch: stage.fetch })).json()) as object
    expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
  })
})

describe('a wrong world', () => {
  test.each<[string, object, RegExp]>([
    ['no models', { models: [] }, /models must be a list of at least one model, got a list of 0/],
    [
      'a vendor nobody plays',
      { models: [{ vendor: 'antropic', model: 'x' }] },
      /models\[0\]\.vendor must be one of .*did you mean anthropic/,
    ],
    ['twice the same model', { models: [WORLD.models[0], WORLD.models[0]] }, /models\[1\]\.model must be named only once/],
    [
      'a slip of the pen',
      { models: [{ ...WORLD.models[0], latencyMS: 3 }] },
      /models\[0\]\.latencyMS must be a known option \(did you mean latencyMs\?\)/,
    ],
    [
      'a date that is none',
      { models: [{ ...WORLD.models[0], retiresAt: 'soon' }] },
      /models\[0\]\.retiresAt must be an ISO 8601 date, got "soon"/,
    ],
    [
      'an account of a model it lacks',
      { ...WORLD, accounts: [{ vendor: 'openai', name: 'a', apiKey: 'k', models: ['gpt-6'] }] },
      /accounts\[0\]\.models\[0\]/,
    ],
    [
      'an empty key',
      { ...WORLD, accounts: [{ vendor: 'openai', name: 'a', apiKey: '' }] },
      /accounts\[0\]\.apiKey must be a non-empty string/,
    ],
  ])('%s', (_name, world, sentence) => expect(() => virtualStage(world as WorldOptions)).toThrow(sentence))

  test('a model or a fault that is not there', () => {
    const { stage } = open()
    expect(() => stage.withdraw('claude-fabel-5')).toThrow(/withdraw\.model must be one of .*did you mean claude-fable-5/)
    expect(() => stage.withdraw('claude-fable-5', { mode: 'gone' as 'retired' })).toThrow(/withdraw\.mode/)
    expect(() => stage.inject('*', 'overlaoded' as 'overloaded')).toThrow(/did you mean overloaded/)
    expect(() => stage.inject('*', { name: 'overloaded', bites: 1 } as never)).toThrow(/inject\.fault\.bites/)
  })
})

test('faults compose: each changes what the one before it made, and a listener hears of it', async () => {
  const { stage, runtime } = open()
  const heard: string[] = []
  const stop = stage.subscribe((event) => heard.push(event.type === 'request' ? event.faults.join(' then ') : event.type))
  stage.inject('claude-fable-5', 'overloaded')
  stage.inject('*', { name: 'slow-headers', delayMs: 700 }, { account: 'team-a' })
  const began = runtime.now()
  expect(await runtime.until(statusOf(stage))).toBe(529)
  expect(runtime.now() - began).toBe(700)
  stop()
  await runtime.until(statusOf(stage))
  expect(heard).toEqual(['fault-injected', 'fault-injected', 'overloaded then slow-headers'])
})

test('the same seed writes the same answer, ids included', async () => {
  const write = async (seed: number) =>
    (await send(open({ seed }).stage, 'openai', { key: 'key-a', fetch: open({ seed }).stage.fetch })).text()
  expect(await write(1)).toBe(await write(1))
  expect(await write(1)).not.toBe(await write(2))
})

test('names are shown as vendors print them, events as people read them', async () => {
  expect(['claude-fable-5', 'claude-opus-4-8', 'gpt-5.5', 'gemini-3-pro', 'claude-sonnet-4-5-20250929'].map(displayName)).toEqual(
    ['Claude Fable 5', 'Claude Opus 4.8', 'GPT 5.5', 'Gemini 3 Pro', 'Claude Sonnet 4.5'],
  )
  const { stage } = open()
  const lift = stage.inject('claude-fable-5', 'reset')
  await expect(statusOf(stage)).rejects.toThrow('fetch failed')
  lift()
  lift()
  expect(stage.timeline().map(describeEvent)).toEqual([
    '    0.000s  claude-fable-5  fault-injected reset',
    '    0.000s  anthropic/claude-fable-5  messages -> 0, then reset  [reset]',
    '    0.000s  claude-fable-5  fault-lifted reset',
  ])
  stage.reset()
  expect([await statusOf(stage), stage.asked('claude-fable-5')]).toEqual([200, 1])
})
