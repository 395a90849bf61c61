import { describe, expect, it } from 'vitest'
import { classify, type ErrorSigns, wordsOf, wordsOfBody } from '../../src/classify/index.ts'
import { FIELD } from './index.ts'

/** Other members for the same sentence, as vendors, gateways and frameworks use them. */
const DRESSES: Readonly<Record<string, (said: string) => unknown>> = {
  detail: (detail) => ({ detail }),
  'problem details': (detail) => ({ type: 'about:blank', title: 'The request failed', detail }),
  title: (title) => ({ title }),
  'error as text': (error) => ({ error }),
  errors: (message) => ({ errors: [{ message }] }),
  'errors as text': (message) => ({ errors: [message] }),
  message: (message) => ({ message }),
  Message: (Message) => ({ Message }),
  msg: (msg) => ({ msg, data: null }),
  reason: (reason) => ({ reason }),
  error_description: (said) => ({ error: 'some_error', error_description: said }),
  'a list': (message) => [{ error: { message } }],
  'FastAPI’s detail': (msg) => ({ detail: [{ loc: ['body'], msg, type: 'value_error', input: 'the model has been retired' }] }),
  innererror: (message) => ({ error: { message: 'The upstream answered.', innererror: { message } } }),
  'metadata.raw': (message) => ({
    error: { message: 'Provider returned error', metadata: { raw: JSON.stringify({ error: { message } }) } },
  }),
  'JSON in a message': (message) => ({ error: { message: JSON.stringify({ error: { message } }) } }),
  'JSON behind words': (message) => ({ error: { message: `XException - ${JSON.stringify({ error: { message } })}` } }),
  'a SOAP fault': (faultstring) => ({ fault: { faultstring } }),
  'members that nobody knows': (said) => ({ outcome: { explanation: said } }),
  'an event': (message) => `event: error\ndata: ${JSON.stringify({ error: { message } })}\n\n`,
  'JSON that was cut': (message) => `{"error":{"message":${JSON.stringify(message)},"details":["and so o`,
}

/** Says no more than its status, which a further sentence hides. */
const BARE = /^(?:resource )?not found\.?$/i

const SAID = FIELD.flatMap(({ from, status, model, body }) => {
  const message = status !== undefined && typeof body !== 'string' ? wordsOf(body)?.message : undefined
  return message !== undefined && status !== undefined && !BARE.test(message) ? [{ from, status, model, message }] : []
})

function meaning(body: unknown, { status, model }: { readonly status: number; readonly model: string }) {
  const words = wordsOfBody(typeof body === 'string' ? body : JSON.stringify(body))
  const signs: ErrorSigns = { vendor: 'openai-compatible', status, words, model, address: 'https://api.example.test/v1' }
  const { kind, explicit } = classify(signs)
  return `${kind} ${explicit}`
}

describe('the same words', () => {
  it.each(Object.entries(DRESSES))('mean the same in %s', (_, dress) => {
    const changed = SAID.filter(
      (fact) => meaning(dress(fact.message), fact) !== meaning({ error: { message: fact.message } }, fact),
    )
    expect(changed).toEqual([])
    expect(SAID.length).toBeGreaterThan(200)
  })
})

const HOSTILE_NAMES = [
  'batch-file-assistant-v2',
  'content-filter-moderation-1',
  'temporarily-overloaded-7b',
  'retired-decommissioned-8b',
  'acme/quota-exceeded-credits',
  'api-key-invalid',
  'thread',
  'x',
]

describe('words of names', () => {
  it.each(HOSTILE_NAMES)('of a model called %s are no evidence', (name) => {
    const changed = FIELD.flatMap((fact) => {
      const { status, model, body } = fact
      if (status === undefined || typeof body === 'string') return []
      const renamed: unknown = JSON.parse(JSON.stringify(body).replaceAll(model, name).replaceAll('Claude Fable 5', name))
      const [before, after] = [meaning(body, { status, model }), meaning(renamed, { status, model: name })]
      return before === after ? [] : [`${fact.from} ${status} ${JSON.stringify(body).slice(0, 120)}: ${before}, ${after}`]
    })
    expect(changed).toEqual([])
  })

  it('of the asked address are no evidence', () => {
    const said = {
      error: {
        message: 'The model is not found at https://files.batch.example/assistants/v1/quota-exceeded (POST /threads/files).',
      },
    }
    const signs = {
      vendor: 'openai-compatible',
      status: 404,
      words: wordsOf(said),
      address: 'https://files.batch.example/assistants/v1',
    }
    expect(classify(signs)).toMatchObject({ kind: 'not-permitted', explicit: false })
  })

  it('that the request itself held are no evidence', () => {
    const body = {
      detail: [
        {
          loc: ['body'],
          msg: 'Extra inputs are not permitted',
          input: 'content policy violation: your credit balance is too low',
        },
      ],
    }
    expect(classify({ vendor: 'openai-compatible', status: 422, words: wordsOf(body) }).kind).toBe('invalid-request')
  })
})

const TOKENS = [
  '{',
  '[',
  '"',
  '\\',
  'a',
  ' ',
  'model ',
  'not found ',
  'is not available. ',
  'try again in ',
  '1',
  '1s',
  '-',
  '://',
  '<',
  '\n',
  '模型',
  '{"error":',
  'models/',
]

describe('a body of any size', () => {
  it.each(TOKENS)('made of %j is read within bounds', (token) => {
    const huge = token.repeat(Math.ceil(1_000_000 / token.length))
    for (const body of [
      huge,
      JSON.stringify({ error: { message: huge } }),
      JSON.stringify({ [huge.slice(0, 100_000)]: [huge] }),
    ]) {
      const words = wordsOfBody(body)
      const read = [words?.message, ...(words?.sentences ?? []), ...(words?.codes ?? [])].filter((text) => text !== undefined)
      expect(Math.max(0, ...read.map((text) => text.length))).toBeLessThanOrEqual(1_000)
      expect(classify({ vendor: 'openai', status: 404, words, model: 'm', address: 'https://a.example/v1' }).kind).toBeDefined()
    }
  })

  it('nested a thousand deep is read to a bounded depth', () => {
    const deep = `${'{"error":'.repeat(1_000)}{"message":"Hm."}${'}'.repeat(1_000)}`
    expect(classify({ vendor: 'openai', status: 400, words: wordsOfBody(deep) }).kind).toBe('invalid-request')
  })
})
