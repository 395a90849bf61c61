import { checkMembers, checkNumber, checkText, checkWord, hasCode, nearestWord } from '@understudy/spec'
import { describe, expect, it } from 'vitest'

const message = (check: () => unknown): string => {
  try {
    check()
  } catch (error) {
    expect(hasCode(error, 'invalid-option')).toBe(true)
    return (error as Error).message
  }
  return expect.unreachable('the check let it pass')
}

describe('option checks say path, rule and value', () => {
  it.each([
    [
      () => checkNumber('circuit.tripAfter', 0, { min: 1, whole: true }),
      'circuit.tripAfter must be a whole number of at least 1, got 0.',
    ],
    [() => checkNumber('rate', 2, { min: 0, max: 1 }), 'rate must be a number from 0 to 1, got 2.'],
    [() => checkNumber('ms', Number.NaN), 'ms must be a number, got NaN.'],
    [() => checkNumber('ms', '5'), 'ms must be a number, got "5".'],
    [() => checkText('model', ' '), 'model must be a non-empty string, got " ".'],
    [() => checkText('apiKey', ''), 'apiKey must be a non-empty string, got an empty string.'],
    [
      () => checkWord('onRefusal', 'failovr', ['surface', 'failover']),
      'onRefusal must be one of surface, failover (did you mean failover?), got "failovr".',
    ],
    [
      () => checkMembers('circuit', { tripAftr: 1 }, ['tripAfter']),
      'circuit.tripAftr must be a known option (did you mean tripAfter?), got "tripAftr".',
    ],
  ])('%#', (check, expected) => expect(message(check)).toBe(expected))

  it('keeps a secret out of its message', () => {
    expect(message(() => checkText('apiKey', ['sk-live-123456789'], { secret: true }))).not.toContain('sk-live')
  })

  it('lets good values through unchanged', () => {
    expect(checkNumber('n', 3, { min: 3, max: 3, whole: true })).toBe(3)
    expect(checkWord('w', 'b', ['a', 'b'])).toBe('b')
    expect(nearestWord('anthropc', ['openai', 'anthropic'])).toBe('anthropic')
    expect(nearestWord('zzzzzz', ['openai', 'anthropic'])).toBeUndefined()
  })
})
