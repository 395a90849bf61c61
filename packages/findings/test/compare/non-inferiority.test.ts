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
      counts[nonInferiority(figures(files, 0.7, random), figures(files, 0.7 + difference, random)).verdict]++
    }
    return counts
  }

  it('calls an equal model equivalent, and hardly ever one that is δ worse', () => {
    const equal = verdicts(0, 40)
    expect(equal.equivalent + equal.better).toBeGreaterThan(96)
    // One-sided 5 %.
    const border = verdicts(-0.1, 40)
    expect(border.equivalent + border.better).toBeLessThan(12)
  })

  it('tells worse from better, and says unknown when the data do not decide', () => {
    expect(verdicts(-0.3, 40).worse).toBeGreaterThan(110)
    expect(verdicts(0.2, 40).better).toBeGreaterThan(110)
    expect(verdicts(-0.07, 30).unknown).toBeGreaterThan(30)
  })

  it('says nothing below thirty files, nor about files that a side has no figure for', () => {
    const few = Array.from({ length: 29 }, () => 0.9)
    expect(nonInferiority(few, few)).toMatchObject({ verdict: 'unknown', files: 29, interval: null })
    const holes = [...few, null, 0.9]
    expect(nonInferiority(holes, [...few, 0.9, null]).files).toBe(29)
    expect(nonInferiority([], [])).toMatchObject({ verdict: 'unknown', difference: null })
  })

  it('does not take thirty equal files for certainty', () => {
    const equal = Array.from({ length: 30 }, () => 1)
    const { interval } = nonInferiority(equal, equal)
    expect(interval?.low).toBeLessThan(-0.05)
  })
})
