import { describe, expect, it } from 'vitest'
import { labelledCode, otherCode } from './code.ts'
import { DISTANCES, half, measureField } from './field.ts'
import { type Habits, MEASURED, PRIMARY } from './habits.ts'
import { measure } from './measure.ts'
import { NEIGHBOURS, toldApart } from './neighbours.ts'

const code = await labelledCode()

describe('what the pipeline recovers from distorted reports', () => {
  it('keeps its promises under the measured habits', () => {
    const found = measure(code, 12)
    expect(found.precision).toBeGreaterThanOrEqual(0.98)
    expect(found.recall).toBeGreaterThanOrEqual(0.97)
    expect(found.sameFingerprint).toBeGreaterThanOrEqual(0.99)
    expect(found.shiftLeft).toBeLessThan(found.shiftBefore / 3)
    expect(found.acceptedMalformed).toBe(0)
    expect(found.pairs).toBeGreaterThan(500)
  })

  it('knows a flaw by its fingerprint also where quotes are a line wider now and then', async () => {
    const wide = [PRIMARY, MEASURED].map((habits) => ({ ...habits, widerQuote: 0.3 })) as [Habits, Habits]
    expect(measure(code, 12, wide).sameFingerprint).toBeGreaterThanOrEqual(0.97)
    expect(measure(await otherCode(), 12, wide).sameFingerprint).toBeGreaterThanOrEqual(0.97)
  })

  it('keeps distinct flaws of one family apart that stand next to each other', () => {
    expect(NEIGHBOURS.length).toBeGreaterThanOrEqual(16)
    expect(toldApart()).toBe(1)
  })

  it.each([
    ['same configuration', 0.95],
    ['same vendor', 0.93],
    ['other vendor', 0.92],
  ] as const)('matches reports as far apart as real ones, on files that no rule was made for: %s', async (name, fingerprints) => {
    const other = await otherCode()
    const everything = { files: [...code.files, ...other.files], labels: [...code.labels, ...other.labels] }
    const found = await measureField(half(everything, true), DISTANCES[name], 6)
    expect(found.pairs).toBeGreaterThan(300)
    expect(found.recall).toBeGreaterThanOrEqual(0.95)
    expect(found.precision).toBeGreaterThanOrEqual(0.985)
    expect(found.sameFingerprint).toBeGreaterThanOrEqual(fingerprints)
  })

  it('has teeth there, too: flaws told in kinds and places that nobody would take for theirs are not matched', async () => {
    const far = { ...DISTANCES['other vendor'], unquoted: 1, near: 0, far: 1, neighbour: 1 }
    const found = await measureField(half(code, true), far, 3)
    expect(found.recall).toBeLessThan(0.8)
  })

  it('has teeth: a model that quotes other lines and names other families is told apart', () => {
    const wild = { ...MEASURED, widerQuote: 8, otherFamily: 1 }
    const found = measure(code, 4, [PRIMARY, wild])
    expect(found.sameFingerprint).toBeLessThan(0.95)
    expect(found.recall).toBeLessThan(0.97)
  })
})
