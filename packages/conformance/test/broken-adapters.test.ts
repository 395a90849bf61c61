import { adapterContract, type Bench, type Clause, runClause } from '@understudy/conformance'
import { loopbackStage } from '@understudy/outage/loopback'
import { hasCode, type ModelAdapter, ModelFailure } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBenches } from './support/benches.ts'

let opened: Awaited<ReturnType<typeof openBenches>>
beforeAll(async () => void (opened = await openBenches(loopbackStage, 'loopback')))
afterAll(() => opened.close())

type Break = (whole: ModelAdapter, bench: Bench) => Partial<ModelAdapter> & Record<string, unknown>

const failing =
  (change: (failure: ModelFailure, bench: Bench) => unknown): Break =>
  (whole, bench) => ({
    invoke: (call, context) =>
      whole.invoke(call, context).catch((error: unknown) => {
        throw hasCode(error, 'model-failure') ? change(error, bench) : error
      }),
  })

/** A fault of each kind that adapters really have, and the clause that has to see it. */
const BREAKS: readonly [string, RegExp, Break][] = [
  ['has another id', /short id/, () => ({ id: 'OpenAI' })],
  [
    'adds to the text',
    /whole text/,
    (whole) => ({ invoke: async (call, context) => ({ ...(await whole.invoke(call, context)), text: 'x' }) }),
  ],
  [
    'counts cached input twice',
    /counts tokens/,
    (whole) => ({
      async invoke(call, context) {
        const reply = await whole.invoke(call, context)
        return { ...reply, usage: { ...reply.usage, inputTotal: reply.usage.inputTotal + reply.usage.inputCached } }
      },
    }),
  ],
  [
    'believes every model to be the right one',
    /which model was asked/,
    (whole) => ({ invoke: async (call, context) => ({ ...(await whole.invoke(call, context)), servedAsRequested: true }) }),
  ],
  [
    'retries by itself',
    /asks once/,
    (whole) => ({ invoke: (call, context) => whole.invoke(call, context).catch(() => whole.invoke(call, context)) }),
  ],
  [
    'reports no progress',
    /progress/,
    (whole) => ({ invoke: (call, context) => whole.invoke(call, { ...context, onProgress: () => {} }) }),
  ],
  ['throws what comes', /calls overloaded/, failing(() => new TypeError('fetch failed'))],
  [
    'calls a withdrawal a bad request',
    /calls withdrawn/,
    failing(({ target }) => new ModelFailure(target, 'invalid-request', `${target} failed.`)),
  ],
  [
    'forgets the waiting time',
    /calls rate-limited rate/,
    failing(({ target }) => new ModelFailure(target, 'rate-limited', `${target} failed.`)),
  ],
  [
    'calls half a stream an answer',
    /calls no-finish-marker/,
    (whole) => ({
      invoke: (call, context) =>
        whole.invoke(call, context).catch(() => ({
          ...BLANK,
          requestedModel: whole.model,
          servedModel: whole.model,
        })),
    }),
  ],
  [
    'takes a part for the whole',
    /never takes a part/,
    (whole) => ({
      invoke: (call, context) =>
        whole.invoke(call, context).catch(() => ({ ...BLANK, requestedModel: whole.model, servedModel: whole.model })),
    }),
  ],
  [
    'mixes the input into the system text',
    /each in its own place/,
    (whole) => ({ invoke: (call, context) => whole.invoke({ ...call, system: `${call.system} ${call.input}` }, context) }),
  ],
  [
    'does not hear the caller',
    /gives up during hang/,
    (whole) => ({ invoke: (call, context) => whole.invoke(call, { ...context, signal: NEVER }) }),
  ],
  [
    'knows no deadline',
    /keeps its deadline during hang/,
    (whole) => ({ invoke: (call, context) => whole.invoke(call, { ...context, deadline: 1e9 }) }),
  ],
  [
    'sends although nobody waits',
    /already given up/,
    (whole) => ({ invoke: (call, context) => whole.invoke(call, { ...context, signal: NEVER }) }),
  ],
  ['shows its key', /never shows its key/, (_whole, { apiKey }) => ({ options: { apiKey } })],
  [
    'puts the key into its errors',
    /out of failures and logs: key-echo/,
    failing(({ target }, { apiKey }) => new ModelFailure(target, 'auth', `${target}: ${apiKey}.`)),
  ],
  [
    'keeps the request on its errors',
    /out of failures and logs: overloaded/,
    (whole) => ({
      invoke: (call, context) =>
        whole.invoke(call, context).catch((error: unknown) => Promise.reject(Object.assign(error as Error, { call }))),
    }),
  ],
  [
    'prints',
    /out of failures and logs: withdrawn/,
    failing((failure) => {
      console.warn(failure.message)
      return failure
    }),
  ],
  [
    'leaves a listener',
    /takes its listener off/,
    (whole) => ({
      invoke(call, context) {
        context.signal.addEventListener('abort', () => {})
        return whole.invoke(call, context)
      },
    }),
  ],
  [
    'leaves a timer',
    /leaves no timer/,
    (whole) => ({
      invoke(call, context) {
        setTimeout(() => {}, 3_000)
        return whole.invoke(call, context)
      },
    }),
  ],
  [
    'lets a rejection go',
    /lets no rejection/,
    (whole) => ({
      invoke(call, context) {
        const reply = whole.invoke(call, context)
        void reply.finally(() => {})
        return reply
      },
    }),
  ],
  ['never closes', /leaves no socket/, () => ({ close: async () => {} })],
  ['proves nothing by its probe', /canned call/, () => ({ probe: async () => {} })],
  ['knows no list', /vendor’s list/, () => ({ describe: async () => ({ known: false }) })],
]

const NEVER = new AbortController().signal
const BLANK = {
  text: 'half',
  stop: { unified: 'finished', raw: undefined },
  servedAsRequested: true,
  usage: { inputTotal: 0, inputCached: 0, outputVisible: 0, reasoning: 0 },
  timing: { firstByteMs: 1, totalMs: 1 },
  adjustments: [],
} as const

/** The whole adapter with some members replaced. */
function broken(whole: ModelAdapter, change: ReturnType<Break>): ModelAdapter {
  const { contract, id, model, channel, limits } = whole
  return {
    contract,
    id,
    model,
    channel,
    limits,
    invoke: (call, context) => whole.invoke(call, context),
    probe: async (context) => whole.probe?.(context),
    describe: async (context) => (await whole.describe?.(context)) ?? { known: true },
    close: async () => whole.close?.(),
    ...change,
  }
}

describe('an adapter is found out that', () => {
  it.each(BREAKS)('%s', async (_what, name, change) => {
    const bench = opened.benches.get('openai') as Bench
    const clauses = adapterContract.filter((clause) => name.test(clause.name))
    expect(clauses.length).toBeGreaterThan(0)
    const wrapped = { ...bench, adapter: () => broken(bench.adapter(), change(bench.adapter(), bench)) }
    const found = await runClause(clauses.at(-1) as Clause, wrapped, { limitMs: 1_500 }).catch((error: unknown) => error)
    expect(found).toMatchObject({ name: 'ContractBreach' })
  })
})
