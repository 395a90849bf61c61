import type { Family } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { DRIFT_START, type DriftBaseline, type DriftObservation, type DriftTest, observeDrift } from '../../src/drift/monitor.ts'

const FAMILIES: readonly Family[] = [
  'sql-injection',
  'cross-site-scripting',
  'path-traversal',
  'weak-cryptography',
  'hardcoded-secret',
  'open-redirect',
]

const baseline: DriftBaseline = {
  findingsPerKloc: { mean: 8, standardDeviation: 2.7 },
  families: new Map(FAMILIES.map((family, index) => [family, 120 - index * 15])),
  canaryRecall: 0.98,
}

/** Reviews by a model that behaves as it always did, unless told otherwise. */
function stream(
  random: () => number,
  change: { refusals?: number; rate?: number; families?: readonly Family[]; recall?: number } = {},
) {
  const { refusals = 0.02, rate = 8, recall = 0.98 } = change
  const draw = (): Family => {
    if (change.families) return change.families[Math.floor(random() * change.families.length)] as Family
    let left = random() * 495
    return FAMILIES.find((_, index) => (left -= 120 - index * 15) < 0) ?? 'open-redirect'
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return (): DriftObservation => ({
    refused: random() < refusals,
    lines: 1_000,
    families: Array.from({ length: Math.max(0, Math.round(rate + 2.7 * normal())) }, draw),
    canaries: { planted: 1, reported: random() < recall ? 1 : 0 },
  })
}

/** Observations until a test alarms; null when it does not. */
function delay(test: DriftTest, next: () => DriftObservation, most: number): number | null {
  let state = DRIFT_START
  for (let n = 1; n <= most; n++) {
    const step = observeDrift(state, next(), baseline)
    state = step.state
    if (step.alarms.some((alarm) => alarm.test === test)) return n
  }
  return null
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('drift', () => {
  it('raises false alarms no oftener than each test states, on a model that does not change', () => {
    const alarms: Record<string, number> = {}
    const [streams, length] = [40, 1_500]
    for (let seed = 1; seed <= streams; seed++) {
      const next = stream(seededRandom(seed))
      let state = DRIFT_START
      for (let n = 0; n < length; n++) {
        const step = observeDrift(state, next(), baseline)
        state = step.state
        for (const { test } of step.alarms) alarms[test] = (alarms[test] ?? 0) + 1
      }
    }
    const observations = streams * length
    // SPRT: α = .01 per decision, a decision of "fine" takes about 23 clean calls; CUSUM (slack .5, threshold 5): one in about 930.
    expect((alarms['refusals'] ?? 0) / (observations / 23)).toBeLessThan(0.012)
    expect(observations / (alarms['findings-more'] ?? 1)).toBeGreaterThan(600)
    expect(observations / (alarms['findings-fewer'] ?? 1)).toBeGreaterThan(600)
    expect(alarms['family-mix'] ?? 0).toBe(0)
    expect((alarms['canary-recall'] ?? 0) / (observations / 12)).toBeLessThan(0.012)
  })

  it.each([
    ['refusals', { refusals: 0.5 }, 12],
    ['findings-more', { rate: 8 + 2.7 }, 14],
    ['findings-fewer', { rate: 8 - 2.7 }, 14],
    ['family-mix', { families: ['race-condition', 'sql-injection'] as const }, 40],
    ['canary-recall', { recall: 0.5 }, 12],
  ] as const)('notices a change in %s soon', (test, change, within) => {
    const delays = Array.from({ length: 40 }, (_, seed) => delay(test, stream(seededRandom(seed + 1), change), 400))
    expect(delays).not.toContain(null)
    expect(mean(delays.map((n) => n ?? 400))).toBeLessThan(within)
  })

  it('notices at once what never answers again, and does not count a refusal as an empty review', () => {
    const refusing = () => ({ refused: true, lines: 1_000, families: [] })
    expect(delay('refusals', refusing, 10)).toBe(3)
    expect(delay('findings-fewer', refusing, 100)).toBeNull()
  })

  it('says what it saw against what it expected', () => {
    let state = DRIFT_START
    for (let n = 0; n < 10; n++) {
      const step = observeDrift(state, { refused: false, lines: 1_000, families: [] }, baseline)
      state = step.state
      const alarm = step.alarms.find(({ test }) => test === 'findings-fewer')
      if (alarm)
        return expect(alarm).toMatchObject({
          observed: 0,
          expected: 8,
          n: expect.any(Number),
          sentence: expect.stringContaining('fewer findings'),
        })
    }
    expect.unreachable('a model that reports nothing must alarm')
  })
})
