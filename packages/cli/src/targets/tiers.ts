import type { TargetSetting } from '../settings/settings.ts'
import { settingId } from './distinct.ts'

/** Tiers of some targets only turn the list round in a way that is easily overlooked: the order that they make, in words. */
export function tierNote(targets: readonly (string | TargetSetting)[]): readonly string[] {
  const tierOf = (target: string | TargetSetting): number | undefined => (typeof target === 'string' ? undefined : target.tier)
  const without = targets.filter((target) => tierOf(target) === undefined)
  if (without.length === 0 || without.length === targets.length) return []
  const order = targets
    .map((target, place) => ({ id: settingId(target), tier: tierOf(target) ?? place }))
    .toSorted((a, b) => a.tier - b.tier)
    .map(({ id, tier }) => `${id} (${tier})`)
  return [
    `Only some targets have a tier; the place in the list, from 0, is the tier of the others. So they are asked in this order: ${order.join(', ')}. Give each a tier, or none.`,
  ]
}
