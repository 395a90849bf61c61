import { attemptContext, type ModelAdapter, type ModelCall } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { type Subject, SUBJECTS } from './support/vendors.ts'

const HOSTS: Readonly<Record<string, string>> = {
  anthropic: 'https://api.anthropic.com',
  openai: 'https://api.openai.com',
  'openai-compatible': 'https://api.mistral.ai',
  google: 'https://generativelanguage.googleapis.com',
  'google-legacy': 'https://generativelanguage.googleapis.com',
}

const path = 'src/payments/transfer.ts'
const code = 'const customer = await lookup(request.query.id)\n'.repeat(400)
const LONG: ModelCall = { ...CALL, input: `=== file: ${path} ===\n${code}`, files: [{ path, content: code }] }
const unstated = { model: undefined, modelVersion: undefined }

/** Usage in every vendor's words. */
const counted = (input: number, cached = 0): Record<string, unknown> => ({
  usage: {
    input_tokens: input,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    input_tokens_details: { cached_tokens: cached },
    prompt_tokens: input,
    prompt_tokens_details: { cached_tokens: cached },
    output_tokens: 9,
    completion_tokens: 9,
  },
  usageMetadata: { promptTokenCount: input, cachedContentTokenCount: cached, candidatesTokenCount: 9 },
})

const answering = (body: unknown): { fetch: typeof fetch } => ({ fetch: async () => Response.json(body) })

describe.each(SUBJECTS)('an answer of $name', (subject: Subject) => {
  const at = (where: string, body: unknown, more: object = {}): ModelAdapter =>
    subject.create(where === 'own' ? (HOSTS[subject.name] ?? '') : 'https://gateway.example', { ...answering(body), ...more })

  it('that does not state its model is a failure at the vendor’s own hosts', async () => {
    const { kind, message } = await failureOf(at('own', subject.answer('ok', unstated)))
    expect(kind).toBe('provider-error')
    expect(message).toContain('does not state which model gave it')
  })

  it('that does not state its model is noted elsewhere, and refused on demand', async () => {
    const reply = await at('gateway', subject.answer('ok', unstated)).invoke(CALL, attemptContext())
    expect(reply).toMatchObject({ servedModel: subject.model, served: { servedModel: 'not stated' } })
    const strict = at('gateway', subject.answer('ok', unstated), { requireServedModel: true })
    expect((await failureOf(strict)).kind).toBe('provider-error')
  })

  it('that counts far fewer tokens than were sent was cut before it was read', async () => {
    for (const tokens of [1, 300]) {
      const failure = await failureOf(at('own', subject.answer('ok', counted(tokens))), LONG)
      expect(failure).toMatchObject({ kind: 'truncated', verdict: { evidence: { code: 'input-cut' } } })
    }
  })

  it.each([
    ['counts enough', 4_000, 0],
    ['counts the cached part', 0, 4_000],
    ['counts nothing', 0, 0],
  ])('that %s is whole', async (_what, input, cached) => {
    expect((await at('own', subject.answer('ok', counted(input, cached))).invoke(LONG, attemptContext())).text).toBe('ok')
  })

  it('of another endpoint was cut only if it does not know the first file either', async () => {
    const told = `{"files":[{"path":"${path}"}]}`
    expect((await at('gateway', subject.answer(told, counted(1))).invoke(LONG, attemptContext())).text).toBe(told)
    expect((await failureOf(at('gateway', subject.answer('{"files":[]}', counted(1))), LONG)).kind).toBe('truncated')
    expect((await at('gateway', subject.answer('ok', counted(1))).invoke(CALL, attemptContext())).text).toBe('ok')
  })

  it('has no word that is longer than a name, and none that is a key', async () => {
    const long = `x${'-eyJ'.repeat(60_000)}`
    const change = { model: long, modelVersion: long, service_tier: long, id: long }
    const began = performance.now()
    const reply = await at('gateway', subject.answer('ok', change)).invoke(CALL, attemptContext())
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(reply.servedModel.length).toBeLessThanOrEqual(200)
    expect(reply.servedAsRequested).toBe(false)
    for (const value of Object.values(reply.served ?? {})) expect(value.length).toBeLessThanOrEqual(200)
    const key = 'sk-proj-0123456789abcdefghij'
    const leaking = await at('gateway', subject.answer('ok', { model: key, modelVersion: key })).invoke(CALL, attemptContext())
    expect(JSON.stringify(leaking)).not.toContain('0123456789abcdefghij')
  })
})
