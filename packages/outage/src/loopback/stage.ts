import { STAGE_VENDORS, type StageVendor } from '../wire/vendor.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { createWorld } from '../world/world.ts'
import { type LoopbackServer, serveWorld } from './server.ts'

/** What a vendor's SDK expects in front of its own paths. */
const BASE_PATHS: Readonly<Record<StageVendor, string>> = { openai: '/v1', anthropic: '', google: '' }

/**
 * Opens a stage on real sockets of 127.0.0.1, one port per vendor, for clients in any language.
 * @throws InvalidOptionError when an option breaks its rule, or in production
 */
export async function loopbackStage(options: WorldOptions): Promise<Stage> {
  const world = createWorld(options)
  const servers = new Map<StageVendor, LoopbackServer>()
  for (const vendor of STAGE_VENDORS) servers.set(vendor, await serveWorld(world, (path) => ({ vendor, path })))
  const close = async (): Promise<void> => {
    await Promise.all([...servers.values()].map((server) => server.close()))
  }
  const { runtime: _runtime, answer: _answer, ...controls } = world
  return {
    ...controls,
    baseURL: (vendor) => `http://127.0.0.1:${servers.get(vendor)?.port}${BASE_PATHS[vendor]}`,
    close,
    [Symbol.asyncDispose]: close,
  }
}
