import { isoTime } from '@understudy/spec'
import { describe, expect, it } from 'vitest'

describe('isoTime', () => {
  it.each([[1e300], [-1e300], [Number.NaN], [Infinity], [-Infinity], [8.64e15 + 1]])(
    'never throws: %d is the first time there is',
    (time) => {
      expect(isoTime(time)).toBe('1970-01-01T00:00:00.000Z')
    },
  )

  it('says every time that a date can tell', () => {
    expect([isoTime(0), isoTime(1_781_000_000_000.7), isoTime(8.64e15)]).toEqual([
      '1970-01-01T00:00:00.000Z',
      '2026-06-09T10:13:20.000Z',
      '+275760-09-13T00:00:00.000Z',
    ])
  })
})
