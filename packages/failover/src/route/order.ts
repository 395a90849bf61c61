import { orderReturning } from '../reinstatement/return-share.ts'
import type { Target } from './target.ts'

/**
 * The order in which targets are considered for one execution: by tier, and inside a tier by chance according to weight
 * (Efraimidis and Spirakis: sort by u^(1/w)). A weight of 0 comes last in its tier. `targets` are sorted by tier already.
 * `share` holds back targets whose traffic is only returning.
 */
export function orderTargets(
  targets: readonly Target[],
  random: () => number,
  share: (target: Target) => number,
): readonly Target[] {
  return orderReturning(orderTiers(targets, random), share, random)
}

function orderTiers(targets: readonly Target[], random: () => number): readonly Target[] {
  if (!sharesTiers(targets)) return targets
  const drawn = new Map(targets.map((target) => [target, target.weight === 0 ? -1 : random() ** (1 / target.weight)]))
  return targets.toSorted((a, b) => a.tier - b.tier || (drawn.get(b) ?? 0) - (drawn.get(a) ?? 0))
}

function sharesTiers(targets: readonly Target[]): boolean {
  return targets.some((target, index) => index > 0 && targets[index - 1]?.tier === target.tier)
}
