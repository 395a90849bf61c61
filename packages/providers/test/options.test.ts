import { inspect } from 'node:util'
import { anthropic, createTarget, google, googleLegacy, openai, openaiCompatible, VENDORS } from '@understudy/providers'
import { attemptContext, hasCode, type ModelAdapter } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { loadSdk } from '../src/adapter/index.ts'
import { checkNodeVersion } from '../src/adapter/node-version.ts'
import { SUBJECTS } from './support/vendors.ts'

const env = (values: Record<string, string>): { readonly env: (name: string) => string | undefined } => ({
  env: (name) => values[name],
})
const none = env({})

const refusal = (make: () => unknown): { code: string; path: string; message: string } => {
  try {
    make()
  } catch (error) {
    if (hasCode(error, 'invalid-option')) return error
    throw error
  }
  throw new Error('It was accepted.')
}

describe('a Node that is too old', () => {
  it.each(['18.20.4', '20.20.2', '22.18.0'])('is named: %s', (version) =>
    expect(refusal(() => checkNodeVersion(version)).message).toMatch(/^Node must be version 22\.19 or newer, got "\d/),
  )

  it.each(['22.19.0', '23.0.0', '24.21.0', '26.0.0'])('is told from one that will do: %s', (version) =>
    expect(() => checkNodeVersion(version)).not.toThrow(),
  )
})

describe('an adapter whose key the environment lacks', () => {
  const ANTHROPIC = 'sk-ant-0123456789abcdef'
  it.each<[string, ModelAdapter, string]>([
    ['is not set', openai({ model: 'm', runtime: none }), 'OPENAI_API_KEY is not set'],
    ['has two names', google({ model: 'm', runtime: none }), 'GEMINI_API_KEY or GOOGLE_API_KEY is not set'],
    [
      'is empty',
      openai({ model: 'm', runtime: env({ OPENAI_API_KEY: '' }) }),
      'OPENAI_API_KEY is set in the environment, but empty',
    ],
    [
      'is blank',
      openai({ model: 'm', runtime: env({ OPENAI_API_KEY: ' \n' }) }),
      'OPENAI_API_KEY is set in the environment, but empty',
    ],
    ['is another vendor’s', openai({ model: 'm', runtime: env({ OPENAI_API_KEY: ANTHROPIC }) }), 'form of a key of Anthropic'],
    ['has a line end', openai({ model: 'm', runtime: env({ OPENAI_API_KEY: 'sk-abc\n' }) }), 'without spaces, line ends'],
    [
      'has a variable of its own',
      openai({ model: 'm', apiKeyEnv: 'MINE', runtime: env({ OPENAI_API_KEY: 'k' }) }),
      'MINE is not set',
    ],
    [
      'has a line end in what a header needs',
      openaiCompatible({ model: 'm', baseURL: 'https://g.example', headers: { a: '${MINE}' }, runtime: env({ MINE: 'k\n' }) }),
      'MINE, which its headers need, must be one line of plain text',
    ],
    [
      'lacks what a header needs',
      openaiCompatible({ model: 'm', baseURL: 'https://g.example', headers: { a: 'Bearer ${MINE}' }, runtime: none }),
      'MINE, which its headers need, is not set',
    ],
    [
      'is named for an endpoint that may need none',
      openaiCompatible({ model: 'm', baseURL: 'https://g.example', apiKeyEnv: 'MINE', runtime: none }),
      'MINE is not set',
    ],
  ])('is made, and says so before anything is sent, where it %s', async (_, adapter, words) => {
    expect(adapter.unavailable).toContain(`${adapter.id} cannot be asked: `)
    expect(adapter.unavailable).toContain(words)
    expect(adapter.unavailable).not.toContain(ANTHROPIC)
    const asked = adapter.invoke({} as never, attemptContext({ fetch: () => expect.unreachable('it was sent') } as never))
    await expect(asked).rejects.toMatchObject({ kind: 'auth', message: adapter.unavailable })
  })

  it('is told from one with a key in a variable of its own, and from an endpoint that needs none', () => {
    expect(openai({ model: 'm', apiKeyEnv: 'MINE', runtime: env({ MINE: 'k' }) }).unavailable).toBeUndefined()
    expect(openaiCompatible({ model: 'm', baseURL: 'https://g.example', runtime: none }).unavailable).toBeUndefined()
  })

  it('is another target than one that lacks another key', () => {
    const [one, two] = ['A', 'B'].map((apiKeyEnv) => openai({ model: 'm', apiKeyEnv, runtime: none }))
    expect(one?.channel.credential).not.toBe(two?.channel.credential)
  })
})

describe('advice on a key that was refused', () => {
  it.each<[string, object, RegExp]>([
    [
      'names the variable that it came from',
      { apiKeyEnv: 'MINE', runtime: env({ MINE: 'a-key-of-mine' }) },
      /Check the key \(option apiKey or MINE\)/,
    ],
    ['says that none was sent', { runtime: none }, /No key was sent: give apiKey, or name its variable with apiKeyEnv/],
  ])('%s', async (_, options, words) => {
    const fetch = async (): Promise<Response> => Response.json({ error: { message: 'Unauthorized' } }, { status: 401 })
    const adapter = openaiCompatible({ model: 'm', baseURL: 'https://g.example/v1', fetch, ...options })
    const asked = adapter.invoke(
      { task: 'plain', system: 's', input: 'i', maxOutputTokens: 1, promptVersion: 'p' },
      attemptContext(),
    )
    await expect(asked).rejects.toMatchObject({ kind: 'auth', message: expect.stringMatching(words) as string })
  })
})

describe('options for gateways', () => {
  const at = { model: 'm', apiKey: 'k', baseURL: 'https://g.example/v1' }
  async function sent(options: object): Promise<Headers> {
    const seen: Headers[] = []
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      seen.push(new Headers(init?.headers))
      return Response.json({ error: { message: 'no' } }, { status: 500 })
    }
    const adapter = openaiCompatible({ ...at, fetch, ...options })
    await adapter
      .invoke({ task: 'plain', system: 's', input: 'i', maxOutputTokens: 1, promptVersion: 'p' }, attemptContext())
      .catch(() => {})
    return seen[0] ?? expect.unreachable('nothing was sent')
  }

  it('send headers of one’s own in place of the SDK’s, and no stand-in for a key', async () => {
    const headers = await sent({ headers: { 'X-Portkey-Provider': 'openai', Authorization: 'Token abc' } })
    expect([headers.get('x-portkey-provider'), headers.get('authorization')]).toEqual(['openai', 'Token abc'])
    expect((await sent({ apiKey: undefined, runtime: none })).has('authorization')).toBe(false)
    expect((await sent({})).get('authorization')).toBe('Bearer k')
    const filled = await sent({ headers: { 'cf-aig-authorization': 'Bearer ${CF}' }, runtime: env({ CF: 'token' }) })
    expect(filled.get('cf-aig-authorization')).toBe('Bearer token')
  })

  it('give a target an id and an account of its own', () => {
    const mine = openaiCompatible({ ...at, id: 'gpu/m', headers: { 'x-account': 'account-one' } })
    expect([mine.id, mine.model, mine.channel.vendor]).toEqual(['gpu/m', 'm', 'openai-compatible'])
    expect(mine.channel.credential).not.toBe(
      openaiCompatible({ ...at, headers: { 'x-account': 'account-two' } }).channel.credential,
    )
  })

  it('allow plain http to the hosts that are named, and to no other', () => {
    const plain = { ...at, baseURL: 'http://gpu-box:8000/v1' }
    for (const hosts of [['gpu-box'], ['GPU-box:8000'], true] as const)
      expect(openaiCompatible({ ...plain, allowInsecureHttp: hosts }).channel.endpoint).toBe('http://gpu-box:8000/v1')
    for (const hosts of [['gpu'], ['gpu-box:8001'], ['box'], false] as const)
      expect(refusal(() => openaiCompatible({ ...plain, allowInsecureHttp: hosts })).message).toContain(
        'allowInsecureHttp names it: ["gpu-box"]',
      )
  })

  it.each<[string, object, string, RegExp]>([
    ['a header name that is none', { headers: { 'x y': 'a' } }, 'headers', /names of headers, got "x y"/],
    ['a header of the connection', { headers: { Host: 'a' } }, 'headers.Host', /the connection sets it/],
    [
      'a header with a line end',
      { headers: { a: 'secret\r\nb: c' } },
      'headers.a',
      /one line of plain text, got a value that is not shown/,
    ],
    ['a header without a value', { headers: { a: undefined } }, 'headers.a', /one line of plain text, got nothing/],
    ['one header twice', { headers: { a: 'b', A: 'c' } }, 'headers.A', /given once/],
    ['headers that are a list', { headers: ['a'] }, 'headers', /an object/],
    ['an id of a vendor', { id: 'anthropic/claude-opus-5-5' }, 'id', /anthropic is one/],
    ['an id of the offline scanner', { id: 'floor/x' }, 'id', /floor is one/],
    ['an id without a slash', { id: 'mine' }, 'id', /name\/model/],
    ['hosts with an address', { allowInsecureHttp: ['http://x'] }, 'allowInsecureHttp', /host names/],
  ])('refuse %s', (_, options, path, words) => {
    const { path: at_, message } = refusal(() => openaiCompatible({ ...at, ...options }))
    expect([at_, message]).toEqual([path, expect.stringMatching(words)])
    expect(message).not.toContain('secret')
  })
})

describe('an adapter refuses on construction', () => {
  const key = 'sk-ant-0123456789abcdef'
  it.each<[string, () => ModelAdapter, string, RegExp]>([
    ['no model', () => anthropic({ apiKey: key } as never), 'model', /non-empty string, got nothing/],
    ['an empty model', () => anthropic({ model: ' ', apiKey: key }), 'model', /non-empty/],
    ['a model that would leave its path', () => google({ model: '../../files', apiKey: 'AIza0123' }), 'model', /model id/],
    ['no options', () => openai(undefined as never), 'options', /an object/],
    ['an unknown option', () => openai({ model: 'm', apiKey: 'k', baseUrl: 'x' } as never), 'baseUrl', /did you mean baseURL/],
    ['an empty key', () => openai({ model: 'm', apiKey: '' }), 'apiKey', /empty string/],
    ['a key with a line end', () => openai({ model: 'm', apiKey: 'sk-abc\n' }), 'apiKey', /unprintable/],
    ['Anthropic’s key at OpenAI', () => openai({ model: 'm', apiKey: key }), 'apiKey', /form of a key of Anthropic/],
    [
      'Anthropic’s key at OpenAI, behind a gateway',
      () => openai({ model: 'm', apiKey: key, baseURL: 'https://g.example' }),
      'apiKey',
      /Anthropic/,
    ],
    ['Google’s key at Anthropic', () => anthropic({ model: 'm', apiKey: 'AIzaSy0123456789' }), 'apiKey', /Google/],
    ['OpenAI’s key at Google', () => googleLegacy({ model: 'm', apiKey: 'sk-proj-0123456789' }), 'apiKey', /OpenAI/],
    ['a base URL that is none', () => openai({ model: 'm', apiKey: 'k', baseURL: 'localhost' }), 'baseURL', /absolute URL/],
    ['no base URL where one is needed', () => openaiCompatible({ model: 'm' } as never), 'baseURL', /absolute URL/],
    ['another protocol', () => openai({ model: 'm', apiKey: 'k', baseURL: 'ftp://x.example' }), 'baseURL', /https/],
    [
      'plain http to another machine',
      () => openai({ model: 'm', apiKey: 'k', baseURL: 'http://10.0.0.1' }),
      'baseURL',
      /allowInsecureHttp/,
    ],
    [
      'a password in the URL',
      () => openai({ model: 'm', apiKey: 'k', baseURL: 'https://u:geheim@x.example' }),
      'baseURL',
      /without user name/,
    ],
    [
      'a query in the URL',
      () => openai({ model: 'm', apiKey: 'k', baseURL: 'https://x.example?key=1' }),
      'baseURL',
      /without query/,
    ],
    ['a region that the vendor has not', () => openai({ model: 'm', apiKey: 'k', region: 'moon' }), 'region', /us, eu/],
    [
      'a region where none can be pinned',
      () => google({ model: 'm', apiKey: 'k', region: 'eu' }),
      'region',
      /together with baseURL/,
    ],
    ['a fetch that is none', () => openai({ model: 'm', apiKey: 'k', fetch: 'x' as never }), 'fetch', /a function/],
    [
      'unknown limits',
      () => openai({ model: 'm', apiKey: 'k', limits: { context: 1 } as never }),
      'limits.context',
      /known option/,
    ],
    [
      'limits of nothing',
      () => openai({ model: 'm', apiKey: 'k', limits: { contextTokens: 0 } }),
      'limits.contextTokens',
      /at least 1/,
    ],
    [
      'an unknown access tier',
      () => openai({ model: 'm', apiKey: 'k', cyberAccess: 'daybreak' as never }),
      'cyberAccess',
      /standard/,
    ],
    [
      'an unknown way to ask for a shape',
      () => openaiCompatible({ model: 'm', baseURL: 'http://localhost:1', structuredOutput: 'xml' as never }),
      'structuredOutput',
      /json-schema/,
    ],
    ['a short id without a model', () => createTarget('openai'), 'target', /short id/],
    ['a short id of an unknown vendor', () => createTarget('anthropc/claude'), 'target', /did you mean anthropic/],
    ['a description of an unknown vendor', () => createTarget({ vendor: 'x', model: 'm' } as never), 'target.vendor', /one of/],
  ])('%s', (_what, make, path, says) => {
    const error = refusal(make)
    expect(error.path).toBe(path)
    expect(error.message).toMatch(says)
    expect(error.message).not.toMatch(/0123456789|geheim/)
  })
})

describe('an adapter says where it goes', () => {
  it('takes the key from the vendor’s variable, in the order of precedence', () => {
    const runtime = env({ GEMINI_API_KEY: 'first', GOOGLE_API_KEY: 'second' })
    const only = env({ GOOGLE_API_KEY: 'first' })
    expect(google({ model: 'm', runtime }).channel.credential).toBe(google({ model: 'm', runtime: only }).channel.credential)
  })

  it('pins a region', () => {
    expect(openai({ model: 'm', apiKey: 'k', region: 'eu' }).channel).toMatchObject({
      endpoint: 'https://eu.api.openai.com/v1',
      region: 'eu',
      residency: 'eu',
    })
    expect(anthropic({ model: 'm', apiKey: 'k', region: 'us' }).channel).toMatchObject({
      endpoint: 'https://api.anthropic.com',
      residency: 'us',
    })
    expect(google({ model: 'm', apiKey: 'k' }).channel.residency).toBe('global')
  })

  it('makes targets from short ids and descriptions', () => {
    const shared = { apiKey: 'k', baseURL: 'http://localhost:8080' }
    const ids = Object.keys(VENDORS).map((vendor) => `${vendor}/org/model-1`)
    expect(ids.map((id) => createTarget(id, shared).id)).toEqual(ids)
    expect(createTarget({ vendor: 'openai-compatible', model: 'm', baseURL: 'http://localhost:1' }).channel.credential).toBe(
      'none',
    )
    expect(createTarget('google-legacy/m', shared).channel.vendor).toBe('google')
  })
})

describe('a key', () => {
  const secret = 'geheim-0123456789-KANARIENVOGEL'

  it.each(SUBJECTS)('of $name shows nowhere', async (subject) => {
    const adapter = subject.create('http://127.0.0.1:9', { apiKey: secret })
    const echo =
      (status: number): typeof fetch =>
      async () =>
        Response.json(
          { error: { type: 'x', code: `code ${secret}`, message: `Consumer 'api_key:${secret}' at ?key=${secret}` } },
          { status },
        )
    for (const status of [200, 400, 401, 403, 404, 500]) {
      const refused = subject.create('http://127.0.0.1:9', { apiKey: secret, fetch: echo(status) })
      const error: unknown = await refused.invoke(CALL_WITHOUT_CODE, attemptContext()).catch((thrown: unknown) => thrown)
      expect(`${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}`).not.toContain('KANARIENVOGEL')
      // After a call the SDK's client exists too, and prints its key when inspected.
      expect(inspect(refused, { depth: 9 }) + JSON.stringify(refused)).not.toContain('KANARIENVOGEL')
    }
    expect(inspect(adapter, { depth: 9, showHidden: true }) + JSON.stringify(adapter)).not.toContain('KANARIENVOGEL')
  })

  it.each(SUBJECTS)('and the code of a call to $name show in no error', async (subject) => {
    const code = 'const verySecretBusinessLogic = computeThePriceOf(everything, with, margins)'
    const fetch: typeof globalThis.fetch = async () =>
      Response.json({ error: { message: `Invalid value: '${code}'` } }, { status: 400 })
    const adapter = subject.create('http://127.0.0.1:9', { fetch })
    const error: unknown = await adapter
      .invoke({ ...CALL_WITHOUT_CODE, input: `review ${code}` }, attemptContext())
      .catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: 9 })).toContain('invalid-request')
    expect(inspect(error, { depth: 9 })).not.toContain('BusinessLogic')
  })
})

const CALL_WITHOUT_CODE = { task: 'plain', system: 's', input: 'i', maxOutputTokens: 100, promptVersion: '1' } as const

describe('a missing SDK', () => {
  it('is named, with the command that installs it', async () => {
    const name = '@understudy/no-such-sdk'
    const error = await loadSdk(name, 'anthropic/x', () => import(/* @vite-ignore */ name)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'missing-peer',
      packageName: name,
      message: expect.stringContaining(`npm install ${name}`) as string,
    })
  })

  it('is not what a broken one is called', async () => {
    const broken = new Error('Unexpected token')
    await expect(loadSdk('openai', 'openai/x', () => Promise.reject(broken))).rejects.toBe(broken)
  })
})
