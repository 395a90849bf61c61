import { type Bar, BAR_SOURCES, barHolds } from './bar.ts'
import { type Keyed, scopeKeysOf } from './scope-key.ts'

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

const NONE: readonly Bar[] = Object.freeze([])

/** Bars on a target's keys, whatever the time; an index never changes, and a target's list of keys is one object for its life. */
const CANDIDATES = new WeakMap<BarIndex, WeakMap<readonly string[], readonly Bar[]>>()

function candidates(index: BarIndex, keys: readonly string[]): readonly Bar[] {
  let byKeys = CANDIDATES.get(index)
  if (!byKeys) CANDIDATES.set(index, (byKeys = new WeakMap()))
  let bars = byKeys.get(keys)
  if (!bars) {
    const own = keys[0] ?? ''
    const found = keys.flatMap((key) => index.get(key) ?? []).filter(({ recovered }) => !recovered?.includes(own))
    bars = found.length === 0 ? NONE : found.toSorted((a, b) => STRENGTH[a.by] - STRENGTH[b.by])
    byKeys.set(keys, bars)
  }
  return bars
}

/** Every bar that holds for a target, the strongest first. Empty means that it may be used. */
export function barsOn(index: BarIndex, target: Keyed, wallTime: number, keys = scopeKeysOf(target)): readonly Bar[] {
  if (index.size === 0) return NONE
  return candidates(index, keys).filter((bar) => barHolds(bar, wallTime))
}

/** The bar that keeps a target from being used, or null. On the path of every decision, so it looks keys up once per index. */
export function barOn(index: BarIndex, target: Keyed, wallTime: number, keys = scopeKeysOf(target)): Bar | null {
  if (index.size === 0) return null
  for (const bar of candidates(index, keys)) if (barHolds(bar, wallTime)) return bar
  return null
}

/** Whether `who` may lift this bar: an operator and a notice each lift their own; an operator also overrules a verdict. */
export function mayLift(bar: Bar, who: (typeof BAR_SOURCES)[number]): boolean {
  return bar.by === who || (who === 'operator' && bar.by === 'verdict')
}
