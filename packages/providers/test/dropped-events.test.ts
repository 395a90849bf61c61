import { defineProvider, dig, postForEvents } from '@understudy/providers/adapter'
import { attemptContext } from '@understudy/spec'
import { expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'

const frames = ['{"t":"a"}', '{"t":"b"}', '{"t":"c","end":true}'].map((data) => `data: ${data}\n\n`)

/** A client that hands on only some of the events that came, as some SDK does with some spelling. */
function clientThatTakes(take: (event: unknown) => readonly unknown[]) {
  return defineProvider({ vendor: 'house', title: 'House', keyNames: [], keyOptional: true }, ({ baseURL }) => ({
    createClient: async (fetch) => fetch,
    request: () => ({ body: {}, adjustments: [] }),
    ask: async () => ({}),
    stream: {
      async *open(fetch) {
        for await (const event of postForEvents(fetch, `${baseURL}/x`, { body: {} })) yield* take(event)
      },
      accumulator() {
        let text = ''
        return { push: (event) => (text += String(dig(event, 't'))), whole: () => ({ text }) }
      },
    },
    read: (raw) => ({
      text: String(dig(raw, 'text')),
      stop: { unified: 'finished', raw: 'end' },
      servedModel: 'm',
      usage: { inputTotal: 0, inputCached: 0, outputVisible: 0, reasoning: 0 },
    }),
  }))({
    model: 'm',
    baseURL: 'https://house.example',
    fetch: async () => new Response(frames.join(''), { headers: { 'content-type': 'text/event-stream' } }),
  })
}

it('an event that a client leaves out, or gives twice, makes the attempt fail, although its end came', async () => {
  const call = { ...CALL, stream: true }
  expect((await clientThatTakes((event) => [event]).invoke(call, attemptContext())).text).toBe('abc')
  const dropping = clientThatTakes((event) => (dig(event, 't') === 'b' ? [] : [event]))
  const failure = await failureOf(dropping, call)
  expect(failure.kind).toBe('truncated')
  expect(failure.message).toContain('Of 3 events the SDK handed on 2.')
  expect(
    (
      await failureOf(
        clientThatTakes((event) => [event, event]),
        call,
      )
    ).kind,
  ).toBe('truncated')
})
