import { type Bar, BAR_SOURCES, barHolds } from './bar.ts'
import { type Keyed, modelKeyOf, scopeKeysOf } from './scope-key.ts'

/** The strongest word comes first: an operator's, then a notice's, then a verdict. */
const STRENGTH: Readonly<Record<Bar['by'], number>> = { operator: 0, notice: 1, verdict: 2 }

const NONE: readonly Bar[] = Object.freeze([])

/** Bars by scope key, made once per change of the store so that a decision over many targets only looks keys up. */
export class BarIndex extends Map<string, readonly Bar[]> {
  /** A target's list of keys is one object for its life. */
  readonly #onKeys = new WeakMap<readonly string[], readonly Bar[]>()

  /** Bars on a target's keys, narrowest key first, the strongest first, whatever the time. */
  on(keys: readonly string[]): readonly Bar[] {
    if (this.size === 0) return NONE
    const known = this.#onKeys.get(keys)
    if (known) return known
    const own = keys[0] ?? ''
    const found = [...new Set(keys.flatMap((key) => this.get(key) ?? []))].filter(({ recovered }) => !recovered?.includes(own))
    const bars = found.length === 0 ? NONE : found.toSorted((a, b) => STRENGTH[a.by] - STRENGTH[b.by])
    this.#onKeys.set(keys, bars)
    return bars
  }
}

/**
 * Where a bar is looked for. The first edition kept an operator's word under one endpoint and credential; it meant the model, and
 * a key that was rotated since must not undo it.
 */
function placesOf({ key, by, scope }: Bar): readonly string[] {
  const model = by === 'operator' && scope !== 'target' ? modelKeyOf(key) : null
  return model === null ? [key] : [key, model]
}

/** Puts bars under their keys, so that one look-up finds those of a target. */
export function indexBars(bars: readonly Bar[]): BarIndex {
  const index = new BarIndex()
  for (const bar of bars) for (const key of placesOf(bar)) index.set(key, [...(index.get(key) ?? []), bar])
  return index
}

/** Every bar that holds for a target, the strongest first. Empty means that it may be used. */
export function barsOn(index: BarIndex, target: Keyed, wallTime: number, keys = scopeKeysOf(target)): readonly Bar[] {
  return index.on(keys).filter((bar) => barHolds(bar, wallTime))
}

/** The bar that keeps a target from being used, or null. On the path of every decision, so it looks keys up once per index. */
export function barOn(index: BarIndex, target: Keyed, wallTime: number, keys = scopeKeysOf(target)): Bar | null {
  for (const bar of index.on(keys)) if (barHolds(bar, wallTime)) return bar
  return null
}

/** Whether `who` may lift this bar: an operator and a notice each lift their own; an operator also overrules a verdict. */
export function mayLift(bar: Bar, who: (typeof BAR_SOURCES)[number]): boolean {
  return bar.by === who || (who === 'operator' && bar.by === 'verdict')
}
