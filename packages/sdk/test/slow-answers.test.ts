import { anthropic, createRoute } from '@understudy/sdk'
import { attemptContext } from '@understudy/spec'
import { type VirtualRuntime, virtualRuntime } from '@understudy/spec/virtual'
import { beforeAll, describe, expect, it } from 'vitest'

const CALL = { task: 'plain', system: 's', input: 'i', maxOutputTokens: 100, promptVersion: '1' } as const
const ANSWER = {
  id: 'm',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-4-8',
  content: [{ type: 'text', text: 'ready' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 1, output_tokens: 1 },
}

/** A vendor that sends nothing, headers included, for a while, as they do for an answer that is not streamed. */
function slowly(runtime: VirtualRuntime, ms: number) {
  const fetch = async (): Promise<Response> => {
    await runtime.sleep(ms)
    return Response.json(ANSWER)
  }
  return anthropic({ model: 'claude-opus-4-8', apiKey: 'sk-ant-x', fetch })
}

// Loaded before, because virtual time does not wait for the disk.
beforeAll(() => import('@anthropic-ai/sdk'))

describe('an answer that takes 90 seconds', () => {
  it('is waited for when it is not streamed, since its headers come when it is done', async () => {
    const runtime = virtualRuntime()
    const route = createRoute({ targets: [slowly(runtime, 90_000)], runtime })
    expect((await runtime.until(route.run(CALL))).reply.text).toBe('ready')
    expect(runtime.now()).toBeGreaterThanOrEqual(90_000)
  })

  it('is not waited for when it is a stream that does not begin, or when the operator says otherwise', async () => {
    for (const [call, options] of [
      [{ ...CALL, stream: true }, {}],
      [CALL, { limits: { firstByteMs: 30_000 } }],
    ] as const) {
      const runtime = virtualRuntime()
      const route = createRoute({ targets: [slowly(runtime, 90_000)], runtime, ...options })
      await expect(runtime.until(route.run(call))).rejects.toThrow('Tried: anthropic/claude-opus-4-8 (timeout)')
      expect(runtime.now()).toBe(30_000)
    }
  })

  it('is not waited for longer than an attempt may take', async () => {
    const runtime = virtualRuntime()
    const adapter = slowly(runtime, 90_000)
    const context = attemptContext({ runtime, deadlineMs: 40_000 })
    await expect(runtime.until(adapter.invoke(CALL, context))).rejects.toMatchObject({ kind: 'timeout' })
  })
})
