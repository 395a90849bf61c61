import { anthropic, google, googleLegacy, openai } from '@understudy/providers'
import { attemptContext } from '@understudy/spec'
import { describe, expect, it } from 'vitest'

const answering =
  (body: unknown, status = 200): typeof fetch =>
  async () =>
    Response.json(body, { status })
const anthropicWith = (body: unknown, status?: number) =>
  anthropic({ model: 'claude-x', apiKey: 'k', fetch: answering(body, status) })
const openaiWith = (body: unknown, status?: number) => openai({ model: 'gpt-x', apiKey: 'k', fetch: answering(body, status) })

describe('the vendor’s list says', () => {
  it.each([
    [
      'active',
      anthropicWith({ id: 'claude-x', type: 'model', lifecycle: 'active', retires_at: null }),
      { known: true, lifecycle: 'active' },
    ],
    [
      'deprecated, until when',
      anthropicWith({ id: 'claude-x', lifecycle: 'deprecated', retires_at: '2026-11-30T00:00:00Z' }),
      { known: true, lifecycle: 'deprecated', retiresAt: '2026-11-30T00:00:00Z' },
    ],
    ['retired', anthropicWith({ id: 'claude-x', lifecycle: 'retired' }), { known: true, lifecycle: 'retired' }],
    ['nothing of a lifecycle', anthropicWith({ id: 'claude-x' }), { known: true }],
    [
      'no such model',
      anthropicWith({ type: 'error', error: { type: 'not_found_error', message: 'model: claude-x' } }, 404),
      { known: false },
    ],
    ['no shutdown', openaiWith({ id: 'gpt-x', object: 'model', shutdown_date: null }), { known: true, lifecycle: 'active' }],
    [
      'a shutdown to come',
      openaiWith({ id: 'gpt-x', shutdown_date: '2999-01-01' }),
      { known: true, lifecycle: 'deprecated', retiresAt: '2999-01-01' },
    ],
    [
      'a shutdown gone by',
      openaiWith({ id: 'gpt-x', shutdown_date: '2020-01-01' }),
      { known: true, lifecycle: 'retired', retiresAt: '2020-01-01' },
    ],
    ['known', google({ model: 'gemini-x', apiKey: 'k', fetch: answering({ name: 'models/gemini-x' }) }), { known: true }],
    [
      'known, also where the SDK has no list',
      googleLegacy({ model: 'gemini-x', apiKey: 'k', fetch: answering({ name: 'models/gemini-x' }) }),
      { known: true },
    ],
    [
      'not known, also where the SDK has no list',
      googleLegacy({
        model: 'gemini-x',
        apiKey: 'k',
        fetch: answering({ error: { code: 404, status: 'NOT_FOUND', message: 'x' } }, 404),
      }),
      { known: false },
    ],
    [
      'not known',
      google({
        model: 'gemini-x',
        apiKey: 'k',
        fetch: answering({ error: { code: 404, status: 'NOT_FOUND', message: 'x' } }, 404),
      }),
      { known: false },
    ],
  ])('%s', async (_what, adapter, listing) => expect(await adapter.describe?.(attemptContext())).toEqual(listing))

  it('nothing where a gateway has no list', async () => {
    await expect(openaiWith({ detail: 'Not Found' }, 404).describe?.(attemptContext())).rejects.toMatchObject({
      kind: 'unreachable',
    })
  })

  it('fails like any call', async () => {
    await expect(
      openaiWith({ error: { message: 'no', code: 'invalid_api_key' } }, 401).describe?.(attemptContext()),
    ).rejects.toMatchObject({ kind: 'auth' })
  })
})

describe('Gemini announces along with an answer', () => {
  it.each([
    ['RETIRED', 'retired'],
    ['DEPRECATED', 'deprecated'],
    ['LEGACY', 'legacy'],
  ])('%s', async (modelStage, stage) => {
    const modelStatus = { modelStage, retirementTime: '2026-12-01T00:00:00Z', message: 'Please move.\u001b[31m' }
    const answer = {
      candidates: [{ finishReason: 'STOP', content: { parts: [{ text: 'x' }] } }],
      modelVersion: 'gemini-x',
      modelStatus,
    }
    const reply = await google({ model: 'gemini-x', apiKey: 'k', fetch: answering(answer) }).invoke(CALL, attemptContext())
    expect(reply.notice).toEqual({ stage, retiresAt: '2026-12-01T00:00:00Z', message: 'Please move. [31m' })
  })
})

const CALL = { task: 'plain', system: 's', input: 'i', maxOutputTokens: 100, promptVersion: '1' } as const
