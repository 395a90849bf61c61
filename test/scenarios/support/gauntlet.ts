import { createRoute, type RouteEvent } from '@understudy/failover'
import { parseReview } from '@understudy/findings'
import { type FaultChoice, virtualStage, type When } from '@understudy/outage'
import { anthropic, openai } from '@understudy/providers'
import { attemptContext, type ModelAdapter, type ModelCall, ModelFailure, type ModelReply, REVIEW_SCHEMA } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'

const FIRST = { vendor: 'openai', model: 'gpt-5.5' } as const
const SECOND = { vendor: 'anthropic', model: 'claude-opus-5-5' } as const

/** Calls one after another, as a review of six files with one at a time makes them. */
export const CALLS = 6
/** Live requests to the faulty target are counted from the call after this one. */
const LEARNED_AFTER = 3

/** One way to fail, from the first call on. */
interface Ordeal {
  readonly name: string
  readonly fault: FaultChoice
  /** Its like in a stream, where that is another one. */
  readonly streamed?: FaultChoice
  readonly when?: When
  /** True where the fault lies in the content of an answer that came whole: nothing that a target should be left for. */
  readonly content?: true
}

const DECOMMISSIONED = JSON.stringify({
  error: {
    message: `The model ${FIRST.model} has been decommissioned and is no longer supported.`,
    type: 'invalid_request_error',
    code: 'model_decommissioned',
  },
})

/** The faults of the gauntlet. */
export const ORDEALS: readonly Ordeal[] = [
  { name: '404', fault: 'unknown-model' },
  { name: '410', fault: 'gone-410' },
  { name: '451', fault: 'legal-block' },
  { name: '403 of the account', fault: 'not-permitted' },
  { name: '403 at the edge', fault: 'edge-403' },
  {
    name: 'decommissioned 400',
    fault: {
      name: 'decommissioned',
      number: 32,
      summary: 'A reseller says 400 for a model that was switched off.',
      apply: (healthy) => ({
        ...healthy(),
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: [{ data: new TextEncoder().encode(DECOMMISSIONED) }],
      }),
    },
  },
  { name: '401', fault: 'key-revoked' },
  { name: '429 with a time', fault: { name: 'rate-limited', retryAfterMs: 60_000 } },
  { name: '429 of the quota', fault: 'quota-exhausted' },
  { name: '500', fault: 'server-error' },
  { name: 'HTML 502', fault: 'html-502' },
  { name: '529', fault: 'overloaded' },
  { name: 'refused connection', fault: 'connection-refused' },
  { name: 'hang before headers', fault: 'hang' },
  { name: 'hang in the body', fault: 'body-stall', streamed: 'stream-stall' },
  { name: 'reset', fault: 'reset' },
  { name: 'slow drip', fault: { name: 'slow-drip', bytes: 4 } },
  { name: 'truncated', fault: 'truncated-json', streamed: 'no-finish-marker' },
  { name: 'HTML 200', fault: 'captive-portal' },
  { name: 'error in 200', fault: 'error-in-200' },
  { name: 'empty', fault: 'empty-200' },
  { name: 'refusal', fault: 'refusal', content: true },
  { name: 'refusal in the answer', fault: 'refusal-in-answer', content: true },
  { name: 'cut by the limit', fault: 'max-tokens-cut', content: true },
  { name: 'schema', fault: 'schema-violation', content: true },
  { name: 'substituted', fault: 'substituted' },
  { name: 'flapping', fault: 'server-error', when: { flapping: { onMs: 30_000, offMs: 30_000 } } },
]

/** What became of one ordeal. */
export interface Passage {
  readonly name: string
  readonly content: boolean
  /** Calls that got a whole answer before their deadline. */
  readonly answered: number
  /** Requests with a caller's code that reached the faulty target after the third call. */
  readonly lateRequests: number
  readonly liveRequests: number
  /** Synthetic probes of it. */
  readonly probes: number
  /** Of the slowest call, on the virtual clock. */
  readonly slowestMs: number
}

const PATH = 'gauntlet.js'
const call = (n: number, stream: boolean): ModelCall => ({
  task: 'review.files',
  system: 'You review code for security flaws.',
  input: `=== file: ${PATH} ===\n    1| const limit = ${n}\n=== end of file ===`,
  files: [{ path: PATH, content: `const limit = ${n}` }],
  schema: REVIEW_SCHEMA,
  schemaName: 'review',
  maxOutputTokens: 2_048,
  promptVersion: 'gauntlet-1',
  stream,
})

function accept({ text }: ModelReply, { id }: { readonly id: string }): string {
  if (parseReview(text, { paths: [PATH] }).ok) return text
  throw new ModelFailure(id, 'malformed', `${id} did not keep to the shape it was asked for.`)
}

/** Runs six calls through one fault with default options, on virtual time. */
export async function pass(ordeal: Ordeal, stream = false): Promise<Passage> {
  const runtime = virtualRuntime({ seed: 7 })
  const stage = virtualStage({
    models: [
      { ...FIRST, latencyMs: 800 },
      { ...SECOND, latencyMs: 1_200 },
    ],
    runtime,
  })
  stage.inject(FIRST.model, (stream && ordeal.streamed) || ordeal.fault, ordeal.when)
  const place = (vendor: 'openai' | 'anthropic') => ({
    baseURL: stage.baseURL(vendor),
    apiKey: stage.apiKey(vendor),
    fetch: stage.fetch,
    runtime,
  })
  const probes = { sent: 0 }
  const route = createRoute({
    targets: [
      counted(openai({ model: FIRST.model, ...place('openai') }), probes),
      anthropic({ model: SECOND.model, ...place('anthropic') }),
    ],
    runtime,
    onRefusal: 'failover',
  })
  const live: number[] = []
  let number = 0
  const onEvent = (event: RouteEvent): void => {
    if (event.type === 'attempt-started' && event.target === `${FIRST.vendor}/${FIRST.model}`) live.push(number)
  }
  let [answered, slowestMs] = [0, 0]
  for (number = 1; number <= CALLS; number++) {
    const began = runtime.now()
    await runtime.until(route.run(call(number, stream), { accept, onEvent })).then(
      () => answered++,
      () => {},
    )
    slowestMs = Math.max(slowestMs, runtime.now() - began)
  }
  await runtime.until(route.close())
  return {
    name: ordeal.name,
    content: ordeal.content === true,
    answered,
    liveRequests: live.length,
    lateRequests: live.filter((at) => at > LEARNED_AFTER).length,
    probes: probes.sent,
    slowestMs,
  }
}

function counted(adapter: ModelAdapter, probes: { sent: number }): ModelAdapter {
  return {
    contract: 1,
    id: adapter.id,
    model: adapter.model,
    channel: adapter.channel,
    limits: adapter.limits,
    invoke: (asked, context) => adapter.invoke(asked, context),
    async probe(context) {
      probes.sent++
      await adapter.probe?.(context)
    },
  }
}

/** Loads the vendors' SDKs: reading files takes real time, in which a virtual clock would run ahead. */
export async function loadSdks(): Promise<void> {
  const nowhere = (): Promise<never> => Promise.reject(new TypeError('This call leads nowhere.'))
  for (const make of [openai, anthropic])
    await make({ model: 'none', apiKey: 'none', fetch: nowhere })
      .invoke(call(0, false), attemptContext())
      .catch(() => {})
}

/** All of them, one after another. */
export async function runGauntlet(stream = false): Promise<readonly Passage[]> {
  await loadSdks()
  const passages: Passage[] = []
  for (const ordeal of ORDEALS) passages.push(await pass(ordeal, stream))
  return passages
}
