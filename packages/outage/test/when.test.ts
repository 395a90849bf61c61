import { seededRandom } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkWhen, condition, type Occasion, type When } from '../src/faults/when.ts'

const occasion = (sinceMs = 0, more: Partial<Occasion> = {}): Occasion => ({
  sinceMs,
  account: 'team-a',
  region: 'eu',
  stream: false,
  ...more,
})
const hitsOf = (when: When, occasions: readonly Occasion[]): boolean[] => occasions.map(condition(when, seededRandom(7)))
const numbersOf = (hits: readonly boolean[]): number[] => hits.flatMap((hit, index) => (hit ? [index + 1] : []))

describe('which requests a fault hits', () => {
  test.each<[string, When, number[]]>([
    ['all of them', {}, [1, 2, 3, 4, 5, 6, 7, 8]],
    ['the first two', { first: 2 }, [1, 2]],
    ['every third', { every: 3 }, [3, 6]],
    ['after three', { after: 3 }, [4, 5, 6, 7, 8]],
    ['after three, every second, twice', { after: 3, every: 2, first: 4 }, [5, 7]],
    ['none', { probability: 0 }, []],
  ])('%s', (_name, when, expected) => {
    expect(
      numbersOf(
        hitsOf(
          when,
          Array.from({ length: 8 }, () => occasion()),
        ),
      ),
    ).toEqual(expected)
  })

  test.each<[string, When, Partial<Occasion>, boolean]>([
    ['another account', { account: 'team-b' }, {}, false],
    ['this account', { account: 'team-a' }, {}, true],
    ['another region', { region: 'us' }, {}, false],
    ['only streams', { stream: true }, { stream: true }, true],
    ['only whole answers', { stream: false }, { stream: true }, false],
  ])('%s', (_name, when, more, hit) => expect(hitsOf(when, [occasion(0, more)])).toEqual([hit]))

  test('windows, ramps and flapping', () => {
    const at = (when: When, ...times: number[]) =>
      hitsOf(
        when,
        times.map((time) => occasion(time)),
      )
    expect(at({ fromMs: 100, untilMs: 200 }, 99, 100, 199, 200)).toEqual([false, true, true, false])
    expect(at({ flapping: { onMs: 10, offMs: 20 } }, 0, 9, 10, 29, 30, 40)).toEqual([true, true, false, false, true, false])
    const ramp = { fromMs: 1_000, rampMs: 10_000 }
    const share = (time: number) =>
      hitsOf(
        ramp,
        Array.from({ length: 2_000 }, () => occasion(time)),
      ).filter(Boolean).length / 2_000
    expect([share(1_000), share(6_000), share(11_000)].map((one) => Math.round(one * 10) / 10)).toEqual([0, 0.5, 1])
  })

  test('property: more conditions never hit more, and counts are kept to the letter', () => {
    let [reachedNone, reachedSome] = [0, 0]
    const whens = fc.record(
      {
        probability: fc.constantFrom(0.2, 0.5, 1),
        first: fc.integer({ min: 1, max: 9 }),
        after: fc.integer({ min: 0, max: 9 }),
        every: fc.integer({ min: 1, max: 4 }),
        fromMs: fc.integer({ min: 0, max: 90 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(whens, fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40, size: 'max' }), (when, times) => {
        const occasions = times.toSorted((a, b) => a - b).map((time) => occasion(time))
        const hits = numbersOf(hitsOf(when, occasions))
        const eligible = occasions.filter(({ sinceMs }) => sinceMs >= (when.fromMs ?? 0)).length
        if (hits.length > 0) reachedSome++
        else reachedNone++
        expect(hits.length).toBeLessThanOrEqual(Math.max(0, eligible - (when.after ?? 0)))
        expect(hits.length).toBeLessThanOrEqual(Math.ceil((when.first ?? 40) / (when.every ?? 1)))
        if ((when.probability ?? 1) === 1) {
          const after = Math.min(Math.max(0, eligible - (when.after ?? 0)), when.first ?? 40)
          expect(hits.length).toBe(Math.floor(after / (when.every ?? 1)))
        }
      }),
      { numRuns: 400 },
    )
    expect(reachedNone).toBeGreaterThan(10)
    expect(reachedSome).toBeGreaterThan(10)
  })

  test.each<[object, RegExp]>([
    [{ probability: 2 }, /when\.probability must be a number from 0 to 1, got 2/],
    [{ first: 0 }, /when\.first must be a whole number of at least 1/],
    [{ probabilty: 1 }, /when\.probabilty must be a known option \(did you mean probability\?\)/],
    [{ fromMs: 10, untilMs: 5 }, /when\.untilMs must be later than fromMs \(10\), got 5/],
    [{ flapping: { onMs: 0, offMs: 5 } }, /when\.flapping\.onMs/],
  ])('%j is refused', (when, sentence) => expect(() => checkWhen('when', when as When)).toThrow(sentence))
})
