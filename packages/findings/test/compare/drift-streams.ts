import { FAMILIES, type Family } from '@understudy/spec'
import { DRIFT_START, type DriftAlarm, type DriftObservation, type DriftState, observeDrift } from '../../src/compare/index.ts'

/** How a model behaves on code of one language. */
export interface Behaviour {
  readonly refusals: number
  readonly perKloc: number
  /** Variance of a file's count over its mean: findings come in clusters, so more than 1. */
  readonly clusters: number
  readonly families: readonly Family[]
  readonly recall: number
}

/** Five languages that differ as real ones do. */
export const LANGUAGES: Readonly<Record<string, Behaviour>> = {
  typescript: { refusals: 0.02, perKloc: 6, clusters: 2, families: FAMILIES.slice(0, 20), recall: 0.97 },
  python: { refusals: 0.02, perKloc: 9, clusters: 3, families: FAMILIES.slice(4, 18), recall: 0.97 },
  java: { refusals: 0.01, perKloc: 3, clusters: 2, families: FAMILIES.slice(0, 30), recall: 0.99 },
  go: { refusals: 0.01, perKloc: 1.5, clusters: 1.5, families: FAMILIES.slice(6, 16), recall: 0.98 },
  c: {
    refusals: 0.02,
    perKloc: 14,
    clusters: 4,
    families: ['memory-safety', 'integer-overflow', 'command-injection'],
    recall: 0.96,
  },
}

function poisson(mean: number, random: () => number): number {
  let [count, product] = [0, random()]
  while (product > Math.exp(-mean)) [count, product] = [count + 1, product * random()]
  return count
}

/** Counts with variance `clusters` times the mean: clusters of geometric size. */
function count(mean: number, clusters: number, random: () => number): number {
  // A geometric size of mean m has a variance ratio of 2m − 1 in a compound Poisson count.
  const size = (clusters + 1) / 2
  let total = 0
  for (let cluster = poisson(mean / size, random); cluster > 0; cluster--) {
    total++
    while (random() > 1 / size) total++
  }
  return total
}

/** One file, one call and one canary at a time. Early families are the commoner ones, as with Zipf. */
export function stream(
  random: () => number,
  { refusals, perKloc, clusters, families, recall }: Behaviour,
): () => DriftObservation {
  const weights = families.map((_, index) => 1 / (index + 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const draw = (): Family => {
    let left = random() * whole
    return families[weights.findIndex((weight) => (left -= weight) < 0)] ?? (families[0] as Family)
  }
  return () => {
    const lines = 20 + Math.floor(random() ** 3 * 800)
    const found = count((perKloc * lines) / 1_000, clusters, random)
    return {
      refused: [random() < refusals],
      files: [{ lines, families: Array.from({ length: found }, draw) }],
      canaries: { planted: 1, reported: random() < recall ? 1 : 0 },
    }
  }
}

/** Feeds a stream and hands back every alarm with the number of its observation. */
export function watch(next: () => DriftObservation, observations: number, from: DriftState = DRIFT_START) {
  const alarms: (DriftAlarm & { readonly at: number })[] = []
  let state = from
  for (let at = 1; at <= observations; at++) {
    const step = observeDrift(state, next())
    state = step.state
    for (const alarm of step.alarms) alarms.push({ ...alarm, at })
  }
  return { state, alarms }
}
