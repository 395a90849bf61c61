import { parentPort } from 'node:worker_threads'
import * as engine from '@understudy/failover'
import type { Chunk, ChunkResult } from './pool.ts'
import { simulate } from './simulate.ts'

async function answer({ hours, seed }: Chunk): Promise<void> {
  const { coverage, ...rest } = await simulate(engine, hours, seed)
  const result: ChunkResult = { ...rest, counts: coverage.counts }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(result)
}

parentPort?.on('message', (chunk: Chunk) => void answer(chunk))
