import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, test } from 'vitest'
import { RECORDINGS, recording, replay, virtualStage } from '../src/index.ts'
import { hexMaker, idMaker } from '../src/wire/ids.ts'
import { WIRES } from '../src/wire/wires.ts'
import { displayName } from '../src/world/display-name.ts'
import { REQUESTS, send, WORLD } from './worlds.ts'

const context = { ids: idMaker(seededRandom(1)), hex: hexMaker(seededRandom(1)), wallTime: () => 0 }
const numbers = (text: string): number[] => [...text.matchAll(/\d{4,}/g)].map(([digits]) => Number(digits))

describe('recorded bodies', () => {
  test('each has a name of its own, a source and a date, and no real key or id', () => {
    expect(new Set(RECORDINGS.map(({ name }) => name)).size).toBe(RECORDINGS.length)
    for (const { name, vendor, source, readOn, body } of RECORDINGS) {
      expect(name.startsWith(`${vendor}/`)).toBe(true)
      expect(source.length).toBeGreaterThan(10)
      expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(JSON.stringify(body)).not.toMatch(/AIza|sk-[a-z0-9]{8}/)
    }
  })

  test.each(RECORDINGS.filter(({ situation }) => situation !== undefined).map((one) => [one.name, one] as const))(
    'the stage says the same to the letter: %s',
    async (_name, { vendor, situation, model, status, body }) => {
      const [tokens, limit] = numbers(JSON.stringify(body))
      const details = {
        model,
        displayName: displayName(model),
        ...(tokens !== undefined && limit !== undefined && { tokens, limit }),
      }
      const answer = WIRES[vendor].error(situation as 'withdrawn', details, context)
      const written = JSON.parse(String(answer.body[0]?.data)) as Record<string, unknown>
      const { request_id: _id, ...expected } = body as Record<string, unknown>
      expect(answer.status).toBe(status)
      expect(written).toMatchObject(expected)
      expect({ ...written, request_id: undefined }).toEqual({ ...expected, request_id: undefined })
    },
  )

  test.each(RECORDINGS.map(({ name }) => name))('can be injected: %s', async (name) => {
    const stage = virtualStage(WORLD)
    const { vendor, status, body } = recording(name)
    stage.inject(REQUESTS[vendor].model, replay(name), { first: 1 })
    const response = await send(stage, vendor, { fetch: stage.fetch })
    expect([response.status, await response.json()]).toEqual([status, body])
    expect((await send(stage, vendor, { fetch: stage.fetch })).status).toBe(200)
  })

  test('a name that is not there', () => expect(() => recording('openai/retierd')).toThrow(/did you mean openai\/retired/))
})
