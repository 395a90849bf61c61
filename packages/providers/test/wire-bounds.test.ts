import { attemptContext } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { CALL } from './support/calls.ts'
import { SUBJECTS } from './support/vendors.ts'

const TOKENS = [
  ' ',
  '\n',
  '\r',
  ':',
  'data:',
  'data:\n',
  'data: {}\n\n',
  'event:',
  'id: 1\n\n',
  '{',
  '[',
  '{"a":',
  '"',
  '\\',
  '\\"',
  '-eyJ',
  '\uFEFF',
  '\u2028',
  'data: [DONE]\n\n',
  'data: {"error":1}\n\n',
]
const SIZE = 1_000_000
/** Far above what any of them takes, and far below what work that grows with the square does. */
const WATCHDOG_MS = 20_000

function answer(text: string, chunk: number, type: string): typeof fetch {
  const bytes = new TextEncoder().encode(text)
  return async () => {
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.subarray(at, (at += chunk)))
      },
    })
    return new Response(body, { headers: { 'content-type': type } })
  }
}

describe.each(SUBJECTS)('a megabyte of one token, to $name', (subject) => {
  it.each(TOKENS.map((token) => [JSON.stringify(token), token]))(
    'is done with: %s',
    { timeout: WATCHDOG_MS },
    async (_name, token) => {
      const text = token.repeat(Math.ceil(SIZE / token.length))
      for (const [stream, type] of [
        [true, 'text/event-stream'],
        [false, 'application/json'],
        [false, 'text/plain'],
      ] as const) {
        const adapter = subject.create('https://vendor.invalid', { fetch: answer(text, 16_384, type) })
        const outcome: unknown = await adapter.invoke({ ...CALL, stream }, attemptContext()).catch((error: unknown) => error)
        expect(outcome).toMatchObject({ code: 'model-failure' })
      }
    },
  )

  it.each([' ', ':', 'data:\n', 'd'])('is done with in small pieces, too: %j', { timeout: WATCHDOG_MS }, async (token) => {
    const text = token.repeat(Math.ceil(200_000 / token.length))
    const adapter = subject.create('https://vendor.invalid', { fetch: answer(text, 3, 'text/event-stream') })
    const outcome: unknown = await adapter.invoke({ ...CALL, stream: true }, attemptContext()).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ code: 'model-failure' })
  })
})
