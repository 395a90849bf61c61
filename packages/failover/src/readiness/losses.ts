import type { Governed } from '../policy/eligible.ts'

/** Something that can vanish at once, and the targets that go with it. */
export interface Loss<T> {
  readonly kind: 'target' | 'model' | 'vendor' | 'region' | 'credential'
  readonly name: string
  readonly gone: ReadonlySet<T>
}

const place = ({ channel }: Governed): string => `${channel.vendor} ${channel.region ?? channel.residency ?? 'global'}`

/** How targets hang together: what one order, one outage, or one revoked key takes away. */
const KINDS: readonly { readonly kind: Loss<never>['kind']; readonly name: (target: Governed) => string | null }[] = [
  {
    kind: 'target',
    name: (target) => `${target.id} at ${target.channel.region ?? target.channel.endpoint} with ${target.channel.credential}`,
  },
  { kind: 'model', name: ({ channel, model }) => `${channel.vendor}/${model}` },
  { kind: 'vendor', name: ({ channel }) => channel.vendor },
  { kind: 'region', name: place },
  // Engines without a key cannot lose one.
  {
    kind: 'credential',
    name: ({ channel }) => (channel.credential === 'none' ? null : `${channel.vendor} ${channel.credential}`),
  },
]

/** Every single loss that these targets can suffer. One that takes exactly what a narrower one takes is not told twice. */
export function losses<T extends Governed>(targets: readonly T[]): readonly Loss<T>[] {
  const found = new Map<string, Loss<T>>()
  for (const { kind, name } of KINDS) {
    const groups = Map.groupBy(targets, (target) => name(target))
    for (const [called, members] of groups) {
      const same = members.map((target) => targets.indexOf(target)).join()
      if (called !== null && (kind === 'vendor' || !found.has(same)))
        found.set(kind === 'vendor' ? `vendor ${called}` : same, { kind, name: called, gone: new Set(members) })
    }
  }
  return [...found.values()]
}
