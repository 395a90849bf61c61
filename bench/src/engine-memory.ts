import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createRoute, type RunOptions } from '@understudy/failover'
import { type AttemptContext, attemptContext, type ModelReply } from '@understudy/spec'
import { modelReply } from './engine-capacity.ts'
import { CALL, engineAdapter } from './engine-parts.ts'
import { atMost, type BenchRow, median } from './row.ts'

const CALLS = 5_000

const collect = collector()

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/** What is reachable: several rounds, because finalizers and weak references need them. */
export function heapBytes(): number {
  for (let n = 0; n < 4; n++) collect()
  return process.memoryUsage().heapUsed
}

/** Lets everything that can settle do so; a value that was awaited is still held until then. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Held {
  readonly answer: (reply: ModelReply) => void
  readonly signal: AbortSignal
}

/** What a review gives along with every call. It belongs to the caller, and its calls share it. */
const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  accept: (reply) => reply,
  subject: { principal: 'bench' },
  onProgress() {},
}

/**
 * What a route keeps for each call whose answer it waits for: the promise and the frame behind it, the execution, its attempt,
 * permit and place, what listens to the caller's signal, and the abort signal and callbacks that the adapter was given.
 *
 * What the adapter keeps itself is measured in the same round, with the same adapter and no route, and taken off, and so is the
 * list of promises. Not in it: a journal, whose lines stay when calls end, and what a transport hangs on its signal.
 */
export async function inFlightRow(): Promise<BenchRow> {
  const held: Held[] = []
  const invoke = (_: unknown, { signal }: AttemptContext): Promise<ModelReply> =>
    new Promise((answer) => held.push({ answer, signal }))
  const adapters = [engineAdapter(0, invoke), engineAdapter(1, invoke)] as const
  // On a busy machine a measurement takes seconds, in which calls that were answered at once before would be taken for hanging.
  const circuit = { slowLeastMs: 3_600_000 }
  const route = createRoute({ targets: adapters, circuit, capacity: { concurrency: CALLS, firstCallMs: 0 } })
  const context = attemptContext()
  const rounds: number[] = []
  for (let round = 0; round < 5; round++) {
    const [whole, own] = [
      await kept(() => route.run(CALL, OPTIONS), held),
      await kept(() => adapters[0].invoke(CALL, context), held),
    ]
    if (round >= 2) rounds.push(whole - own)
  }
  await route.close()
  return atMost('route: retained per call in flight', 'bytes', median(rounds), 2_048)
}

/** Bytes per call while all are in flight. */
async function kept(start: () => Promise<unknown>, held: Held[]): Promise<number> {
  await settled()
  const before = heapBytes()
  const running = Array.from({ length: CALLS }, start)
  await settled()
  const bytes = (heapBytes() - before) / CALLS
  if (held.length !== CALLS) throw new Error(`${held.length} of ${CALLS} calls were in flight.`)
  for (const { answer } of held.splice(0)) answer(modelReply('m0'))
  await Promise.all(running)
  return bytes
}
