import { holdNetwork, type NetworkOption } from '../guard/option.ts'
import { STAGE_VENDORS, type StageVendor } from '../wire/vendor.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { createWorld } from '../world/world.ts'
import { type LoopbackServer, serveWorld } from './server.ts'
import { type AddressTrouble, findClosedPort, troubledOrigin } from './trouble.ts'

/** What a vendor's SDK expects in front of its own paths. */
const BASE_PATHS: Readonly<Record<StageVendor, string>> = { openai: '/v1', anthropic: '', google: '' }

/** A world, and whether the network outside stays shut. */
export interface LoopbackStageOptions extends WorldOptions, NetworkOption {}

/** A stage on sockets, which can also play what happens before a request arrives. */
export interface LoopbackStage extends Stage {
  /** Base URL of a vendor, or an address at which a client fails before it can ask. */
  baseURL(vendor: StageVendor, trouble?: AddressTrouble): string
}

/**
 * Opens a stage on real sockets of 127.0.0.1, one port per vendor, for clients in any language.
 * @throws InvalidOptionError when an option breaks its rule, or in production
 */
export async function loopbackStage({ network, ...options }: LoopbackStageOptions): Promise<LoopbackStage> {
  const world = createWorld(options, 'loopback')
  const release = holdNetwork(network === undefined ? {} : { network })
  const servers = new Map<StageVendor, LoopbackServer>()
  const close = async (): Promise<void> => {
    release()
    await Promise.all([...servers.values()].map((server) => server.close()))
  }
  let closedPort = 0
  try {
    for (const vendor of STAGE_VENDORS) servers.set(vendor, await serveWorld(world, { placeOf: (path) => ({ vendor, path }) }))
    closedPort = await findClosedPort()
  } catch (error) {
    await close()
    throw error
  }
  const { runtime: _runtime, answer: _answer, ...controls } = world
  return {
    ...controls,
    baseURL(vendor, trouble) {
      const port = servers.get(vendor)?.port ?? 0
      const origin = trouble ? troubledOrigin(trouble, port, closedPort) : `http://127.0.0.1:${port}`
      return origin + BASE_PATHS[vendor]
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
