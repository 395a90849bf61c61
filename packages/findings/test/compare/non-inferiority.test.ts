import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { nonInferiority } from '../../src/comparability/non-inferiority.ts'

/** Per-file F1 with the spread that was measured on real scans (sd about .14 of a paired difference). */
function figures(files: number, mean: number, random: () => number): number[] {
  return Array.from({ length: files }, () => mean + (random() + random() + random() - 1.5) * 0.2)
}

describe('non-inferiority', () => {
  const verdicts = (difference: number, files: number) => {
    const counts = { equivalent: 0, better: 0, worse: 0, unknown: 0 }
    for (let seed = 1; seed <= 120; seed++) {
      const random = seededRandom(seed)
      counts[nonInferiority(figures(files, 0.7, random), figures(files, 0.7 + difference, random), random).verdict]++
    }
    return counts
  }

  it('calls an equal model equivalent, and hardly ever one that is δ worse', () => {
    const equal = verdicts(0, 40)
    expect(equal.equivalent + equal.better).toBeGreaterThan(96)
    // One-sided 5 %, plus the known optimism of the percentile interval.
    const border = verdicts(-0.1, 40)
    expect(border.equivalent + border.better).toBeLessThan(13)
  })

  it('tells worse from better, and says unknown when the data do not decide', () => {
    expect(verdicts(-0.3, 40).worse).toBeGreaterThan(110)
    expect(verdicts(0.2, 40).better).toBeGreaterThan(110)
    expect(verdicts(-0.07, 14).unknown).toBeGreaterThan(30)
  })

  it('says nothing below twelve files, nor about files that a side has no figure for', () => {
    const eleven = Array.from({ length: 11 }, () => 0.9)
    expect(nonInferiority(eleven, eleven, seededRandom(1))).toMatchObject({ verdict: 'unknown', files: 11, interval: null })
    const holes = [...eleven, null, 0.9]
    expect(nonInferiority(holes, [...eleven, 0.9, null], seededRandom(1)).files).toBe(11)
    expect(nonInferiority([], [], seededRandom(1))).toMatchObject({ verdict: 'unknown', difference: null })
  })
})
