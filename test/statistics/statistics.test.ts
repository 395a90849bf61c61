import { REVIEWERS } from '@understudy/outage'
import { describe, expect, it } from 'vitest'
import { calibrated, SCALE_WORLDS } from './calibration.ts'
import { coverage, WORLDS } from './coverage.ts'
import { blocksForAFalseAlarm, powerOfDensity, powerOfSwap } from './drift.ts'
import { PAIR_WORLDS, typeOneError, verdicts } from './equivalence.ts'

// The fast part of `npm run statistics`. Bounds are the promised ones, wider by what chance does to so few rounds.
const named = <T extends { readonly name: string }>(worlds: readonly T[], name: string): T =>
  worlds.find((world) => world.name === name) ?? expect.unreachable(name)

describe('stated statistics, by simulation', () => {
  it.each(['middling', 'heavy tail', 'one flaw a file'])('95 %% intervals hold the truth: %s', (name) => {
    for (const files of [10, 20, 50]) {
      const { lowest, highest, stated } = coverage(named(WORLDS, name), files, 400)
      expect(lowest).toBeGreaterThan(0.91)
      if (files === 50) expect(highest).toBeLessThan(0.99)
      expect(stated).toBe(1)
    }
  })

  it.each(['one flaw, one run', 'no false alarms'])('a substitute that is δ worse seldom passes: %s', (name) => {
    for (const files of [30, 120]) expect(typeOneError(named(PAIR_WORLDS, name), 0.9, 'f1', files, 500)).toBeLessThan(0.085)
  })

  it('does not call a model equivalent that finds 80 % of the flaws instead of 90 %, and calls an equal one so', () => {
    const world = named(PAIR_WORLDS, 'mixed, three runs')
    for (const files of [60, 400]) {
      const { equivalent, better } = verdicts(world, [0.9, 0.8], files, 150)
      expect(equivalent + better).toBeLessThan(0.1)
    }
    expect(verdicts(world, [0.9, 0.9], 120, 150).equivalent).toBeGreaterThan(0.8)
    expect(verdicts(world, [0.9, 0.6], 120, 150).worse).toBeGreaterThan(0.9)
  })

  it('moves severities only where that agrees better on other pairs', () => {
    expect(calibrated(named(SCALE_WORLDS, 'mostly equal'), 200, 40).moved).toBe(0)
    const { moved, lessExact, gateWorse, shiftLeft } = calibrated(named(SCALE_WORLDS, 'nearly a level up'), 200, 40)
    expect(moved).toBeGreaterThan(0.8)
    expect([lessExact, gateWorse]).toEqual([0, 0])
    expect(shiftLeft).toBeLessThan(0.06)
  })

  it('raises no more false alarms on overdispersed streams than it states, and sees a change to half', () => {
    const { more, fewer } = blocksForAFalseAlarm(0.5, 3)
    expect(Math.min(more, fewer)).toBeGreaterThan(500)
    expect(powerOfDensity(0.5, 0.5, 1_500, 20)).toBeGreaterThan(0.6)
  })

  it('sees a swap of two simulated reviewers within 500 files', () => {
    const { any, length } = powerOfSwap(REVIEWERS.steady, REVIEWERS.eager, 10)
    // By how it reports, whatever the tests of what it reports see.
    expect(Math.min(any, length)).toBeGreaterThanOrEqual(0.6)
    expect(powerOfSwap(REVIEWERS.steady, REVIEWERS.steady, 10).any).toBeLessThan(0.3)
  })
})
