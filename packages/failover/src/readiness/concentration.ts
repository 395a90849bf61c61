import type { Governed } from '../policy/eligible.ts'

/** Calls served by each target. */
export type Traffic<T> = (target: T) => number

/** How much hangs on how few. */
export interface Share {
  readonly by: 'vendor' | 'region' | 'credential' | 'model'
  /** The largest one, and its share of all calls, 0 to 1. */
  readonly largest: string
  readonly share: number
  /** Herfindahl-Hirschman index, 0 to 1: the sum of squared shares. 1 means that one has everything. */
  readonly index: number
}

/** How much of the traffic hangs on one vendor, region, credential or model. */
export interface Concentration {
  readonly calls: number
  /** Empty while there was no traffic. */
  readonly shares: readonly Share[]
}

const GROUPS: Readonly<Record<Share['by'], (target: Governed) => string>> = {
  vendor: ({ channel }) => channel.vendor,
  region: ({ channel }) => channel.region ?? channel.residency ?? 'global',
  credential: ({ channel }) => `${channel.vendor} ${channel.credential}`,
  model: ({ channel, model }) => `${channel.vendor}/${model}`,
}

/** How concentrated the traffic is, over vendors, regions, credentials and models. */
export function concentration<T extends Governed>(targets: readonly T[], traffic: Traffic<T> = () => 0): Concentration {
  const calls = targets.reduce((sum, target) => sum + traffic(target), 0)
  if (calls === 0) return { calls, shares: [] }
  const shares = Object.entries(GROUPS).map(([by, group]): Share => {
    const sums = new Map<string, number>()
    for (const target of targets) sums.set(group(target), (sums.get(group(target)) ?? 0) + traffic(target))
    const parts = [...sums].map(([name, sum]) => ({ name, share: sum / calls })).toSorted((a, b) => b.share - a.share)
    const index = parts.reduce((sum, { share }) => sum + share ** 2, 0)
    return { by: by as Share['by'], largest: parts[0]?.name ?? '', share: parts[0]?.share ?? 0, index }
  })
  return { calls, shares }
}
