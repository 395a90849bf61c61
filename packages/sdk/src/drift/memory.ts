import type { HealthStore } from '@understudy/failover'
import { hasCode } from '@understudy/spec'

/** Where running figures are kept between reviews. They hold counts, never code. */
export type Memory = Pick<HealthStore, 'checkpoint' | 'saveCheckpoint' | 'checkpointKeys'>

const isGone = (error: unknown): boolean => hasCode(error, 'store-unusable') || hasCode(error, 'closed')

/** What was remembered, or null where there is nothing; a store that cannot be read costs memory, not a review. */
export function recall(memory: Memory, key: string): unknown {
  try {
    const json = memory.checkpoint(key)
    return json === null ? null : JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError || isGone(error)) return null
    throw error
  }
}

export function remember(memory: Memory, key: string, value: unknown): void {
  try {
    memory.saveCheckpoint(key, JSON.stringify(value))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
