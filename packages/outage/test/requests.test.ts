import { REVIEW_SCHEMA } from '@understudy/spec'
import { describe, expect, test } from 'vitest'
import { virtualStage } from '../src/index.ts'
import { REQUESTS, send, type Vendor, VENDORS, WORLD } from './worlds.ts'

const stage = virtualStage(WORLD)
const schemaWith = (title: object): object => ({
  type: 'object',
  properties: { title },
  required: ['title'],
  additionalProperties: false,
})

/** Sends the vendor's usual body with a change, and gives status and error. */
async function objection(vendor: Vendor, change: object, headers: Record<string, string> = {}, path = '/v1/messages') {
  const request = REQUESTS[vendor]
  const url = stage.baseURL(vendor) + (vendor === 'anthropic' ? path : request.path(false))
  const body = JSON.stringify({ ...request.body('Hello', false), ...change })
  const response = await stage.fetch(url, {
    method: 'POST',
    headers: { ...request.headers(stage.apiKey(vendor)), ...headers },
    body,
  })
  const { error } = (await response.json()) as { error: Record<string, unknown> }
  return { http: response.status, ...error }
}

describe('a request is checked as its vendor does', () => {
  test.each<[Vendor, number, object]>([
    [
      'openai',
      401,
      { type: 'invalid_request_error', code: null, message: expect.stringMatching(/^You didn't provide an API key/) as string },
    ],
    ['anthropic', 401, { type: 'authentication_error', message: 'x-api-key header is required' }],
    ['google', 403, { status: 'PERMISSION_DENIED', message: expect.stringMatching(/unregistered callers/) as string }],
  ])('%s: no key', async (vendor, status, error) => {
    const response = await stage.fetch(stage.baseURL(vendor) + REQUESTS[vendor].path(false), {
      method: 'POST',
      headers: { 'anthropic-version': '1' },
      body: '{}',
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error })
  })

  test.each<[Vendor, number, object]>([
    ['openai', 401, { code: 'invalid_api_key' }],
    ['anthropic', 401, { type: 'authentication_error', message: 'invalid x-api-key' }],
    ['google', 400, { status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }, {}] }],
  ])("%s: another vendor's key, which the answer does not repeat", async (vendor, status, error) => {
    const key = stage.apiKey(vendor === 'openai' ? 'anthropic' : 'openai')
    const response = await send(stage, vendor, { key, fetch: stage.fetch })
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(JSON.parse(text)).toMatchObject({ error })
    expect(text).not.toContain(key)
  })

  test.each<[string, Vendor, object, object]>([
    [
      'unknown parameter',
      'openai',
      { temprature: 0 },
      { code: 'unknown_parameter', param: 'temprature', message: "Unknown parameter: 'temprature'." },
    ],
    [
      'temperature',
      'openai',
      { temperature: 0 },
      { param: 'temperature', message: "Unsupported parameter: 'temperature' is not supported with this model." },
    ],
    ['effort', 'openai', { reasoning: { effort: 'huge' } }, { param: 'reasoning.effort' }],
    ['no model', 'openai', { model: '' }, { message: "Missing required parameter: 'model'." }],
    [
      'unknown parameter',
      'anthropic',
      { store: false },
      { type: 'invalid_request_error', message: 'store: Extra inputs are not permitted' },
    ],
    ['temperature', 'anthropic', { temperature: 0 }, { message: '`temperature` is deprecated for this model.' }],
    ['no max_tokens', 'anthropic', { max_tokens: undefined }, { message: 'max_tokens: Field required' }],
    ['no messages', 'anthropic', { messages: [] }, { type: 'invalid_request_error' }],
    [
      'unknown parameter',
      'google',
      { generationConfigs: {} },
      {
        status: 'INVALID_ARGUMENT',
        message: 'Invalid JSON payload received. Unknown name "generationConfigs": Cannot find field.',
      },
    ],
    [
      'unknown setting',
      'google',
      { generationConfig: { effort: 1 } },
      { message: `Invalid JSON payload received. Unknown name "effort" at 'generation_config': Cannot find field.` },
    ],
    ['no contents', 'google', { contents: [] }, { message: expect.stringContaining('contents is not specified') as string }],
  ])('%s: %s', async (_name, vendor, change, error) =>
    expect(await objection(vendor, change)).toMatchObject({ http: 400, ...error }),
  )

  test('anthropic: no version header', async () => {
    expect(await objection('anthropic', {}, { 'anthropic-version': '' })).toMatchObject({
      http: 400,
      message: 'anthropic-version: header is required',
    })
  })

  test('a body that is not JSON, a path that is none', async () => {
    const headers = REQUESTS.openai.headers(stage.apiKey('openai'))
    const broken = await stage.fetch(`${stage.baseURL('openai')}/responses`, { method: 'POST', headers, body: '{' })
    expect([broken.status, await broken.text()]).toEqual([400, expect.stringContaining('could not parse')])
    expect((await stage.fetch(`${stage.baseURL('openai')}/nothing`, { method: 'POST', headers })).status).toBe(404)
  })
})

describe('schemas are held to the subset of each vendor', () => {
  test.each(VENDORS)('%s takes the portable review schema', async (vendor) => {
    const response = await send(stage, vendor, { schema: REVIEW_SCHEMA, fetch: stage.fetch })
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('end-of-review')])
  })

  test.each<[string, Vendor, object, string]>([
    ['maxLength', 'openai', schemaWith({ type: 'string', maxLength: 80 }), "'maxLength' is not permitted."],
    [
      'open object',
      'openai',
      { type: 'object', properties: {}, required: [] },
      "'additionalProperties' is required to be supplied and to be false.",
    ],
    ['optional property', 'openai', { ...schemaWith({ type: 'string' }), required: [] }, "'required' is required to be supplied"],
    [
      'oneOf',
      'openai',
      schemaWith({ oneOf: [{ type: 'string' }] }),
      "In context=('properties', 'title'), 'oneOf' is not permitted.",
    ],
    ['root array', 'openai', { type: 'array', items: { type: 'string' } }, 'schema must be a JSON Schema of'],
    [
      'maximum',
      'anthropic',
      schemaWith({ type: 'number', maximum: 1 }),
      "For 'number' type, property 'maximum' is not supported",
    ],
    [
      'minItems',
      'anthropic',
      schemaWith({ type: 'array', minItems: 3, items: { type: 'string' } }),
      "For 'array' type, 'minItems' values other than 0 or 1 are not supported",
    ],
    ['open object', 'anthropic', { type: 'object', properties: {} }, "'additionalProperties' must be explicitly set to false"],
    ['root string', 'google', { type: 'string' }, 'the root must be an object or an array'],
  ])('%s: %s', async (_name, vendor, schema, sentence) => {
    const response = await send(stage, vendor, { schema, fetch: stage.fetch })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(sentence)])
  })

  test('anthropic takes optional properties and one item at least', async () => {
    const schema = { ...schemaWith({ type: 'array', minItems: 1, items: { type: 'string' } }), required: [] }
    expect((await send(stage, 'anthropic', { schema, fetch: stage.fetch })).status).toBe(200)
  })
})
