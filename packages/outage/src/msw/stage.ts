import { http, HttpResponse, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { isLoopback } from '../guard/loopback-only.ts'
import { holdNetwork, type NetworkOption } from '../guard/option.ts'
import { ORIGINS, vendorBaseURL } from '../memory/hosts.ts'
import { readRequest } from '../memory/read-request.ts'
import { respond } from '../memory/respond.ts'
import type { WireAnswer } from '../wire/answer.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { createWorld, type World } from '../world/world.ts'

/** A world, and whether the network outside stays shut. */
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
  const server = setupServer(http.all('*', ({ request }) => answerRequest(world, request)))
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

/**
 * msw ends a request whose caller went away by itself; an answer that fails at that moment as well trips an assertion
 * inside undici. So what is held back here is held back for good.
 */
const NEVER = new AbortController().signal

async function answerRequest(world: World, request: Request): Promise<Response | undefined> {
  const asked = await readRequest(request.clone())
  // A test's own servers on this machine stay reachable; everything else that is no vendor is left unhandled, and fails.
  if (!asked) return isLoopback(new URL(request.url).hostname) ? passthrough() : undefined
  const answer = world.answer(asked)
  // A connection that breaks before any header; msw has one form for all of them.
  if (answer.head === false && answer.ending !== 'stall') {
    if (answer.waitMs) await world.runtime.sleep(answer.waitMs)
    return HttpResponse.error()
  }
  return respond(withBreakableBody(answer), world.runtime, NEVER)
}

/**
 * msw lets a body that breaks look like a clean end, and undici takes a caller's abort for one, unless the answer says
 * that it comes in chunks.
 */
function withBreakableBody(answer: WireAnswer): WireAnswer {
  const whole = answer.ending === undefined || answer.ending === 'finish'
  // A body in several pieces can be left in the middle, whatever its end.
  if (whole && answer.body.length <= 1) return answer
  return { ...answer, headers: { ...answer.headers, 'transfer-encoding': 'chunked' } }
}
