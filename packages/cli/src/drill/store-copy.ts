import { type HealthStore, memoryStore } from '@understudy/failover'

/** A copy in memory of what is remembered: bars hold in the drill as they do in a review, and its own withdrawal stays in it. */
export function copyOf(store: HealthStore): HealthStore {
  const copy = memoryStore()
  for (const bar of store.bars()) copy.changeBar(bar.key, bar.by, () => bar)
  for (const [key, at] of store.servedTargets()) copy.markServed(key, at)
  for (const key of store.checkpointKeys(REFUSALS)) copy.saveCheckpoint(key, store.checkpoint(key) ?? '')
  return copy
}

/** How a route keeps who turned it away. */
const REFUSALS = 'refusal|'

/** What the calls of the drill proved, whoever they were made for: who served, who refused, who is gone. */
export function keepLearned(copy: HealthStore, store: HealthStore): void {
  const known = store.servedTargets()
  for (const [key, at] of copy.servedTargets()) if (known.get(key) !== at) store.markServed(key, at)
  for (const key of copy.checkpointKeys(REFUSALS)) {
    const learned = copy.checkpoint(key)
    if (learned !== null && learned !== store.checkpoint(key)) store.saveCheckpoint(key, learned)
  }
  for (const bar of copy.bars()) if (bar.by === 'verdict') store.changeBar(bar.key, bar.by, (present) => present ?? bar)
}
