import { networkError, respond } from '../memory/respond.ts'
import { readRequest } from '../memory/read-request.ts'
import { vendorBaseURL } from '../memory/hosts.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { createWorld } from '../world/world.ts'

/** A stage that is only a function: nothing is patched and nothing listens. */
export interface VirtualStage extends Stage {
  /** Give this to a client or an adapter as its `fetch`. Knows the vendors' true addresses and no others. */
  readonly fetch: typeof globalThis.fetch
}

/**
 * A stage in memory on the runtime's clock: with a virtual runtime, an hour of outage passes in milliseconds.
 * @throws InvalidOptionError when an option breaks its rule, or in production
 */
export function virtualStage(options: WorldOptions): VirtualStage {
  const { runtime, answer, ...controls } = createWorld(options, 'memory')
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const asked = await readRequest(request)
    if (!asked)
      throw networkError(
        `The stage answers for no host ${new URL(request.url).hostname}; nothing leaves this machine.`,
        'ENOTFOUND',
      )
    const response = await respond(answer(asked), runtime, request.signal)
    return settleRedirect(request, response)
  }
  return {
    ...controls,
    fetch,
    baseURL: vendorBaseURL,
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  }
}

/** A redirect is handed over, refused or, since it would leave the stage, failed; as `fetch` is told to. */
function settleRedirect({ redirect }: Request, response: Response): Response {
  if (response.status < 300 || response.status > 399 || redirect === 'manual') return response
  throw networkError('fetch failed', redirect === 'error' ? 'unexpected redirect' : 'ENOTFOUND')
}
