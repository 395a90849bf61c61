import { attemptContext, type AttemptProgress, type ModelAdapter } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { events, json, standIn, type StandIn } from './support/stand-in.ts'
import { type Subject, SUBJECTS } from './support/vendors.ts'

const TEXT = '{"ok":true,"note":"größer → 漢字 🙂"}'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

describe('Anthropic’s own fallback', () => {
  it.each([
    [
      'in the usage',
      {
        usage: {
          input_tokens: 1,
          output_tokens: 1,
          iterations: [{ type: 'message' }, { type: 'fallback_message', model: 'claude-haiku-5' }],
        },
      },
    ],
    [
      'in a block',
      {
        content: [
          { type: 'fallback', from: { model: 'claude-opus-4-8' }, to: { model: 'claude-haiku-5' } },
          { type: 'text', text: 'x' },
        ],
      },
    ],
  ])('is seen %s, although the answer bears the requested name', async (_where, change) => {
    const [subject] = SUBJECTS
    const adapter = subject?.create(stand.origin)
    stand.play = json(subject?.answer('x', change))
    expect(await adapter?.invoke(CALL, attemptContext())).toMatchObject({
      servedModel: 'claude-haiku-5',
      servedAsRequested: false,
    })
    await adapter?.close?.()
  })
})

describe.each(SUBJECTS)('$name', (subject) => {
  let adapter: ModelAdapter
  beforeAll(() => void (adapter = subject.create(stand.origin)))
  afterAll(() => adapter.close?.())

  it.each(['unary', 'stream'])('gives a whole %s answer', async (form) => {
    stand.play = form === 'unary' ? json(subject.answer(TEXT)) : events(subject.frames(TEXT))
    const progress: AttemptProgress[] = []
    const reply = await adapter.invoke(
      { ...CALL, stream: form === 'stream' },
      attemptContext({ onProgress: (mark) => progress.push(mark) }),
    )
    expect(reply).toMatchObject({
      text: TEXT,
      stop: { unified: 'finished' },
      requestedModel: subject.model,
      servedAsRequested: true,
      usage: { inputTotal: 105, inputCached: 10, outputVisible: 30, reasoning: 20 },
    })
    expect(reply.timing.totalMs).toBeGreaterThanOrEqual(reply.timing.firstByteMs)
    const shown = progress.flatMap((mark) => (mark.mark === 'content' ? mark.text : []))
    expect(shown.join('')).toBe(form === 'stream' ? TEXT : '')
    expect(progress.map(({ mark }) => mark).filter((mark) => mark !== 'content')).toEqual(['sent', 'headers', 'finished'])
  })

  it('sends exactly this, and its key in a header only', async () => {
    stand.play = json(subject.answer(TEXT))
    stand.seen.length = 0
    await adapter.invoke(CALL, attemptContext())
    const [request] = stand.seen
    expect(stand.seen).toHaveLength(1)
    expect(request?.headers['accept-encoding']).toBe('identity')
    expect(JSON.stringify(request?.body)).toContain('customerSourceCode')
    expect(JSON.stringify(request?.headers)).toContain('test-key')
    expect(request?.path).not.toContain('test-key')
    expect(request?.headers).not.toHaveProperty('traceparent')
    expect(request?.body).toMatchSnapshot()
  })

  it('keeps one connection for many calls', async () => {
    stand.play = json(subject.answer(TEXT))
    const opened = stand.connections.opened
    for (let call = 0; call < 20; call++) await adapter.invoke(CALL, attemptContext())
    expect(stand.connections.opened - opened).toBeLessThanOrEqual(1)
  })

  it('keeps one connection for many streams, although their end comes after their end marker', async () => {
    stand.play = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const frame of subject.frames(TEXT)) response.write(frame)
      setTimeout(() => response.end(), 5)
    }
    const opened = stand.connections.opened
    for (let call = 0; call < 5; call++) await adapter.invoke({ ...CALL, stream: true }, attemptContext())
    expect(stand.connections.opened - opened).toBeLessThanOrEqual(1)
  })

  it('notices that another model answered', async () => {
    const other = { model: 'other-model-1', modelVersion: 'other-model-1' }
    stand.play = json(subject.answer(TEXT, other))
    const reply = await adapter.invoke(CALL, attemptContext())
    expect(reply).toMatchObject({ servedModel: 'other-model-1', servedAsRequested: false })
  })

  it('hands on what headers announce', async () => {
    stand.play = json(subject.answer(TEXT), 200, {
      deprecation: '@1780000000',
      sunset: 'Sun, 30 Nov 2026 23:59:59 GMT',
      'x-ratelimit-limit-requests': '100',
      'x-ratelimit-remaining-requests': '50',
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': '10',
      'x-ratelimit-reset-requests': '20ms',
      'x-ratelimit-reset-tokens': '6m0s',
    })
    expect(await adapter.invoke(CALL, attemptContext())).toMatchObject({
      notice: { stage: 'deprecated', retiresAt: '2026-11-30T23:59:59.000Z' },
      rateLimit: { requestsLimit: 100, requestsRemaining: 50, tokensLimit: 1000, tokensRemaining: 10, resetMs: 360_000 },
    })
  })

  it.each(ENDINGS.filter(({ of }) => of.includes(subject.name)))('$what is $kind', async ({ kind, change, code }) => {
    stand.play = json(subject.answer('Half an ans', change))
    const { verdict, usage } = await failureOf(adapter)
    expect(verdict).toMatchObject({ kind, scope: 'request', evidence: { status: 200, ...(code && { code }) } })
    expect(usage).toEqual({ inputTotal: 105, inputCached: 10, outputVisible: 30, reasoning: 20 })
  })

  it.each(NO_ANSWERS)('$what is $kind', async ({ kind, body, headers }) => {
    stand.play = json(body, 200, headers)
    const { verdict } = await failureOf(adapter)
    expect(verdict.kind).toBe(kind)
  })

  it('reads an error that came as 200', async () => {
    stand.play = json({
      error: { type: 'overloaded_error', code: 'server_overloaded', status: 'UNAVAILABLE', message: 'Overloaded' },
    })
    expect((await failureOf(adapter)).kind).toBe('overloaded')
  })

  it('probes without any user’s code, and takes a cut probe for an answer', async () => {
    stand.seen.length = 0
    stand.play = json(subject.answer('ready'))
    await adapter.probe?.(attemptContext())
    expect(JSON.stringify(stand.seen[0]?.body)).toContain('ready')
    stand.play = json(subject.answer('rea', CUT[subject.name]))
    await adapter.probe?.(attemptContext())
    const refusal = ENDINGS.find(({ of, kind }) => of.includes(subject.name) && kind === 'refused')
    stand.play = json(subject.answer('', refusal?.change))
    await expect(adapter.probe?.(attemptContext())).rejects.toMatchObject({
      kind: 'not-permitted',
      verdict: { reason: 'no-access' },
    })
    stand.play = json({ error: { message: 'no' } }, 404)
    await expect(adapter.probe?.(attemptContext())).rejects.toMatchObject({ kind: 'not-permitted' })
  })
})

const choice = (reason: string, message: object = {}): object => ({
  choices: [{ index: 0, finish_reason: reason, message: { role: 'assistant', content: 'Half', refusal: null, ...message } }],
})
const candidate = (finishReason: string): object => ({ candidates: [{ finishReason, content: { parts: [{ text: 'Half' }] } }] })
const GOOGLES = ['google', 'google-legacy']

const CUT: Readonly<Record<Subject['name'], Record<string, unknown>>> = {
  anthropic: { stop_reason: 'max_tokens' },
  openai: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
  'openai-compatible': { ...choice('length') },
  google: { ...candidate('MAX_TOKENS') },
  'google-legacy': { ...candidate('MAX_TOKENS') },
}

/** Good statuses with answers that are none. */
const ENDINGS: readonly { of: readonly string[]; what: string; kind: string; change: Record<string, unknown>; code?: string }[] =
  [
    {
      of: ['anthropic'],
      what: 'a refusal with a category',
      kind: 'refused',
      code: 'cyber',
      change: { content: [], stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'cyber', explanation: 'x' } },
    },
    {
      of: ['anthropic'],
      what: 'a refusal with partial text and no details',
      kind: 'refused',
      code: 'refusal',
      change: { stop_reason: 'refusal', stop_details: null },
    },
    {
      of: ['anthropic'],
      what: 'a full context window',
      kind: 'truncated',
      change: { stop_reason: 'model_context_window_exceeded' },
    },
    {
      of: ['openai'],
      what: 'a refusal part',
      kind: 'refused',
      change: { output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'I will not.' }] }] },
    },
    {
      of: ['openai'],
      what: 'a content filter',
      kind: 'refused',
      code: 'content_filter',
      change: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
    },
    { of: ['openai'], what: 'a response still in progress', kind: 'truncated', change: { status: 'in_progress' } },
    {
      of: ['openai'],
      what: 'a failed response over policy',
      kind: 'refused',
      code: 'bio_policy',
      change: { status: 'failed', error: { code: 'bio_policy', message: 'x' } },
    },
    { of: ['openai-compatible'], what: 'a refusal', kind: 'refused', change: { ...choice('stop', { refusal: 'I will not.' }) } },
    {
      of: ['openai-compatible'],
      what: 'a content filter',
      kind: 'refused',
      code: 'content_filter',
      change: { ...choice('content_filter') },
    },
    ...['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'SPII', 'RECITATION', 'LANGUAGE'].map((reason) => ({
      of: GOOGLES,
      what: reason,
      kind: 'refused',
      code: reason,
      change: { ...candidate(reason) },
    })),
    {
      of: GOOGLES,
      what: 'a blocked prompt',
      kind: 'refused',
      code: 'PROHIBITED_CONTENT',
      change: { candidates: undefined, promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } },
    },
    ...Object.entries(CUT).map(([name, change]) => ({ of: [name], what: 'an answer cut at the cap', kind: 'truncated', change })),
  ]

const html = { 'content-type': 'text/html' }
const NO_ANSWERS: readonly { what: string; kind: string; body: unknown; headers?: Record<string, string> }[] = [
  { what: 'a captive portal’s page', kind: 'unreachable', body: '<html>Please log in</html>', headers: html },
  { what: 'broken JSON', kind: 'provider-error', body: '{"id":"x","obj' },
  { what: 'an empty body', kind: 'provider-error', body: '' },
  { what: 'an empty object', kind: 'provider-error', body: {} },
  { what: 'a list', kind: 'provider-error', body: [] },
  { what: 'null', kind: 'provider-error', body: 'null' },
]
