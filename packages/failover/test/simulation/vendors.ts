import {
  type AttemptContext,
  type FailureKind,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type ModelReply,
} from '@understudy/spec'
import { type HealthStore, scopeKeysOf } from '@understudy/failover'
import type { VirtualRuntime } from '@understudy/spec/virtual'
import { reply } from '../support/vendor.ts'
import type { History, SeenRequest } from './history.ts'
import { modeAt, type Mode, type Plan } from './plan.ts'

/** Text that stands for a customer's code: it may show up nowhere but in requests. */
export const CANARY = 'CANARY-of-customer-code'

/** What a vendor in chaos does with one call; nothing that would bar it, or the chaos would be over. */
const CHAOS: readonly Mode[] = [
  'failing',
  'failing',
  'failing',
  'failing',
  'hang',
  'throttle',
  'throttle',
  'malformed',
  'malformed',
  'truncated',
  'refusing',
  'refusing',
  'refusing',
  'unreachable',
  'broken',
]

/** Behaviour that a canned call sees as well. */
const UNANSWERED: ReadonlySet<Mode> = new Set([
  'withdrawn',
  'bare-404',
  'not-permitted',
  'region-blocked',
  'auth',
  'quota',
  'unreachable',
  'failing',
])

export interface SimulatedVendors {
  readonly adapters: readonly ModelAdapter[]
  /** The calls that reached vendors and have not ended. */
  readonly open: Set<SeenRequest>
}

const WINDOW_TOKENS: Readonly<Record<string, number>> = { 'a/one': 100_000, 'a/two': 100_000, 'b/one': 200_000 }
/** Milliseconds a healthy answer takes on average. */
const TYPICAL_MS: Readonly<Record<string, number>> = {
  'a/one': 4_000,
  'a/two': 8_000,
  'b/one': 6_000,
  'c/steady': 5_000,
  'floor/local': 20,
}

/** The vendors of one process: behaviour comes from the plan and the clock alone. */
export function simulatedVendors(
  plan: Plan,
  process: number,
  runtime: VirtualRuntime,
  store: HealthStore,
  history: History,
): SimulatedVendors {
  const open = new Set<SeenRequest>()
  const ids = Object.keys(TYPICAL_MS).filter((id) => plan.theme !== 'dark' || id !== 'floor/local')
  const adapters = ids.map((id) => adapter(id))

  function adapter(id: string): ModelAdapter {
    const [vendor = '', model = ''] = id.split('/')
    const residency = vendor === 'c' ? 'eu' : 'us'
    const own: ModelAdapter = {
      contract: 1,
      id,
      model,
      channel: { vendor, endpoint: `https://${vendor}.test`, residency, credential: `key-${vendor}` },
      limits: { contextTokens: WINDOW_TOKENS[id] ?? 1_000_000, maxOutputTokens: 10_000, structuredOutput: true, streaming: true },
      ...(vendor === 'floor' && { degraded: true }),
      async invoke(call, context) {
        const keys = new Set(scopeKeysOf(own))
        const wall = runtime.wallTime()
        const request: SeenRequest = {
          process,
          target: id,
          residency,
          at: runtime.now(),
          endedAt: null,
          answer: null,
          retryAfterMs: null,
          barred: store
            .bars()
            .some(
              (bar) =>
                keys.has(bar.key) &&
                bar.liftedAt === undefined &&
                bar.liftedAt === undefined &&
                (bar.until === undefined || wall < bar.until) &&
                !bar.recovered?.includes([...keys][0] ?? ''),
            ),
          marked: call.input.includes(CANARY),
          mode: modeAt(plan, id, runtime.now()),
        }
        history.requests.push(request)
        open.add(request)
        try {
          const answered = await answer(id, model, call, context)
          request.answer = 'served'
          return answered
        } catch (error) {
          if (error instanceof ModelFailure) {
            request.answer = error.kind
            request.retryAfterMs = error.verdict.retryAfterMs ?? null
          }
          throw error
        } finally {
          request.endedAt = runtime.now()
          open.delete(request)
        }
      },
      ...(plan.probes && { probe: (context: AttemptContext) => probe(id, context) }),
    }
    return own
  }

  async function probe(id: string, context: AttemptContext): Promise<void> {
    await runtime.sleep(100, context.signal)
    const mode = endpointMode(id)
    if (mode === 'hang') await runtime.sleep(10_000_000, context.signal)
    const good = !UNANSWERED.has(mode)
    history.probes.push({ target: id, at: runtime.now(), good })
    if (!good)
      throw new ModelFailure(id, mode === 'unreachable' ? 'unreachable' : 'withdrawn', `${id}: ${mode}.`, { explicit: true })
  }

  const endpointMode = (id: string): Mode => {
    const twin = id === 'a/one' ? 'a/two' : id === 'a/two' ? 'a/one' : null
    return twin && modeAt(plan, twin, runtime.now()) === 'unreachable' ? 'unreachable' : modeAt(plan, id, runtime.now())
  }

  async function answer(id: string, model: string, call: ModelCall, context: AttemptContext): Promise<ModelReply> {
    const { random } = runtime
    const fail = (kind: FailureKind, details: ConstructorParameters<typeof ModelFailure>[3] = {}): never => {
      throw new ModelFailure(id, kind, `${id}: ${kind}.`, details)
    }
    const now = endpointMode(id)
    const mode = now === 'chaos' ? (CHAOS[Math.floor(random() * (CHAOS.length + 2))] ?? 'healthy') : now
    if (mode === 'unreachable') return fail('unreachable')
    // Some failures come late, when others have decided already.
    await runtime.sleep(20 + random() * (random() < 0.3 ? 9_000 : 200), context.signal)
    const needs = Number(/size (\d+)/.exec(call.input)?.[1] ?? 0) * 1_000
    if (needs > (WINDOW_TOKENS[id] ?? Infinity)) return fail('context-too-long')
    const others = [...open].filter((request) => request.target === id).length
    if (mode === 'throttle') return fail('rate-limited', random() < 0.5 ? {} : { retryAfterMs: 1_000 + random() * 120_000 })
    if (mode === 'limited' && others > 2) return fail('rate-limited')
    if (mode === 'failing' || (mode === 'flaky' && random() < 0.4))
      return fail(random() < 0.5 ? 'overloaded' : 'provider-error', random() < 0.2 ? { retryAfterMs: random() * 90_000 } : {})
    if (mode === 'withdrawn') return fail('withdrawn', { explicit: true, reason: 'withdrawn' })
    if (mode === 'bare-404') return fail('withdrawn', { explicit: false, reason: 'unknown-model' })
    if (mode === 'ambiguous' && random() < 0.4) return fail('not-permitted', { explicit: false, reason: 'no-access' })
    if (mode === 'turned-away') return fail('invalid-request')
    if (mode === 'not-permitted') return fail('not-permitted', { reason: 'withdrawn-for-credential', explicit: true })
    if (mode === 'region-blocked') return fail('region-blocked', { explicit: true })
    if (mode === 'auth') return fail('auth')
    if (mode === 'quota') return fail('quota-exhausted', { retryAfterMs: 60_000 })
    if (mode === 'refusing') return fail('refused')
    if (mode === 'broken') throw new TypeError('a bug in the adapter')
    // Half of the hanging vendors do not even notice that they were cut off.
    if (mode === 'hang') await (random() < 0.5 ? new Promise<never>(() => {}) : runtime.sleep(10_000_000, context.signal))
    context.onProgress?.({ mark: 'headers', status: 200 })
    if (mode === 'stall') await runtime.sleep(10_000_000, context.signal)
    const typical = (TYPICAL_MS[id] ?? 0) * (mode === 'slow' ? 6 : 1)
    await runtime.sleep(typical * (0.6 + random() * 0.6 + (random() < 0.03 ? 4 : 0)), context.signal)
    context.onProgress?.({ mark: 'finished' })
    if (mode === 'substitute') return reply(model, { text: '{}', servedModel: 'other', servedAsRequested: false })
    const bad = mode === 'malformed' && !call.input.includes('repaired')
    if (mode === 'truncated') return reply(model, { stop: { unified: 'length', raw: 'length' } })
    return reply(model, { text: bad || (mode === 'malformed' && random() < 0.5) ? 'not json' : '{}' })
  }

  return { adapters, open }
}
