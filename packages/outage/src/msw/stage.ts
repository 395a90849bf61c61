import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { holdNetwork, type NetworkOption } from '../guard/option.ts'
import { ORIGINS, vendorBaseURL } from '../memory/hosts.ts'
import { readRequest } from '../memory/read-request.ts'
import { respond } from '../memory/respond.ts'
import type { WireAnswer } from '../wire/answer.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { createWorld, type World } from '../world/world.ts'

export interface MswStageOptions extends WorldOptions, NetworkOption {}

/**
 * Opens a stage in this process: msw answers for the vendors' true addresses, so clients need no change at all.
 * Requests to anything else fail.
 * @throws InvalidOptionError when an option breaks its rule, or in production
 */
export function mswStage({ network = 'loopback-only', ...options }: MswStageOptions): Stage {
  const world = createWorld(options, 'memory')
  const { runtime: _runtime, answer: _answer, ...controls } = world
  const release = holdNetwork(
    { network },
    Object.values(ORIGINS).map((origin) => new URL(origin).hostname),
  )
  const server = setupServer(http.all('https://*', ({ request }) => answerRequest(world, request)))
  // msw 3 renamed this option; under its old name the request goes to the real network (reliability.md §0.7).
  server.listen({ onUnhandledFrame: network === 'open' ? 'bypass' : 'error' })
  let open = true
  const close = async (): Promise<void> => {
    if (!open) return
    open = false
    server.close()
    release()
  }
  return { ...controls, baseURL: vendorBaseURL, close, [Symbol.asyncDispose]: close }
}

async function answerRequest(world: World, request: Request): Promise<Response | undefined> {
  const asked = await readRequest(request.clone())
  if (!asked) return undefined
  const answer = world.answer(asked)
  // A connection that breaks before any header; msw has one form for all of them.
  if (answer.head === false && answer.ending !== 'stall') {
    if (answer.waitMs) await world.runtime.sleep(answer.waitMs, request.signal)
    return HttpResponse.error()
  }
  try {
    return await respond(withBreakableBody(answer), world.runtime, request.signal)
  } catch {
    // The caller went away while the answer was held back; a rejection would only make msw write to the console.
    return HttpResponse.error()
  }
}

/** msw lets a body that breaks look like a clean end, unless the answer says that it comes in chunks. */
function withBreakableBody(answer: WireAnswer): WireAnswer {
  if (answer.ending !== 'reset' && answer.ending !== 'close') return answer
  return { ...answer, headers: { ...answer.headers, 'transfer-encoding': 'chunked' } }
}
