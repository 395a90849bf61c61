import type { Family } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { DRIFT_START, type DriftObservation, type DriftState, type DriftTest, observeDrift } from '../../src/compare/index.ts'
import { type Behaviour, LANGUAGES, stream, watch } from './drift-streams.ts'

const languages = Object.entries(LANGUAGES)
const SEEDS = 8
const FILES = 4_000

const ranges = (test: DriftTest, of: readonly { readonly test: DriftTest }[]): number =>
  of.filter((alarm) => alarm.test === test).length

/** Mean number of files that pass between a change and the alarm, after a thousand files without one. */
function delay(test: DriftTest, before: Behaviour, after: Behaviour): number {
  const delays = Array.from({ length: SEEDS }, (_, seed) => {
    const random = seededRandom(seed + 1)
    const { state } = watch(stream(random, before), 1_000)
    const alarm = watch(stream(random, after), FILES, state).alarms.find((one) => one.test === test)
    return alarm?.at ?? FILES
  })
  return delays.reduce((sum, at) => sum + at, 0) / delays.length
}

describe.each(languages)('drift on %s', (_, usual) => {
  it('raises false alarms no oftener than each test states, on a model that does not change', () => {
    let [blocks, lines] = [0, 0]
    const alarms = Array.from({ length: SEEDS }, (_entry, seed) => {
      const next = stream(seededRandom(seed + 100), usual)
      const counted = (): DriftObservation => {
        const observation = next()
        lines += observation.files?.[0]?.lines ?? 0
        return observation
      }
      lines = 0
      const watched = watch(counted, FILES)
      blocks += lines / (watched.state.density.blockLines ?? Number.POSITIVE_INFINITY)
      return watched.alarms
    }).flat()
    const calls = SEEDS * FILES
    // SPRT: α = .01 per decision; "fine" takes 21 clean calls, or 9 reported canaries. CUSUM (slack .5, threshold 5): one in
    // about 930 blocks a side; a few hundred blocks leave room for chance. PSI: one window in a hundred.
    expect(ranges('refusals', alarms) / (calls / 21)).toBeLessThan(0.01)
    expect(ranges('canary-recall', alarms) / (calls / 9)).toBeLessThan(0.01)
    expect(ranges('findings-more', alarms)).toBeLessThan(3 + blocks / 600)
    expect(ranges('findings-fewer', alarms)).toBeLessThan(3 + blocks / 600)
    expect(ranges('family-mix', alarms)).toBeLessThan(2)
    expect(blocks).toBeGreaterThan(500)
  })

  it.each([
    ['refusals', { refusals: 0.15 }, 50],
    ['refusals', { refusals: 0.9 }, 6],
    ['findings-more', { perKloc: usual.perKloc * 2 }, 160],
    ['findings-fewer', { perKloc: 0 }, 120],
    ['findings-fewer', { perKloc: usual.perKloc / 3 }, 220],
    ['family-mix', { families: usual.families.toReversed() }, 800],
    ['canary-recall', { recall: 0.6 }, 20],
  ] as const)('notices a change in %s (%j) soon', (test, change, files) => {
    expect(delay(test, usual, { ...usual, ...change })).toBeLessThan(files)
  })
})

describe('drift', () => {
  const observe = (state: DriftState, observation: DriftObservation) => observeDrift(state, observation)

  it('takes three straight refusals for refusing, and a refusal for no empty review', () => {
    const { alarms, state } = observe(DRIFT_START, { refused: [true, true, true] })
    expect(alarms).toEqual([
      { test: 'refusals', sentence: 'It refused 3 of its last 3 calls; 2 % would be usual.', observed: 1, expected: 0.02, n: 3 },
    ])
    expect(state.density).toBe(DRIFT_START.density)
  })

  it('holds refusals against what a profile says is usual', () => {
    const often = { refused: Array.from({ length: 300 }, (_, call) => call % 5 === 0) }
    expect(observeDrift(DRIFT_START, often).alarms).not.toEqual([])
    expect(observeDrift(DRIFT_START, often, { refusalRate: 0.2 }).alarms).toEqual([])
  })

  const files = (count: number, found: number, family: Family = 'sql-injection'): DriftObservation => ({
    files: Array.from({ length: count }, () => ({ lines: 100, families: Array.from({ length: found }, () => family) })),
  })

  it('says once what it saw against what was before, with the amounts', () => {
    const before = observe(DRIFT_START, files(100, 1)).state
    const { alarms, state } = observe(before, files(200, 0))
    expect(alarms).toEqual([
      {
        test: 'findings-fewer',
        sentence: 'It reports fewer findings per thousand lines: 0.0 in the last 6000 lines, 10.0 in the 9000 before.',
        observed: 0,
        expected: 10,
        n: 6_000,
      },
    ])
    // What it does now is the new normal; coming back is a change again.
    expect(observe(state, files(100, 1)).alarms).toMatchObject([{ test: 'findings-more' }])
  })

  it('judges a model that always gave the same answers, too', () => {
    const steady = observe(DRIFT_START, files(400, 1)).state
    expect(observe(steady, files(400, 1)).alarms).toEqual([])
    expect(observe(steady, files(400, 2)).alarms).toMatchObject([{ test: 'findings-more' }])
  })

  it('names the families whose share moved', () => {
    const before = observe(DRIFT_START, files(300, 1)).state
    const [alarm] = observe(before, files(400, 1, 'open-redirect')).alarms
    expect(alarm).toMatchObject({ test: 'family-mix', n: 150 })
    expect(alarm?.sentence).toContain('sql-injection 0 %, before 100 %')
  })

  it('is plain data: a state that was written and read goes on as if nothing was', () => {
    const next = stream(seededRandom(5), LANGUAGES['python'] as Behaviour)
    const { state } = watch(next, 300)
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })
})
