import { createRoute, type RouteTarget } from '@understudy/failover'
import { type ModelAdapter, type ModelCall, ModelFailure, type ModelReply, type RateLimitState } from '@understudy/spec'
import { type VirtualRuntime, virtualRuntime } from '@understudy/spec/virtual'
import type { BenchRow } from './row.ts'

/** Limits as vendors keep them: filled continuously, counted when a call arrives. */
interface Limits {
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
}

interface Vendor {
  readonly adapter: ModelAdapter
  served: number
  refused: number
  readonly servedAt: number[]
  down: 'no' | 'hangs' | 'fails'
}

const CALL: ModelCall = {
  task: 'review.files',
  system: '',
  input: 'x'.repeat(2_800),
  maxOutputTokens: 400,
  promptVersion: 'bench',
}
const TOKENS = 1_000

/** A whole answer; with what was sent it counts for a thousand tokens. */
export function modelReply(model: string): ModelReply {
  return {
    text: '{}',
    stop: { unified: 'finished', raw: 'stop' },
    requestedModel: model,
    servedModel: model,
    servedAsRequested: true,
    usage: { inputTotal: 800, inputCached: 0, outputVisible: 200, reasoning: 0 },
    timing: { firstByteMs: 1, totalMs: 2 },
    adjustments: [],
  }
}

function vendor(runtime: VirtualRuntime, id: string, limits: Limits | null, typicalMs: number): Vendor {
  const level = { requests: limits?.requestsPerMinute ?? 0, tokens: limits?.tokensPerMinute ?? 0, at: 0 }
  const [name = '', model = ''] = id.split('/')
  const take = ({ requestsPerMinute, tokensPerMinute }: Limits): RateLimitState => {
    const minutes = (runtime.now() - level.at) / 60_000
    level.at = runtime.now()
    level.requests = Math.min(requestsPerMinute, level.requests + minutes * requestsPerMinute)
    level.tokens = Math.min(tokensPerMinute, level.tokens + minutes * tokensPerMinute)
    if (level.requests < 1 || level.tokens < TOKENS) {
      own.refused++
      const wait = Math.max((1 - level.requests) / requestsPerMinute, (TOKENS - level.tokens) / tokensPerMinute) * 60_000
      throw new ModelFailure(id, 'rate-limited', `${id} asks to wait.`, { retryAfterMs: Math.ceil(wait / 1_000) * 1_000 })
    }
    level.requests -= 1
    level.tokens -= TOKENS
    const used = Math.max(1 - level.requests / requestsPerMinute, 1 - level.tokens / tokensPerMinute)
    return {
      requestsLimit: requestsPerMinute,
      requestsRemaining: Math.floor(level.requests),
      tokensLimit: tokensPerMinute,
      tokensRemaining: Math.floor(level.tokens),
      resetMs: used * 60_000,
    }
  }
  const own: Vendor = {
    served: 0,
    refused: 0,
    servedAt: [],
    down: 'no',
    adapter: {
      contract: 1,
      id,
      model,
      channel: { vendor: name, endpoint: `https://${name}.test`, credential: name },
      limits: { contextTokens: 100_000, maxOutputTokens: 10_000, structuredOutput: true, streaming: true },
      async invoke(_, context): Promise<ModelReply> {
        if (own.down === 'hangs') return new Promise<never>(() => {})
        const rateLimit = limits ? take(limits) : undefined
        await runtime.sleep(typicalMs * (0.7 + 0.6 * runtime.random()), context.signal)
        own.served++
        own.servedAt.push(runtime.now())
        return { ...modelReply(model), ...(rateLimit && { rateLimit }) }
      },
      // Canned, as the adapters of real vendors have one.
      async probe() {
        if (own.down === 'hangs') await new Promise<never>(() => {})
      },
    },
  }
  return own
}

/** Callers that always have another call to make. */
function callers(runtime: VirtualRuntime, targets: readonly (ModelAdapter | RouteTarget)[], count: number) {
  const route = createRoute({ targets, runtime, capacity: { concurrency: 200 } })
  const state = { going: true, failed: 0 }
  const one = async (): Promise<void> => {
    while (state.going) {
      await route.run(CALL).catch(async () => {
        state.failed++
        await runtime.sleep(1_000)
      })
    }
  }
  for (let n = 0; n < count; n++) void one()
  return { route, state }
}

/** Ten minutes of more work than two vendors permit together. The burst that a full limit allows at the start is not counted. */
async function throughput(): Promise<readonly BenchRow[]> {
  const runtime = virtualRuntime({ seed: 1 })
  const [first, second] = [
    vendor(runtime, 'a/one', { requestsPerMinute: 300, tokensPerMinute: 200_000 }, 6_000),
    vendor(runtime, 'b/two', { requestsPerMinute: 120, tokensPerMinute: 400_000 }, 9_000),
  ]
  const { state } = callers(runtime, [first.adapter, second.adapter], 120)
  await runtime.advance(2 * 60_000)
  const before = first.served + second.served
  const refusedBefore = first.refused + second.refused
  await runtime.advance(10 * 60_000)
  state.going = false
  const served = first.served + second.served - before
  const refused = first.refused + second.refused - refusedBefore
  // 200 a minute by tokens, 120 by requests.
  const permitted = 10 * (200 + 120)
  const share = served / permitted
  const throttled = (first.refused + second.refused) / (first.served + second.served + first.refused + second.refused)
  if (refused > served) throw new Error('Most calls were refused.')
  return [
    {
      name: 'capacity: share of the combined permitted throughput',
      unit: '',
      value: share,
      target: '≥ 0.97',
      met: share >= 0.97,
    },
    { name: 'capacity: calls answered 429', unit: '', value: throttled, target: '< 0.01', met: throttled < 0.01 },
  ]
}

/** The first target is saturated for a while; how soon it serves again once its limit allows. */
async function backToFirst(): Promise<BenchRow> {
  const runtime = virtualRuntime({ seed: 2 })
  const first = vendor(runtime, 'a/one', null, 400)
  const second = vendor(runtime, 'b/two', null, 400)
  const limited = { until: 120_000 }
  const adapter: ModelAdapter = {
    ...first.adapter,
    async invoke(call, context) {
      const left = limited.until - runtime.now()
      if (runtime.now() > 60_000 && left > 0) throw new ModelFailure('a/one', 'rate-limited', 'Wait.', { retryAfterMs: left })
      return first.adapter.invoke(call, context)
    },
  }
  const { state } = callers(runtime, [adapter, second.adapter], 5)
  await runtime.advance(180_000)
  state.going = false
  const again = first.servedAt.find((at) => at > limited.until) ?? Infinity
  const value = (again - limited.until) / 1_000
  return { name: 'capacity: back to the first target after its recovery', unit: 's', value, target: '≤ 2 s', met: value <= 2 }
}

/** The first target begins to hang under steady traffic: who pays, and what the others see. */
async function hang(): Promise<readonly BenchRow[]> {
  const runtime = virtualRuntime({ seed: 3 })
  const [first, second] = [vendor(runtime, 'a/one', null, 2_000), vendor(runtime, 'b/two', null, 3_000)]
  const route = createRoute({ targets: [first.adapter, second.adapter], runtime })
  const calls: { at: number; ms: number }[] = []
  const arrive = async (): Promise<void> => {
    const at = runtime.now()
    await route.run(CALL)
    calls.push({ at, ms: runtime.now() - at })
  }
  const HANGS_AT = 300_000
  // One call every two seconds: slower than answers come, so that nothing but the engine bounds who pays.
  for (let at = 0; at < 900_000; at += 2_000) runtime.after(at, () => void arrive())
  runtime.after(HANGS_AT - 1, () => (first.down = 'hangs'))
  await runtime.advance(1_200_000)
  const after = calls.filter((call) => call.at >= HANGS_AT)
  const slowestOfSecond = 3_000 * 1.3
  const paying = after.filter((call) => call.ms > slowestOfSecond + 100)
  const others = after.filter((call) => call.ms <= slowestOfSecond + 100 || call.at > HANGS_AT + 130_000).map((call) => call.ms)
  const p99 = others.toSorted((a, b) => a - b)[Math.ceil(others.length * 0.99) - 1] ?? Infinity
  return [
    { name: 'hang: calls that pay for it', unit: 'calls', value: paying.length, target: '≤ 5', met: paying.length <= 5 },
    {
      name: 'hang: p99 afterwards',
      unit: 'ms',
      value: p99,
      against: slowestOfSecond,
      ratio: p99 / slowestOfSecond,
      target: "≤ the second target's own",
      met: p99 <= slowestOfSecond,
    },
  ]
}

/** The first target begins to hang as fifty calls are sent to it at once: who waits out the time, and how long the others take. */
async function hangBurst(): Promise<readonly BenchRow[]> {
  const runtime = virtualRuntime({ seed: 4 })
  const [first, second] = [vendor(runtime, 'a/one', null, 2_000), vendor(runtime, 'b/two', null, 3_000)]
  const route = createRoute({ targets: [first.adapter, second.adapter], runtime })
  for (let n = 0; n < 40; n++) await runtime.until(route.run(CALL))
  first.down = 'hangs'
  const BURST = 50
  const times: number[] = []
  const beganAt = runtime.now()
  for (let n = 0; n < BURST; n++) void route.run(CALL).then(() => times.push(runtime.now() - beganAt))
  await runtime.advance(600_000)
  if (times.length !== BURST) throw new Error(`Only ${times.length} of ${BURST} calls were served.`)
  const waiting = times.filter((ms) => ms > 100_000)
  const slowest = Math.max(...times.filter((ms) => ms <= 100_000))
  return [
    {
      name: `hang: of ${BURST} calls in flight, those that wait out the time`,
      unit: 'calls',
      value: waiting.length,
      target: '≤ 5',
      met: waiting.length <= 5,
    },
    {
      name: `hang: slowest of the others, served elsewhere`,
      unit: 'ms',
      value: slowest,
      target: '≤ 15,000 (three times its usual, then the second target)',
      met: slowest <= 15_000,
    },
  ]
}

export async function capacityRows(): Promise<readonly BenchRow[]> {
  return [...(await throughput()), await backToFirst(), ...(await hang()), ...(await hangBurst())]
}
