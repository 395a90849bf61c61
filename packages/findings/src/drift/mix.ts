import { populationStabilityIndex, psiThreshold, totalOf, withoutRare } from '../statistics/index.ts'
import type { DriftAlarm } from './observation.ts'

type Counts = Readonly<Record<string, number>>

/** Running state of the test of the family mix. Plain data. */
export interface MixState {
  /** What the model reported before; what later windows are held against. */
  readonly before: Counts
  /** The window that is being filled. */
  readonly open: Counts
}

export const MIX_START: MixState = Object.freeze({ before: {}, open: {} })

/** Files with findings in one window: with fewer, the index is mostly noise. */
export const MIX_FILES = 150

const REST = 'the rest'

/**
 * Takes in the families of one file's findings. A file counts as one, divided among its families: twenty findings of one kind in
 * one file are no twenty signs of anything.
 */
export function mixStep({ before, open }: MixState, families: readonly string[], alarms: DriftAlarm[]): MixState {
  const filled: Record<string, number> = { ...open }
  for (const family of families) filled[family] = (filled[family] ?? 0) + 1 / families.length
  const now = countsOf(filled)
  // Shares of a third do not add up to whole numbers exactly.
  if (totalOf(now) < MIX_FILES - 1e-6) return { before, open: filled }
  const known = countsOf(before)
  if (known.size === 0) return { before: filled, open: {} }
  const { expected, observed } = withoutRare(known, now, REST)
  const [n, m] = [totalOf(observed), totalOf(expected)]
  const index = populationStabilityIndex(expected, observed) ?? 0
  const threshold = psiThreshold(new Set([...expected.keys(), ...observed.keys()]).size, m, n)
  if (index <= threshold) return { before: Object.fromEntries(sum(known, now)), open: {} }
  alarms.push({
    test: 'family-mix',
    sentence: `It reports another mix of families: ${moved(expected, observed)} (population stability index ${index.toFixed(2)}).`,
    observed: index,
    expected: threshold,
    n: Math.round(n),
  })
  return { before: filled, open: {} }
}

const countsOf = (counts: Counts): ReadonlyMap<string, number> => new Map(Object.entries(counts))

function sum(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const both = new Map(a)
  for (const [name, count] of b) both.set(name, (both.get(name) ?? 0) + count)
  return both
}

/** The two families whose share changed most. */
function moved(expected: ReadonlyMap<string, number>, observed: ReadonlyMap<string, number>): string {
  const share = (counts: ReadonlyMap<string, number>, name: string): number => (counts.get(name) ?? 0) / totalOf(counts)
  const percent = (value: number): string => `${Math.round(value * 100)} %`
  return [...new Set([...expected.keys(), ...observed.keys()])]
    .map((name) => ({ name, was: share(expected, name), is: share(observed, name) }))
    .toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was))
    .slice(0, 2)
    .map(({ name, was, is }) => `${name} ${percent(is)}, before ${percent(was)}`)
    .join('; ')
}
