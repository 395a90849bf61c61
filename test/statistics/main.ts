import { REVIEWERS } from '@understudy/outage'
import { calibrated, SCALE_WORLDS } from './calibration.ts'
import { coverage, WORLDS } from './coverage.ts'
import { blocksForAFalseAlarm, filesForAFalseVoiceAlarm, powerOfDensity, powerOfSwap } from './drift.ts'
import { PAIR_WORLDS, typeOneError, verdicts } from './equivalence.ts'

// Prints how true the stated statistics are, by simulation, and exits with 1 when a promise is broken.
const rows: { readonly name: string; readonly value: string; readonly met: boolean }[] = []
const row = (name: string, value: string, met: boolean): void => {
  rows.push({ name, value, met })
  console.log(`${met ? '✓' : '✗'} ${name.padEnd(72)} ${value}`)
}
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

for (const world of WORLDS)
  for (const files of [10, 12, 20, 30, 50, 100]) {
    const { lowest, highest, stated } = coverage(world, files, 2_000)
    const met = lowest >= 0.93 && (files < 50 || highest <= 0.975)
    row(
      `coverage of 95 % intervals, ${world.name}, ${files} files`,
      `${percent(lowest)} to ${percent(highest)}, stated in ${percent(stated)}`,
      met,
    )
  }
for (const world of PAIR_WORLDS)
  for (const first of [0.6, 0.9, 0.98])
    for (const measure of ['recall', 'f1'] as const) {
      const errors = [30, 60, 120].map((files) => typeOneError(world, first, measure, files, 3_000))
      row(
        `type I error at the border, ${world.name}, ${measure} ${first}; 30, 60, 120 files`,
        errors.map(percent).join(', '),
        errors.every((error) => error <= 0.06),
      )
    }
for (const world of PAIR_WORLDS) {
  const weaker = [30, 60, 120, 400].map((files) => verdicts(world, [0.9, 0.8], files, 600))
  const passed = weaker.map(({ equivalent, better }) => equivalent + better)
  row(
    `80 % of the flaws instead of 90 %, called equivalent, ${world.name}; 30, 60, 120, 400 files`,
    passed.map(percent).join(', '),
    passed.every((share) => share <= 0.1),
  )
  const alike = [60, 120, 400].map((files) => verdicts(world, [0.9, 0.9], files, 600))
  row(
    `an equal model called equivalent, ${world.name}; 60, 120, 400 files`,
    alike.map(({ equivalent, better }) => percent(equivalent + better)).join(', '),
    true,
  )
}
for (const world of SCALE_WORLDS)
  for (const pairs of [60, 200, 1_000]) {
    const { moved, lessExact, gateWorse, shiftLeft } = calibrated(world, pairs, 300)
    const told = `moved in ${percent(moved)}; then less exact in ${percent(lessExact)}, gate worse in ${percent(gateWorse)}, shift left ${shiftLeft.toFixed(3)}`
    row(`severity, ${world.name}, learned from ${pairs} pairs`, told, moved * Math.max(lessExact, gateWorse) <= 0.05)
  }
for (const dispersion of [0.2, 0.5, 1]) {
  const { more, fewer } = blocksForAFalseAlarm(dispersion, 12)
  row(
    `blocks for a false alarm, negative binomial, dispersion ${dispersion}`,
    `more ${more.toFixed(0)}, fewer ${fewer.toFixed(0)}`,
    Math.min(more, fewer) >= 700,
  )
  const power = [0.8, 0.5, 0.33, 2].map((factor) => percent(powerOfDensity(factor, dispersion, 1_500, 100)))
  row(`a change to 0.8, 0.5, 0.33, 2 × the findings seen within 1,500 files, dispersion ${dispersion}`, power.join(', '), true)
}
const reviewers = Object.entries(REVIEWERS).filter(([name]) => name !== 'perfect')
for (const [first, a] of reviewers)
  for (const [second, b] of reviewers) {
    if (first === second) continue
    const { any, severity, length } = powerOfSwap(a, b, 100)
    row(
      `swap of ${first} for ${second} seen within 500 files`,
      `${percent(any)} (severity ${percent(severity)}, text length ${percent(length)})`,
      any >= 0.6,
    )
  }
for (const [name, habits] of reviewers) {
  const files = filesForAFalseVoiceAlarm(habits, 10, 20_000)
  row(`files with findings for a false alarm of severity level or text length, ${name}`, files.toFixed(0), files >= 10_000)
}
process.exitCode = rows.every(({ met }) => met) ? 0 : 1
