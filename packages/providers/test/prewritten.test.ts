import { attemptContext, type JsonSchema, type ModelAdapter, type ModelCall } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillIn, writeOnce } from '../src/transport/prewritten.ts'
import { CALL } from './support/calls.ts'
import { json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

const OTHER_SCHEMA: JsonSchema = {
  type: 'object',
  properties: { note: { type: 'string', description: 'größer than "漢字"\n\u2028' } },
  required: ['note'],
  additionalProperties: false,
}

describe('a value that is written once', () => {
  it('is written again when another one comes, and not for the same one', () => {
    const write = writeOnce()
    const first = write(CALL.schema)
    expect(write(CALL.schema)).toBe(first)
    const second = write(OTHER_SCHEMA)
    expect(second.json).toBe(JSON.stringify(OTHER_SCHEMA))
    expect(second.mark).not.toBe(first.mark)
  })

  it('takes the place of its mark, and only where the mark is a whole value', () => {
    const [text, schema] = [writeOnce()('a "quoted" system'), writeOnce()(OTHER_SCHEMA)]
    const input = `it says "${text.mark}" and \\"${schema.mark}`
    const body = JSON.stringify({ input, system: text.mark, schema: schema.mark })
    expect(JSON.parse(fillIn(body, [text, schema]))).toEqual({ input, system: 'a "quoted" system', schema: OTHER_SCHEMA })
  })

  it('is missed when an SDK leaves it out: nothing is sent then', () => {
    const schema = writeOnce()(OTHER_SCHEMA)
    expect(() => fillIn('{"schema":{}}', [schema])).toThrow(/another body/)
  })
})

describe.each(SUBJECTS)('$name', (subject) => {
  let stand: StandIn
  let adapter: ModelAdapter
  beforeAll(async () => {
    stand = await standIn()
    stand.play = json(subject.answer('yes'))
    adapter = subject.create(stand.origin)
  })
  afterAll(async () => {
    await adapter.close?.()
    await stand.close()
  })

  const sent = async (by: ModelAdapter, call: ModelCall): Promise<unknown> => {
    await by.invoke(call, attemptContext())
    return stand.seen.at(-1)?.body
  }

  it('sends in every call what a first call would have sent', async () => {
    const calls: ModelCall[] = [
      CALL,
      { ...CALL, input: 'another file' },
      { ...CALL, system: 'Sei streng: "größer" \\ 漢字\n\u2028', input: '"prewritten-' },
      { ...CALL, schema: OTHER_SCHEMA },
      CALL,
    ]
    for (const call of calls) {
      const fresh = subject.create(stand.origin)
      const expected = await sent(fresh, call)
      expect(await sent(adapter, call)).toEqual(expected)
      const texts = JSON.stringify(expected)
      for (const part of [call.system, call.input, call.schema]) expect(texts).toContain(JSON.stringify(part))
      expect(texts).not.toMatch(/prewritten-[0-9a-f]{8}/)
      await fresh.close?.()
    }
  })

  it('sends no schema when the call has none', async () => {
    const { schema: _schema, ...plain } = CALL
    expect(JSON.stringify(await sent(adapter, plain))).not.toContain('additionalProperties')
  })
})
