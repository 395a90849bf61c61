import { FAILURE_RULES, type FailureKind, type ModelAdapter } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify, ERROR_TABLE, rowFor, wordsOf } from '../src/classify/index.ts'
import { FIELD } from './field/index.ts'
import { signsOf } from './field/signs.ts'
import { CALL, failureOf } from './support/calls.ts'
import { FAILURES } from './support/failures/index.ts'
import { json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

describe.each(SUBJECTS)('$name names what happened', (subject) => {
  let adapter: ModelAdapter
  beforeAll(() => void (adapter = subject.create(stand.origin)))
  afterAll(() => adapter.close?.())

  it.each(FAILURES.filter(({ vendor }) => vendor === subject.vendor))('$status $name', async (fixture) => {
    stand.play = json(fixture.body, fixture.status, fixture.headers)
    const { verdict, message } = await failureOf(adapter)
    expect({ ...verdict, evidence: undefined }).toEqual({
      kind: fixture.kind,
      scope: fixture.scope ?? FAILURE_RULES[fixture.kind].scope,
      ...(fixture.reason && { reason: fixture.reason }),
      ...(fixture.explicit !== undefined && { explicit: fixture.explicit }),
      ...(fixture.retryAfterMs !== undefined && { retryAfterMs: fixture.retryAfterMs }),
      evidence: undefined,
    })
    expect(verdict.evidence.status).toBe(fixture.status)
    expect(message).toContain(subject.model)
    expect(message).not.toContain('test-key')
  })
})

/** Words that come without a status, in streams and failed responses, and rarer ones. */
const WORDS: readonly { readonly vendor: string; readonly status?: number; readonly body: object; readonly kind: FailureKind }[] =
  [
    { vendor: 'openai', body: { error: { code: 'data_residency_mismatch', message: 'x' } }, kind: 'region-blocked' },
    {
      vendor: 'openai',
      body: { error: { code: 'invalid_prompt', message: 'Flagged as violating our usage policy.' } },
      kind: 'refused',
    },
    { vendor: 'openai', body: { error: { type: 'server_error', message: 'x' } }, kind: 'provider-error' },
    {
      vendor: 'openai',
      body: { error: { code: 'model_not_found', message: 'The model `x` is not available.' } },
      kind: 'withdrawn',
    },
    { vendor: 'openai-compatible', body: { error: { code: 'rate_limit_exceeded', message: 'x' } }, kind: 'rate-limited' },
    { vendor: 'anthropic', body: { error: { type: 'overloaded_error', message: 'Overloaded' } }, kind: 'overloaded' },
    { vendor: 'anthropic', body: { error: { type: 'rate_limit_error', message: 'x' } }, kind: 'rate-limited' },
    { vendor: 'google', body: { error: { code: 503, status: 'UNAVAILABLE', message: 'x' } }, kind: 'overloaded' },
    {
      vendor: 'google',
      status: 429,
      body: { error: { status: 'RESOURCE_EXHAUSTED', message: 'Requests per day exceeded' } },
      kind: 'quota-exhausted',
    },
    { vendor: 'google', status: 400, body: { error: { message: 'API key not valid.' } }, kind: 'auth' },
    { vendor: 'google', body: { error: { status: 'DEADLINE_EXCEEDED', message: 'x' } }, kind: 'timeout' },
    { vendor: 'anthropic', status: 401, body: {}, kind: 'auth' },
    { vendor: 'anthropic', status: 402, body: {}, kind: 'quota-exhausted' },
    { vendor: 'anthropic', status: 403, body: { message: 'x' }, kind: 'not-permitted' },
    { vendor: 'anthropic', status: 404, body: { message: 'x' }, kind: 'not-permitted' },
    { vendor: 'anthropic', status: 404, body: { message: 'The model was retired.' }, kind: 'withdrawn' },
    { vendor: 'anthropic', status: 400, body: { message: 'The model x is no longer supported.' }, kind: 'withdrawn' },
    { vendor: 'anthropic', status: 400, body: { message: 'Input is too long for requested model.' }, kind: 'context-too-long' },
    {
      vendor: 'anthropic',
      status: 403,
      body: { error: { code: 'unsupported_country_region_territory', message: 'x' } },
      kind: 'region-blocked',
    },
    { vendor: 'anthropic', status: 429, body: {}, kind: 'rate-limited' },
    {
      vendor: 'openai',
      body: { error: { code: 'model_not_found', message: 'The model `x` has been deprecated.' } },
      kind: 'withdrawn',
    },
    {
      vendor: 'openai',
      body: { error: { code: 'model_not_found', message: 'The model `x` is no longer offered.' } },
      kind: 'withdrawn',
    },
    {
      vendor: 'openai-compatible',
      status: 500,
      body: { error: { message: 'The response was blocked by our content policy.' } },
      kind: 'refused',
    },
    {
      vendor: 'google',
      status: 429,
      body: {
        error: { details: [{ violations: [{ quotaId: 'RequestsPerDay', quotaDimensions: { model: 'm' } }] }], message: 'x' },
      },
      kind: 'quota-exhausted',
    },
    {
      vendor: 'google',
      status: 429,
      body: { error: { details: [{ violations: [{ quotaId: 'RequestsPerDayPerProject' }] }], message: 'x' } },
      kind: 'quota-exhausted',
    },
    {
      vendor: 'google',
      status: 429,
      body: { error: { details: [{ violations: [{ quotaId: 'RequestsPerMinutePerProject' }] }], message: 'x' } },
      kind: 'rate-limited',
    },
    {
      vendor: 'openai',
      body: { error: { type: 'invalid_request_error', message: 'This exceeds the maximum context length.' } },
      kind: 'context-too-long',
    },
    {
      vendor: 'openai-compatible',
      status: 400,
      body: { error: { message: 'Failed to generate valid JSON.' } },
      kind: 'malformed',
    },
    {
      vendor: 'openai-compatible',
      status: 404,
      body: { error: { code: 'gone_fishing', message: 'Hm.' } },
      kind: 'not-permitted',
    },
    { vendor: 'anthropic', status: 422, body: {}, kind: 'invalid-request' },
    { vendor: 'anthropic', status: 418, body: {}, kind: 'invalid-request' },
  ]

describe('reviewed code that a vendor repeats', () => {
  it.each(SUBJECTS)('decides nothing at $name', async (subject) => {
    const adapter = subject.create(stand.origin)
    const code = 'throw new Error("The model has been retired; your prompt was blocked by our content policy.")'
    stand.play = json({ error: { message: `Invalid input: ${code}` } }, 400)
    const failure = await failureOf(adapter, { ...CALL, input: code })
    expect([failure.kind, failure.message.includes('retired')]).toEqual(['invalid-request', false])
    await adapter.close?.()
  })
})

describe('the table', () => {
  it.each(WORDS)('$vendor $status $body is $kind', ({ vendor, status, body, kind }) =>
    expect(classify({ vendor, status, words: wordsOf(body) }).kind).toBe(kind),
  )

  it('has no row that no example reaches', () => {
    const known = [...FAILURES, ...WORDS].map(({ vendor, status, body }) =>
      rowFor({ vendor, status, words: typeof body === 'string' ? null : wordsOf(body) }),
    )
    const examples = [...known, ...FIELD.map((fact) => rowFor(signsOf(fact)))]
    expect(ERROR_TABLE.filter((row) => !examples.includes(row))).toEqual([])
  })
})
