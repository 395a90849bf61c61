export { type Bar, BAR_SOURCES, barHolds, type BarSource, type ProbeProgress } from './bar/bar.ts'
export { type BarIndex, barOn, barsOn, indexBars, mayLift } from './bar/barred.ts'
export {
  afterBadProbe,
  afterGoodProbe,
  claimProbe,
  firstProbe,
  PROBE_RULES,
  probeDue,
  type ProbeRules,
} from './bar/probe-schedule.ts'
export { BAR_SCOPES, type BarScope, type Keyed, scopeKey, scopeKeysOf } from './bar/scope-key.ts'
export { memoryStore } from './store/memory.ts'
export type { CircuitHint, HealthStore } from './store/store.ts'
