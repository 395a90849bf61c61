import { formerTargetKey, targetKey } from '@understudy/spec'
import { barHolds } from '../bar/bar.ts'
import type { Keyed } from '../bar/scope-key.ts'
import type { HealthStore } from '../store/store.ts'

/** What is remembered about one other channel of the same vendor's model. */
export interface ChannelMemory {
  readonly key: string
  readonly place: string
  readonly credential: string
  /** Epoch milliseconds of its last good answer, or null. */
  readonly servedAt: number | null
  /** A standing bar says that this channel saw the model gone for everybody. */
  readonly sawItGone: boolean
}

/** Everything remembered that a verdict on one target may need. Plain data, gathered only when a call has failed. */
export interface ModelMemory {
  /** Epoch milliseconds of this target's last good answer, or null when it never gave one. */
  readonly servedAt: number | null
  /** Other channels of the same vendor and model. */
  readonly channels: readonly ChannelMemory[]
}

/** Reasons that mean "gone for everybody", as against for one credential or one region. */
const GONE_FOR_ALL: ReadonlySet<string> = new Set(['withdrawn', 'retired'])

/** Reads the memory of one vendor's model out of a store. */
export function modelMemory(
  store: Pick<HealthStore, 'servedTargets' | 'bars'>,
  { channel, model }: Keyed,
  wallTime: number,
): ModelMemory {
  const own = targetKey(channel, model)
  const former = formerTargetKey(channel, model)
  const served = store.servedTargets()
  const gone = new Set<string>()
  for (const bar of store.bars())
    // Only what a channel saw itself: a wider bar outlives the recovery of the channel that made it.
    if (bar.by === 'verdict' && bar.seenBy === bar.key && GONE_FOR_ALL.has(bar.reason) && barHolds(bar, wallTime))
      gone.add(bar.key.slice('target|'.length))
  const channels: ChannelMemory[] = []
  for (const key of new Set([...served.keys(), ...gone])) {
    const [vendor, place = '', credential = '', ...rest] = key.split('|')
    if (key === own || key === former || vendor !== channel.vendor || rest.join('|') !== model) continue
    channels.push({ key, place, credential, servedAt: served.get(key) ?? null, sawItGone: gone.has(key) })
  }
  return { servedAt: served.get(own) ?? served.get(former) ?? null, channels }
}
