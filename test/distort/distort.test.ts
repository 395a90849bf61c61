import { describe, expect, it } from 'vitest'
import { labelledCode } from './code.ts'
import { MEASURED, PRIMARY } from './habits.ts'
import { measure } from './measure.ts'

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

  it('has teeth: a model that quotes other lines and names other families is told apart', () => {
    const wild = { ...MEASURED, widerQuote: 1, otherFamily: 1 }
    const found = measure(code, 4, [PRIMARY, wild])
    expect(found.sameFingerprint).toBeLessThan(0.95)
    expect(found.recall).toBeLessThan(0.97)
  })
})
