import { attemptContext, type ModelAdapter } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { events, json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

const STREAM = { ...CALL, stream: true }
const frame = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`

describe.each(SUBJECTS)('$name reads an envelope as strictly as the answer', (subject) => {
  let adapter: ModelAdapter
  beforeAll(() => void (adapter = subject.create(stand.origin)))
  afterAll(() => adapter.close?.())
  const whole = JSON.stringify(subject.answer('ok'))

  it.each([
    ['a name twice', whole.replace('{', '{"x":1,"x":2,')],
    ['a name twice, once written otherwise', whole.replace('{', String.raw`{"\u0069d":"other","id":"x",`)],
    ['the name of a prototype', whole.replace('{', '{"__proto__":{"x":1},')],
    ['more than 64 levels', whole.replace('{', `{"deep":${'['.repeat(64)}${']'.repeat(64)},`)],
  ])('and refuses %s', async (_what, body) => {
    stand.play = json(body)
    const { kind, message } = await failureOf(adapter)
    expect(kind).toBe('provider-error')
    expect(message).toMatch(/twice|prototype|deeper than 64/)
  })

  it('and takes 60 levels', async () => {
    stand.play = json(whole.replace('{', `{"deep":${'['.repeat(60)}${']'.repeat(60)},`))
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('ok')
  })

  it('in a stream, too', async () => {
    const [first = '', ...rest] = subject.frames('ok')
    stand.play = events([first.replace('data: {', 'data: {"type":"x","type":"message_start",'), ...rest])
    expect((await failureOf(adapter, STREAM)).message).toMatch(/twice/)
  })

  it.each([
    ['JSON as text', 'text/plain'],
    ['JSON without a type', ''],
    ['JSON as bytes', 'application/octet-stream'],
  ])('takes %s', async (_what, type) => {
    stand.play = (response) => {
      if (type !== '') response.setHeader('content-type', type)
      response.end(`\uFEFF${whole}`)
    }
    expect((await adapter.invoke(CALL, attemptContext())).text).toBe('ok')
    expect((await adapter.invoke(STREAM, attemptContext())).text).toBe('ok')
  })

  it.each(['Please log in', '<html>log in</html>', 'upstream connect error'])('takes no page for an answer: %s', async (page) => {
    for (const call of [CALL, STREAM]) {
      stand.play = json(page, 200, { 'content-type': 'text/plain' })
      expect((await failureOf(adapter, call)).kind).toBe('unreachable')
    }
  })

  it.each([
    ['object: error', { object: 'error', message: 'The server is overloaded', type: 'overloaded_error', code: 529 }],
    [
      'an error',
      { error: { message: 'Overloaded', type: 'overloaded_error', code: 'server_overloaded', status: 'UNAVAILABLE' } },
    ],
    ['an error without words', { error: {} }],
  ])('takes a frame with %s for an error, wherever it comes', async (_what, error) => {
    const frames = subject.frames('{"ok":true}')
    for (let at = 0; at < frames.length; at++) {
      stand.play = events([...frames.slice(0, at), frame(error), ...frames.slice(at)])
      const { kind } = await failureOf(adapter, STREAM)
      expect(kind).not.toBe('truncated')
      if (at === 0) expect(kind).toMatch(/overloaded|provider-error/)
    }
  })
})

describe('an index from outside', () => {
  const subject = SUBJECTS.find(({ name }) => name === 'anthropic')
  const frames = subject?.frames('{"ok":true}') ?? []
  it.each([4_294_967_294, 1_000, -1, 1.5, '0', null])('is the size of nothing: %s', async (index) => {
    const adapter = subject?.create(stand.origin) as ModelAdapter
    stand.play = events(frames.map((text) => text.replaceAll('"index":0', `"index":${JSON.stringify(index)}`)))
    const { kind, message } = await failureOf(adapter, STREAM)
    expect({ kind, message }).toMatchObject({
      kind: 'provider-error',
      message: expect.stringContaining('usable index') as string,
    })
    await adapter.close?.()
  })

  it('of a block that never began, or began twice, is no whole answer', async () => {
    const adapter = subject?.create(stand.origin) as ModelAdapter
    stand.play = events(frames.filter((text) => !text.includes('content_block_start')))
    expect((await failureOf(adapter, STREAM)).kind).toBe('truncated')
    stand.play = events(frames.flatMap((text) => (text.includes('content_block_start') ? [text, text] : [text])))
    expect((await failureOf(adapter, STREAM)).kind).toBe('provider-error')
    stand.play = events(frames.map((text) => text.replaceAll('content_block_delta', 'content_block_text')))
    expect((await failureOf(adapter, STREAM)).kind).toBe('truncated')
    await adapter.close?.()
  })
})

describe('the model of a chat stream', () => {
  it('is the one that any chunk states', async () => {
    const subject = SUBJECTS.find(({ name }) => name === 'openai-compatible')
    const adapter = subject?.create(stand.origin) as ModelAdapter
    const chunk = (model: string | undefined, change: object): string =>
      frame({ object: 'chat.completion.chunk', model, ...change })
    const rest = (model: string | undefined): string[] => [
      chunk(model, { choices: [{ index: 0, delta: { content: [{ type: 'text', text: 'ok' }] }, finish_reason: null }] }),
      chunk(model, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
      'data: [DONE]\n\n',
    ]
    stand.play = events([chunk('', { choices: [], prompt_filter_results: [] }), ...rest('other-model')])
    expect(await adapter.invoke(STREAM, attemptContext())).toMatchObject({
      text: 'ok',
      servedModel: 'other-model',
      servedAsRequested: false,
    })
    stand.play = events([chunk('qwen-coder', { choices: [{ index: 0, delta: { role: 'assistant' } }] }), ...rest(undefined)])
    expect(await adapter.invoke(STREAM, attemptContext())).toMatchObject({ servedModel: 'qwen-coder', servedAsRequested: true })
    await adapter.close?.()
  })

  it('ends with a whole message only if that is what its pieces make', async () => {
    const adapter = SUBJECTS.find(({ name }) => name === 'openai-compatible')?.create(stand.origin) as ModelAdapter
    const piece = (content: string): string => frame({ model: 'qwen-coder', choices: [{ index: 0, delta: { content } }] })
    const message = (content: unknown): string =>
      frame({ model: 'qwen-coder', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] })
    stand.play = events([piece('a'), piece('b'), message('ab')])
    expect((await adapter.invoke(STREAM, attemptContext())).text).toBe('ab')
    stand.play = events([message('ab')])
    expect((await adapter.invoke(STREAM, attemptContext())).text).toBe('ab')
    stand.play = events([piece('a'), message('ab')])
    expect((await failureOf(adapter, STREAM)).kind).toBe('truncated')
    stand.play = events([piece('a'), message({ text: 'ab' })])
    expect((await failureOf(adapter, STREAM)).kind).toBe('provider-error')
    await adapter.close?.()
  })
})
