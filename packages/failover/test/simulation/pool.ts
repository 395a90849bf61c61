import { Worker } from 'node:worker_threads'
import { Coverage } from './coverage.ts'
import type { Simulation } from './simulate.ts'

/** Hours a worker is given at once. */
const CHUNK = 100

/** What a worker is told, and what it tells. Only plain data goes between threads. */
export interface Chunk {
  readonly hours: number
  readonly seed: number
}
export type ChunkResult = Pick<Simulation, 'hours' | 'calls' | 'requests' | 'failed'> & {
  readonly counts: ReadonlyMap<string, number>
}

/** The same as `simulate` over several threads, since hours know nothing of each other. Stops at the first that breaks a promise. */
export async function simulateInWorkers(
  hours: number,
  seed: number,
  workers: number,
  onProgress: (hours: number) => void,
): Promise<Simulation> {
  const chunks = Array.from({ length: Math.ceil(hours / CHUNK) }, (_, n): Chunk => {
    const from = n * CHUNK
    return { seed: seed + from, hours: Math.min(CHUNK, hours - from) }
  })
  const coverage = new Coverage()
  const all = { hours: 0, calls: 0, requests: 0, failed: null as Simulation['failed'] }
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    try {
      for (let chunk = chunks.shift(); chunk && !all.failed; chunk = chunks.shift()) {
        const result = await ask(worker, chunk)
        all.hours += result.hours
        all.calls += result.calls
        all.requests += result.requests
        all.failed ??= result.failed
        coverage.addCounts(result.counts)
        onProgress(all.hours)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return { ...all, coverage }
}

function ask(worker: Worker, chunk: Chunk): Promise<ChunkResult> {
  return new Promise((resolve, reject) => {
    const done = (): void => void worker.off('message', onMessage).off('error', onError)
    const onMessage = (result: ChunkResult): void => {
      done()
      resolve(result)
    }
    const onError = (error: Error): void => {
      done()
      reject(error)
    }
    worker.once('message', onMessage).once('error', onError)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(chunk)
  })
}
