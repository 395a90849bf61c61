import { type Memory, recall, remember } from '../drift/memory.ts'

const keyOf = (target: string): string => `served-model/v1/${target}`

/**
 * Remembers which model a target was last served by: an alias may move to another snapshot behind its name. A target is meant by its
 * short id where only what models are like matters, and by its key where it matters which endpoint and account answered.
 */
export function rememberServedModel(memory: Memory, target: string, servedModel: string): void {
  if (lastServedModel(memory, target) !== servedModel) remember(memory, keyOf(target), servedModel)
}

/** The model that last answered for a target, by its short id or its key; null when nothing is known. */
export function lastServedModel(memory: Memory, target: string): string | null {
  const known = recall(memory, keyOf(target))
  return typeof known === 'string' ? known : null
}
