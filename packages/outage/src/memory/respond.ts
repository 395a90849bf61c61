import type { Runtime } from '@understudy/spec'
import type { WireAnswer } from '../wire/answer.ts'

/** Statuses that `Response` allows no body for. */
const BODILESS = [204, 205, 304]

/** Lets what was sent arrive before the connection breaks. */
export const BEFORE_BREAK_MS = 10

/** A network error in the form of Node's `fetch`: a `TypeError` whose cause carries the system's code. */
export function networkError(message: string, code: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(code), { code }) })
}

/** The code that Node reports for a connection that ends this way. */
function codeOf({ failure, ending }: WireAnswer): string {
  return failure ?? (ending === 'close' ? 'UND_ERR_SOCKET' : 'ECONNRESET')
}

/**
 * Plays an answer as `fetch` would give it: rejects, waits or resolves, and lets the body arrive piece by piece. All
 * waiting is on the runtime's clock; a stall ends only with the caller's signal.
 */
export async function respond(answer: WireAnswer, runtime: Runtime, signal: AbortSignal): Promise<Response> {
  if (answer.waitMs) await runtime.sleep(answer.waitMs, signal)
  if (answer.head === false) {
    if (answer.ending === 'stall') await aborted(signal)
    throw networkError('fetch failed', codeOf(answer))
  }
  const bodiless = BODILESS.includes(answer.status)
  return new Response(bodiless ? null : bodyStream(answer, runtime, signal), { status: answer.status, headers: answer.headers })
}

/** Never settles unless the signal aborts; then it rejects with the signal's reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

function bodyStream(answer: WireAnswer, runtime: Runtime, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let next = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = answer.body[next]
      if (!piece) return finish(controller)
      next++
      if (piece.waitMs) await runtime.sleep(piece.waitMs, signal)
      controller.enqueue(typeof piece.data === 'string' ? encoder.encode(piece.data) : piece.data)
    },
  })

  async function finish(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (answer.ending === 'stall') await aborted(signal)
    if (answer.ending !== 'reset' && answer.ending !== 'close') return controller.close()
    await runtime.sleep(BEFORE_BREAK_MS)
    controller.error(networkError('terminated', codeOf(answer)))
  }
}
