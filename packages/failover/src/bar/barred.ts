import { type Bar, BAR_SOURCES, barHolds } from './bar.ts'
import { type Keyed, scopeKey, scopeKeysOf } from './scope-key.ts'

/** Bars by scope key, made once per change of the store so that a decision over many targets only looks keys up. */
export type BarIndex = ReadonlyMap<string, readonly Bar[]>

export function indexBars(bars: readonly Bar[]): BarIndex {
  const index = new Map<string, Bar[]>()
  for (const bar of bars) {
    const same = index.get(bar.key)
    if (same) same.push(bar)
    else index.set(bar.key, [bar])
  }
  return index
}

/** The strongest word comes first: an operator's, then a notice's, then a verdict. */
const STRENGTH: Readonly<Record<Bar['by'], number>> = { operator: 0, notice: 1, verdict: 2 }

/** Every bar that holds for a target, the strongest first. Empty means that it may be used. */
export function barsOn(index: BarIndex, target: Keyed, wallTime: number, keys = scopeKeysOf(target)): readonly Bar[] {
  if (index.size === 0) return []
  const own = keys[0] ?? scopeKey('target', target)
  const found: Bar[] = []
  for (const key of keys)
    for (const bar of index.get(key) ?? []) if (barHolds(bar, wallTime) && !bar.recovered?.includes(own)) found.push(bar)
  return found.toSorted((a, b) => STRENGTH[a.by] - STRENGTH[b.by])
}

/** The bar that keeps a target from being used, or null. */
export function barOn(index: BarIndex, target: Keyed, wallTime: number, keys?: readonly string[]): Bar | null {
  return barsOn(index, target, wallTime, keys)[0] ?? null
}

/** Whether `who` may lift this bar: an operator and a notice each lift their own; an operator also overrules a verdict. */
export function mayLift(bar: Bar, who: (typeof BAR_SOURCES)[number]): boolean {
  return bar.by === who || (who === 'operator' && bar.by === 'verdict')
}
