import { assertPortableSchema, openai } from '@understudy/providers'
import { attemptContext, type JsonSchema, REVIEW_SCHEMA } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { CALL } from './support/calls.ts'

const object = (properties: Record<string, unknown>, change: object = {}): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...change,
})
const nested = (depth: number): JsonSchema => (depth === 0 ? { type: 'string' } : object({ next: nested(depth - 1) }))

describe('a schema means the same to every vendor', () => {
  it.each<[string, JsonSchema]>([
    ['the schema of a review', REVIEW_SCHEMA],
    ['nullable members', object({ a: { type: ['string', 'null'] }, b: object({}, { type: ['object', 'null'] }) })],
    [
      'lists, enums and alternatives',
      object({
        a: { type: 'array', items: { type: 'string', enum: ['x'] } },
        b: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      }),
    ],
    ['nine levels', nested(9)],
  ])('such as %s', (_what, schema) => expect(() => assertPortableSchema(schema)).not.toThrow())

  it.each<[string, JsonSchema, RegExp]>([
    ['a list at the root', { type: 'array', items: { type: 'string' } }, /schema\.type must be "object"/],
    ['alternatives at the root', object({}, { anyOf: [{ type: 'string' }] }), /schema\.anyOf must be absent/],
    ['an optional member', object({ a: { type: 'string' } }, { required: [] }), /"a" too/],
    ['a required member that is none', object({}, { required: ['x'] }), /a list of the properties/],
    ['further members', object({}, { additionalProperties: true }), /additionalProperties must be false/],
    ['a bound', object({ a: { type: 'integer', minimum: 0 } }), /schema\.properties\.a\.minimum/],
    ['a length', object({ a: { type: 'string', maxLength: 3 } }), /maxLength/],
    ['a pattern', object({ a: { type: 'string', pattern: 'x' } }), /pattern/],
    ['a default', object({ a: { type: 'string', default: 'x' } }), /default/],
    ['a reference', object({ a: { $ref: '#/$defs/a' } }), /\$ref/],
    ['a union of types', object({ a: { type: ['string', 'number'] } }), /one type/],
    ['no type', object({ a: {} }), /one type/],
    ['numbers to choose from', object({ a: { type: 'integer', enum: [1, 2] } }), /list of strings/],
    ['a list of anything', object({ a: { type: 'array' } }), /schema\.properties\.a\.items/],
    ['eleven levels', nested(11), /at most 10 levels/],
    ['too many values', object({ a: { type: 'string', enum: Array.from({ length: 1_001 }, String) } }), /at most 1000 values/],
  ])('but not with %s', (_what, schema, says) => expect(() => assertPortableSchema(schema)).toThrow(says))

  it('and a call with another one is not sent', async () => {
    let asked = 0
    const adapter = openai({ model: 'm', apiKey: 'k', fetch: async () => (asked++, new Response()) })
    const schema = object({ a: { type: 'string', minLength: 1 } })
    await expect(adapter.invoke({ ...CALL, schema }, attemptContext())).rejects.toMatchObject({
      kind: 'invalid-request',
      message: expect.stringContaining('minLength') as string,
    })
    expect(asked).toBe(0)
  })
})
