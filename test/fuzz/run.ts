import { Worker } from 'node:worker_threads'
import { seeded } from './mutate.ts'
import { TARGETS } from './targets.ts'

/** Inputs for one target: made from seeds, or given. Only plain data goes between threads. */
export interface Job {
  readonly target: string
  readonly seeds: readonly number[]
  readonly inputs?: readonly string[]
  /** Where the thread writes which input it is at. */
  readonly at: SharedArrayBuffer
}

export type JobResult = { readonly index: number; readonly failure: string; readonly input: string } | null

/** An input that a target cannot bear. */
export interface Find {
  readonly target: string
  readonly seed: number | null
  readonly failure: string
  readonly input: string
}

/** Time on the wall without any progress, after which a thread hangs; wide enough for a slow machine. */
const HANGS_MS = 5_000

/** A thread that tries inputs, and is ended and replaced when it hangs. */
export class Fuzzer {
  #worker: Worker | null = null

  async try(
    target: string,
    { seeds = [], inputs }: { seeds?: readonly number[]; inputs?: readonly string[] },
  ): Promise<Find | null> {
    const at = new SharedArrayBuffer(4)
    this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url))
    const result = await this.#ask(this.#worker, { target, seeds, at, ...(inputs && { inputs }) })
    if (!result) return null
    const seed = seeds[result.index] ?? null
    const input = result.input || (inputs?.[result.index] ?? TARGETS[target]?.make(seeded(seed ?? 0)) ?? '')
    return { target, seed, failure: result.failure, input }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }

  #ask(worker: Worker, job: Job): Promise<JobResult> {
    const position = new Int32Array(job.at)
    return new Promise((resolve) => {
      let [seen, since] = [-1, performance.now()]
      const end = (result: JobResult, broken = false): void => {
        clearInterval(watch)
        worker.off('message', onMessage).off('error', onError)
        if (broken) void this.close().then(() => resolve(result))
        else resolve(result)
      }
      const stop = (failure: string): void => end({ index: Atomics.load(position, 0), failure, input: '' }, true)
      const watch = setInterval(() => {
        const now = Atomics.load(position, 0)
        if (now !== seen) [seen, since] = [now, performance.now()]
        else if (performance.now() - since > HANGS_MS) stop(`hangs: no answer within ${HANGS_MS} ms`)
      }, 100)
      const onMessage = (result: JobResult): void => end(result)
      const onError = (error: unknown): void =>
        stop(`an exception that nobody caught: ${error instanceof Error ? error.message : 'unknown'}`)
      worker.once('message', onMessage)
      worker.once('error', onError)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(job)
    })
  }
}
