import { SEVERITIES, type Severity } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { calibratedRank, calibrateSeverity, learnSeverityScale } from '../../src/calibrate/severity-shift.ts'
import type { Pair } from '../../src/match/match.ts'
import { sample } from './samples.ts'

const models = { servedModel: 'b', baseline: 'a' }
const at = (severity: Severity) => sample({ path: 'a.ts', line: 1, family: 'sql-injection', severity })
const rank = (level: Severity): number => SEVERITIES.indexOf(level)

/** Pairs as measured between two models of different families: 60 % exact, the rest mostly one step up. */
function pairs(count: number, random: () => number): Pair[] {
  return Array.from({ length: count }, () => {
    const theirs = [1, 2, 2, 3, 3, 3, 4][Math.floor(random() * 7)] ?? 3
    const draw = random()
    const ours = Math.min(4, Math.max(0, theirs + (draw < 0.6 ? 0 : draw < 0.97 ? 1 : -1)))
    return { a: at(SEVERITIES[theirs] ?? 'high'), b: at(SEVERITIES[ours] ?? 'high'), score: 1 }
  })
}

const meanShift = (sampled: readonly Pair[], rankOf: (pair: Pair) => number): number =>
  sampled.reduce((sum, pair) => sum + rankOf(pair) - rank(pair.a.severity.level), 0) / sampled.length

describe('severity calibration', () => {
  it('takes a measured shift out to within 0.05 level on pairs that it did not learn from', () => {
    let [before, after] = [0, 0]
    const worlds = 60
    for (let seed = 1; seed <= worlds; seed++) {
      const random = seededRandom(seed)
      const scale = learnSeverityScale(pairs(100, random), models)
      if (!scale) return expect.unreachable('a hundred pairs are enough')
      const fresh = pairs(2_000, random)
      before += Math.abs(meanShift(fresh, ({ b }) => rank(b.severity.level))) / worlds
      after += Math.abs(meanShift(fresh, ({ b }) => calibratedRank(b, scale))) / worlds
    }
    expect(before).toBeGreaterThan(0.2)
    expect(after).toBeLessThan(0.05)
  })

  it('leaves nothing of the shift on the pairs that it did learn from', () => {
    // Few of each level, so that shrinking towards the mean shift would leave a part of it.
    const seen = [
      ...Array.from({ length: 20 }, (): Pair => ({ a: at('low'), b: at('medium'), score: 1 })),
      ...Array.from({ length: 12 }, (): Pair => ({ a: at('medium'), b: at('medium'), score: 1 })),
      ...Array.from({ length: 4 }, (): Pair => ({ a: at('low'), b: at('high'), score: 1 })),
    ]
    const scale = learnSeverityScale(seen, models)
    if (!scale) return expect.unreachable('thirty-six pairs are enough')
    expect(scale.shift).toBeCloseTo(28 / 36, 10)
    expect(meanShift(seen, ({ b }) => calibratedRank(b, scale))).toBeCloseTo(0, 10)
  })

  it('learns nothing from fewer than thirty pairs', () => {
    expect(learnSeverityScale(pairs(29, seededRandom(1)), models)).toBeNull()
  })

  it('keeps the model’s own word beside the calibrated level', () => {
    const always = Array.from({ length: 60 }, (): Pair => ({ a: at('medium'), b: at('high'), score: 1 }))
    const scale = learnSeverityScale(always, models)
    expect(scale).toMatchObject({ shift: 1, pairs: 60 })
    expect(calibrateSeverity(at('high'), scale as NonNullable<typeof scale>).severity).toEqual({
      level: 'medium',
      basis: 'calibrated',
      raw: 'high',
    })
  })

  it('does not move a level that the models agree on', () => {
    const agreeing = Array.from({ length: 60 }, (_, index): Pair => ({
      a: at(SEVERITIES[index % 5] ?? 'high'),
      b: at(SEVERITIES[index % 5] ?? 'high'),
      score: 1,
    }))
    const scale = learnSeverityScale(agreeing, models)
    expect(scale?.ranks).toEqual([0, 1, 2, 3, 4].map((level) => expect.closeTo(level, 10)))
  })
})
