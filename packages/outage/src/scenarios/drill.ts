import { type Runtime, systemRuntime } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { defaultReplies } from '../replies/plain.ts'
import type { ReplyWriter } from '../replies/writer.ts'
import { virtualStage } from '../virtual/stage.ts'
import type { StageEvent } from '../world/events.ts'
import type { WorldOptions } from '../world/options.ts'
import type { Stage } from '../world/stage.ts'
import { defineScenario } from './check.ts'
import { judge } from './judge.ts'
import { playScenario } from './play.ts'
import { datedRuntime, pressScenario } from './press.ts'
import type { Scenario } from './scenario.ts'

/** One call of a drill, as the client under drill reports it. */
export interface DrillAnswer {
  /** The model that the client believes has answered. */
  readonly servedModel: string
  /** The text that it accepted. A text that no model wrote in full was cut, refused or damaged, and counts as lost. */
  readonly text: string
}

/** The client under drill: it makes one call in its own way and says who answered. @throws when nobody did */
export type DrillClient = (call: {
  readonly number: number
  readonly stream: boolean
  readonly signal: AbortSignal
}) => Promise<DrillAnswer>

/** What a client may need to connect to a stage. */
export interface DrillGround {
  readonly stage: Stage
  /** Only on virtual time: the stage as a `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** The drill's clock. A client that keeps time of its own must take it from here. */
  readonly runtime: Runtime
  /** Tells of operators' notices as they arrive. */
  readonly onNotice: (listener: (notice: { readonly model: string; readonly sentence: string }) => void) => void
}

/** How a scenario is played, and against which client. */
export interface DrillOptions {
  /** Builds the client under drill. */
  readonly connect: (ground: DrillGround) => DrillClient | Promise<DrillClient>
  /** `loopbackStage` or `mswStage` for real sockets or real clients. @default a stage on virtual time */
  readonly open?: (world: WorldOptions) => Stage | Promise<Stage>
  /** Real time that the scenario's timeline is pressed into when `open` is given. @default 2_000 */
  readonly realMs?: number
}

/** One call of a drill. */
export interface DrillCall {
  readonly number: number
  /** Milliseconds since the start of the scenario. */
  readonly atMs: number
  readonly durationMs: number
  /** `damaged`: the client took something for an answer that was none. */
  readonly outcome: 'served' | 'failed' | 'hung' | 'damaged'
  readonly servedModel?: string
  /** First sentence of the client's error. */
  readonly why?: string
}

/** What a drill came to. */
export interface DrillReport {
  readonly scenario: string
  readonly passed: boolean
  /** What did not hold, in sentences. Empty when it passed. */
  readonly failures: readonly string[]
  readonly calls: readonly DrillCall[]
  readonly served: Readonly<Record<string, number>>
  readonly lost: number
  readonly timeline: readonly StageEvent[]
}

/** Time that a client gets to settle after its deadline before it counts as hung. */
const GRACE_MS = 1_000
const FIRST_DAY = '2026-06-12T17:21:00-04:00'

/**
 * Plays a scenario against a client and judges what came of it.
 * @throws InvalidOptionError when the scenario is wrong
 */
export async function runDrill(given: Scenario, options: DrillOptions): Promise<DrillReport> {
  const speed = options.open ? defineScenario(given).lastsMs / (options.realMs ?? 2_000) : 1
  const scenario = pressScenario(defineScenario(given), speed)
  const startsAt = Date.parse(scenario.startsAt ?? FIRST_DAY)
  const virtual = options.open ? null : virtualRuntime({ startsAt, seed: scenario.seed ?? 1 })
  const runtime = virtual ?? datedRuntime(systemRuntime, startsAt, speed)
  const { accounts, seed } = scenario
  const written = new Set<string>()
  const models = scenario.models.map((model) => ({ ...model, replies: remembering(model.replies ?? defaultReplies, written) }))
  const world = { models, runtime, timelineLimit: 1_000_000, ...(accounts && { accounts }), ...(seed !== undefined && { seed }) }
  const stage = options.open ? await options.open(world) : virtualStage(world)
  const listeners: ((notice: { model: string; sentence: string }) => void)[] = []
  try {
    const fetch = 'fetch' in stage ? (stage.fetch as typeof globalThis.fetch) : undefined
    const client = await options.connect({
      stage,
      runtime,
      onNotice: (listener) => void listeners.push(listener),
      ...(fetch && { fetch }),
    })
    const stop = playScenario(scenario, stage, runtime, (notice) => listeners.forEach((listener) => listener(notice)))
    const running = makeCalls(scenario, client, runtime, written)
    const calls = virtual ? await virtual.until(running) : await running
    stop()
    return judge(scenario, calls, stage.timeline())
  } finally {
    await stage.close()
  }
}

/** Keeps every whole text that a model wrote. */
function remembering(replies: ReplyWriter, written: Set<string>): ReplyWriter {
  return (request) => {
    const reply = replies(request)
    written.add(typeof reply === 'string' ? reply : reply.text)
    return reply
  }
}

async function makeCalls(
  scenario: Scenario,
  client: DrillClient,
  runtime: Runtime,
  written: ReadonlySet<string>,
): Promise<readonly DrillCall[]> {
  const { count, deadlineMs = 60_000, stream = false } = scenario.calls
  const began = runtime.now()
  const everyMs = scenario.lastsMs / count
  const calls: Promise<DrillCall>[] = []
  // One timer at a time: a thousand that wait together would cost the virtual clock more than the calls.
  for (let index = 0; index < count; index++) {
    await runtime.sleep(began + index * everyMs - runtime.now())
    calls.push(makeCall(index + 1, { client, runtime, deadlineMs, stream, began, written }))
  }
  return Promise.all(calls)
}

interface CallSetting {
  readonly client: DrillClient
  readonly runtime: Runtime
  readonly deadlineMs: number
  readonly stream: boolean
  readonly began: number
  readonly written: ReadonlySet<string>
}

async function makeCall(
  number: number,
  { client, runtime, deadlineMs, stream, began, written }: CallSetting,
): Promise<DrillCall> {
  const sent = runtime.now()
  const controller = new AbortController()
  const cancels = [
    runtime.after(deadlineMs, () => controller.abort(new DOMException('The drill is over for this call.', 'TimeoutError'))),
  ]
  const hung = new Promise<'hung'>((resolve) => cancels.push(runtime.after(deadlineMs + GRACE_MS, () => resolve('hung'))))
  const base = { number, atMs: sent - began }
  try {
    const answer = await Promise.race([client({ number, stream, signal: controller.signal }), hung])
    const durationMs = runtime.now() - sent
    if (answer === 'hung') return { ...base, durationMs, outcome: 'hung' }
    return { ...base, durationMs, outcome: written.has(answer.text) ? 'served' : 'damaged', servedModel: answer.servedModel }
  } catch (error) {
    return {
      ...base,
      durationMs: runtime.now() - sent,
      outcome: 'failed',
      why: error instanceof Error ? error.message : 'unknown',
    }
  } finally {
    for (const cancel of cancels) cancel()
  }
}
