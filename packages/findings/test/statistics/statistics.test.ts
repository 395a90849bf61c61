import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binomialCdf,
  chiSquare99,
  cohenKappa,
  cusumStep,
  figure,
  gwetAc1,
  mcnemarExact,
  ordinalAlpha,
  populationStabilityIndex,
  psiThreshold,
  quantile,
  ratioInterval,
  SPRT_START,
  rankScore,
  sprtStep,
  studentQuantile,
  wilsonInterval,
  withoutRare,
} from '../../src/statistics/index.ts'

describe('κ and AC1', () => {
  it('gives the κ of the textbook case (50 proposals, two readers: 20, 5, 10, 15)', () => {
    // Worked example of Cohen's kappa in Wikipedia, "Cohen's kappa", section "Simple example": 0.4.
    expect(cohenKappa({ both: 20, onlyFirst: 5, onlySecond: 10, neither: 15 })).toBeCloseTo(0.4, 10)
  })

  it('shows the paradox that AC1 is there for (118, 5, 2, 0)', () => {
    // Wongpakaran et al. 2013, BMC Medical Research Methodology 13:61, and Gwet 2008: agreement 94 %, κ near 0, AC1 near .94.
    const table = { both: 118, onlyFirst: 5, onlySecond: 2, neither: 0 }
    expect(cohenKappa(table)).toBeCloseTo(-0.0234, 4)
    expect(gwetAc1(table)).toBeCloseTo(0.9408, 4)
  })

  it('is symmetric, at most 1, and undefined where chance decides all', () => {
    const count = nat({ max: 50 })
    assert(
      property(count, count, count, count, (both, onlyFirst, onlySecond, neither) => {
        const swapped = { both, onlyFirst: onlySecond, onlySecond: onlyFirst, neither }
        for (const statistic of [cohenKappa, gwetAc1]) {
          const value = statistic({ both, onlyFirst, onlySecond, neither })
          if (value === null) continue
          expect(value).toBeCloseTo(statistic(swapped) as number, 10)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
    )
    expect(cohenKappa({ both: 9, onlyFirst: 0, onlySecond: 0, neither: 0 })).toBeNull()
  })
})

describe('Krippendorff’s α', () => {
  it('gives the α of the reference example with missing data, ordinal metric', () => {
    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units, α ordinal = .815.
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
      [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ]
    const units = Array.from({ length: 12 }, (_, unit) => observers.map((ratings) => ratings[unit] ?? null))
    expect(ordinalAlpha(units)).toBeCloseTo(0.815, 3)
  })

  it('is 1 for full agreement and undefined for a single value', () => {
    expect(
      ordinalAlpha([
        [0, 0],
        [3, 3],
        [1, 1],
      ]),
    ).toBe(1)
    expect(
      ordinalAlpha([
        [2, 2],
        [2, 2],
      ]),
    ).toBeNull()
    expect(ordinalAlpha([[1, null]])).toBeNull()
  })
})

describe('exact tests and intervals', () => {
  it('gives McNemar’s exact p', () => {
    // Binomial(25, 1/2), 5 or fewer: 2 × 0.0020387 (tables); 1 against 5: 2 × 7/64.
    expect(mcnemarExact(5, 20)).toBeCloseTo(0.0040773, 6)
    expect(mcnemarExact(1, 5)).toBeCloseTo(0.21875, 10)
    expect(mcnemarExact(3, 3)).toBe(1)
    expect(mcnemarExact(0, 0)).toBeNull()
  })

  it('gives binomial tails and Wilson’s interval', () => {
    expect(binomialCdf(2, 5, 0.5)).toBeCloseTo(0.5, 12)
    expect(binomialCdf(5, 5, 0.3)).toBe(1)
    // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3: 81 of 263 gives .2553 to .3662; 0 of 20 gives 0 to .1611.
    expect(wilsonInterval(81, 263)).toMatchObject({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) })
    expect(wilsonInterval(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) })
  })

  it('interpolates quantiles as R’s default does', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
    expect(quantile([5], 0.9)).toBe(5)
  })

  it('knows Student’s t', () => {
    // R: qt(.975, c(1, 2, 3, 5, 10, 30, 100)), qt(.95, 10)
    const known = [12.7062, 4.3027, 3.1824, 2.5706, 2.2281, 2.0423, 1.984]
    for (const [index, degrees] of [1, 2, 3, 5, 10, 30, 100].entries())
      expect(studentQuantile(0.025, degrees)).toBeCloseTo(known[index] ?? 0, 2)
    expect(studentQuantile(0.05, 10)).toBeCloseTo(1.8125, 2)
  })

  it('is Wilson’s interval with t where every file counts once, and wide where one file is nearly all', () => {
    const files = Array.from({ length: 400 }, (_, index) => ({ part: index % 4 === 0 ? 0 : 1, whole: 1 }))
    const wilson = wilsonInterval(300, 400)
    expect(ratioInterval(files)?.low).toBeCloseTo(wilson?.low ?? 0, 2)
    expect(ratioInterval(files)?.high).toBeCloseTo(wilson?.high ?? 0, 2)
    const one = ratioInterval([{ part: 900, whole: 1_000 }, ...Array.from({ length: 20 }, () => ({ part: 1, whole: 1 }))])
    expect((one?.high ?? 0) - (one?.low ?? 0)).toBeGreaterThan(0.3)
  })

  it('has no interval of width nothing where all files agree', () => {
    const all = ratioInterval(Array.from({ length: 12 }, () => ({ part: 2, whole: 2 })))
    expect(all?.low).toBeLessThan(0.8)
    expect(all?.high).toBe(1)
    expect(ratioInterval([])).toBeNull()
    expect(ratioInterval([{ part: 0, whole: 0 }])).toBeNull()
  })

  it('says insufficient data instead of a number', () => {
    expect(figure(0.7, 4, 10)).toEqual({ known: false, reason: 'insufficient data', n: 4, needed: 10 })
    expect(figure(null, 40, 10)).toMatchObject({ known: false })
    expect(figure(0.7, 40, 10)).toEqual({ known: true, value: 0.7, n: 40 })
  })
})

describe('drift', () => {
  const run = (events: readonly boolean[]): string => {
    let state = SPRT_START
    for (const event of events) {
      const step = sprtStep(state, event)
      if (step.verdict !== 'undecided') return `${step.verdict} after ${step.state.n}`
      state = step.state
    }
    return 'undecided'
  }

  it('takes three straight refusals for refusing and 21 clean calls for fine', () => {
    expect(run(Array.from({ length: 9 }, () => true))).toBe('alarm after 3')
    expect(run(Array.from({ length: 40 }, () => false))).toBe('fine after 21')
  })

  it('gives the tabular CUSUM of the textbook case, and the period of its alarm', () => {
    // Montgomery, Introduction to Statistical Quality Control, 6th edition, example 9.1 and table 9.2: target 10, σ 1, K ½, H 5.
    const observed = [
      9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52,
      10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
    ]
    const upper: number[] = []
    let [sum, alarm] = [0, 0]
    for (const [index, value] of observed.entries()) {
      const step = cusumStep(sum, value - 10)
      sum = step.sum
      upper.push(sum)
      if (step.alarm && alarm === 0) alarm = index + 1
    }
    expect(upper[4]).toBeCloseTo(2.82, 10)
    expect(upper[21]).toBe(0)
    expect(upper[28]).toBeCloseTo(5.28, 10)
    expect(alarm).toBe(29)
  })

  it('measures how far a mix moved', () => {
    const before = new Map([
      ['a', 50],
      ['b', 50],
    ])
    expect(populationStabilityIndex(before, before)).toBeCloseTo(0, 12)
    expect(
      populationStabilityIndex(
        before,
        new Map([
          ['a', 90],
          ['b', 10],
        ]),
      ),
    ).toBeGreaterThan(0.25)
    expect(populationStabilityIndex(before, new Map())).toBeNull()
  })

  it('gives the 99 % points of χ² and the normal twins of t from the tables', () => {
    // NIST/SEMATECH e-Handbook, 1.3.6.7.4 and 1.3.6.7.2: upper .01 of χ² with 1, 5, 10, 30; upper .025 of t with 3, 10, 30.
    for (const [degrees, point] of [
      [1, 6.635],
      [5, 15.086],
      [10, 23.209],
      [30, 50.892],
    ] as const)
      expect(Math.abs(chiSquare99(degrees) / point - 1)).toBeLessThan(0.012)
  })

  it('ranks a value among those before it, whatever their distribution is', () => {
    const before = Array.from({ length: 19 }, (_, index) => 2 ** index)
    expect(rankScore(before, 1e9)).toBeCloseTo(1.96, 1)
    expect(rankScore(before, 0)).toBeCloseTo(-1.96, 1)
    expect(rankScore([5, 5, 5], 5)).toBe(0)
    expect(rankScore([], 5)).toBe(0)
  })

  it('asks more of the index the fewer findings and the more families there are', () => {
    expect(psiThreshold(2, 10_000, 10_000)).toBe(0.25)
    expect(psiThreshold(20, 150, 150)).toBeCloseTo((36.191 * 2) / 150, 2)
    const [many, few] = [
      new Map([
        ['a', 90],
        ['b', 6],
        ['c', 4],
      ]),
      new Map([
        ['a', 95],
        ['c', 5],
      ]),
    ]
    expect(withoutRare(many, few, 'rest')).toEqual({
      expected: new Map([
        ['a', 90],
        ['rest', 10],
      ]),
      observed: new Map([
        ['a', 95],
        ['rest', 5],
      ]),
    })
  })
})
