import { type Runtime, systemRuntime } from '@understudy/spec'
import { type LoopbackServer, serveWorld } from '../loopback/server.ts'
import { SCENARIOS } from '../scenarios/catalogue.ts'
import { defineScenario } from '../scenarios/check.ts'
import { playScenario } from '../scenarios/play.ts'
import { datedRuntime, pressScenario } from '../scenarios/press.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { ACCOUNTS, MODELS } from '../scenarios/small-world.ts'
import { STAGE_VENDORS, type StageVendor } from '../wire/vendor.ts'
import type { WorldModel } from '../world/options.ts'
import { createWorld } from '../world/world.ts'
import type { CommandArguments } from './arguments.ts'
import { stageControl } from './control.ts'

type Played = Pick<Scenario, 'name' | 'models' | 'accounts' | 'steps' | 'startsAt'>

/** What `understudy` asks by default, where nobody named a target. */
const USUAL: readonly WorldModel[] = [
  { vendor: 'anthropic', model: 'claude-opus-5-5', latencyMs: 500 },
  { vendor: 'google', model: 'gemini-3.8-flash', latencyMs: 400 },
]

/** A world in which nothing happens until somebody makes it. */
const QUIET: Played = {
  name: 'none: everything works',
  models: [...MODELS, ...USUAL],
  accounts: ACCOUNTS,
  steps: [],
}

export interface ServedStage extends LoopbackServer {
  /** Lines for people: where each vendor is, and its key. */
  readonly addresses: readonly string[]
}

/** Serves one scenario on one port, with each vendor below its own path and the live page at `/`. */
export async function serveStage(args: CommandArguments, runtime: Runtime = systemRuntime): Promise<ServedStage> {
  const scenario: Played =
    args.file === undefined ? (args.scenario ? SCENARIOS[args.scenario] : QUIET) : await readScenario(args.file, runtime)
  const startsAt = scenario.startsAt === undefined ? runtime.wallTime() : Date.parse(scenario.startsAt)
  const clock = datedRuntime(runtime, startsAt, args.speed)
  const { models, accounts } = scenario
  const world = createWorld({ models, runtime: clock, ...(accounts && { accounts }) }, 'loopback')
  const addresses: string[] = []
  const otherwise = stageControl({
    stage: world,
    models: models.map(({ model }) => model),
    scenario: scenario.name,
    addresses: () => addresses,
  })
  const server = await serveWorld(world, { port: args.port, placeOf: placeBelow, otherwise })
  for (const vendor of STAGE_VENDORS)
    addresses.push(
      `${vendor.padEnd(10)} http://127.0.0.1:${server.port}/${vendor}${vendor === 'openai' ? '/v1' : ''}   key ${world.apiKey(vendor)}`,
    )
  const stop = playScenario(pressScenario(scenario, args.speed), world, clock)
  return {
    ...server,
    addresses,
    close() {
      stop()
      return server.close()
    },
  }
}

/** `/anthropic/v1/messages` is Anthropic's `/v1/messages`. */
function placeBelow(path: string): { vendor: StageVendor; path: string } | null {
  const end = path.indexOf('/', 1)
  const vendor = STAGE_VENDORS.find((word) => word === path.slice(1, end))
  return vendor ? { vendor, path: path.slice(end) } : null
}

async function readScenario(file: string, runtime: Runtime): Promise<Scenario> {
  return defineScenario(JSON.parse(await runtime.files.readText(file)) as Scenario)
}
