import { parentPort } from 'node:worker_threads'
import { seeded } from './mutate.ts'
import type { Job, JobResult } from './run.ts'
import { failureOf, TARGETS } from './targets.ts'

const NODE = Number(process.versions.node.split('.')[0])
/** Longest processor time of one input. The clock on the wall would also count what else the machine does. */
const LONGEST_MS = 1_000
const spentMs = (): number => {
  if (NODE < 24) return performance.now()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

async function judge(name: string, input: string): Promise<string | null> {
  const target = TARGETS[name]
  if (!target) throw new RangeError(`There is no target ${name}.`)
  const began = spentMs()
  const failure = await failureOf(target, input)
  const took = spentMs() - began
  return failure ?? (took > LONGEST_MS ? `took ${Math.round(took)} ms` : null)
}

/** The text without parts that the failure does not need; within a bounded number of tries. */
async function smaller(name: string, input: string, failure: string): Promise<string> {
  const [first] = failure.split('\n')
  let [small, tries] = [input, 200]
  for (let part = Math.ceil(small.length / 2); part >= 1 && tries > 0; part = part === 1 ? 0 : Math.ceil(part / 2))
    for (let at = 0; at < small.length && tries > 0; tries--) {
      const without = small.slice(0, at) + small.slice(at + part)
      if ((await judge(name, without))?.split('\n')[0] === first) small = without
      else at += part
    }
  return small
}

parentPort?.on('message', ({ target, seeds, inputs, at }: Job) => {
  const position = new Int32Array(at)
  const work = async (): Promise<JobResult> => {
    const made = inputs ?? seeds.map((seed) => () => TARGETS[target]?.make(seeded(seed)) ?? '')
    for (const [index, one] of made.entries()) {
      const input = typeof one === 'string' ? one : one()
      Atomics.store(position, 0, index)
      const failure = await judge(target, input)
      if (failure !== null)
        return { index, failure, input: failure.startsWith('took') ? input : await smaller(target, input, failure) }
    }
    return null
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void work().then((result) => parentPort?.postMessage(result))
})
