import { SEVERITIES, UnderstudyError } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { exitCode, exitCodeOf, type Outcome } from '../src/shell/exit-code.ts'

const outcome = (status: Outcome['status'], severities: Outcome['severities'] = [], served = status !== 'failed'): Outcome => ({
  status,
  served,
  severities,
})

describe('the exit code of a review', () => {
  it.each([
    ['complete, nothing found', outcome('complete'), 'low', 0],
    ['complete, only below the threshold', outcome('complete', ['medium', 'low']), 'high', 0],
    ['complete, at the threshold', outcome('complete', ['high']), 'high', 1],
    ['complete, above the threshold', outcome('complete', ['critical']), 'high', 1],
    ['complete, threshold switched off', outcome('complete', ['critical']), 'none', 0],
    ['degraded, silent', outcome('degraded'), 'low', 4],
    ['degraded, only below the threshold', outcome('degraded', ['low']), 'high', 4],
    ['degraded, with a finding', outcome('degraded', ['high']), 'high', 1],
    ['partial, silent', outcome('partial'), 'low', 4],
    ['partial, with a finding', outcome('partial', ['low']), 'low', 1],
    ['refused', outcome('refused', [], false), 'low', 4],
    ['failed, nobody served', outcome('failed'), 'low', 3],
    ['failed because it was interrupted', { ...outcome('failed'), interrupted: true }, 'low', 4],
    ['failed although somebody served', outcome('failed', [], true), 'low', 4],
  ] as const)('%s: %o fails on %s -> %i', (_, given, failOn, code) => {
    expect(exitCode(given, failOn)).toBe(code)
  })

  it('is 0 only for a complete review, whatever was found', () => {
    for (const status of ['partial', 'degraded', 'refused', 'failed'] as const)
      for (const severities of [[], ...SEVERITIES.map((severity) => [severity])])
        for (const failOn of [...SEVERITIES, 'none'] as const) expect(exitCode(outcome(status, severities), failOn)).not.toBe(0)
  })
})

describe('the exit code of an error', () => {
  it.each([
    [new UnderstudyError('invalid-option', ''), 2],
    [new UnderstudyError('store-unusable', ''), 2],
    [new UnderstudyError('unsafe-path', ''), 2],
    [new UnderstudyError('route-exhausted', ''), 3],
    [new UnderstudyError('cancelled', ''), 130],
    [new TypeError('a fault of ours'), 4],
    ['not even an error', 4],
  ])('%o -> %i', (error, code) => expect(exitCodeOf(error)).toBe(code))
})
