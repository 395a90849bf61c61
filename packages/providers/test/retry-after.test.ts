import { assert, date, nat, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resetMs } from '../src/adapter/answer-headers.ts'
import { retryAfterMs } from '../src/classify/index.ts'

const NOW = Date.UTC(2026, 5, 12, 17, 21)
const read = (headers: Record<string, string>, retryDelay?: string): number | undefined =>
  retryAfterMs({ get: (name) => headers[name] ?? null, retryDelay, wallTime: NOW })

describe('a waiting time', () => {
  it.each<[string, Record<string, string>, string | undefined, number]>([
    ['seconds', { 'retry-after': '90' }, undefined, 90_000],
    ['fractions of seconds', { 'retry-after': '0.5' }, undefined, 500],
    ['milliseconds first', { 'retry-after-ms': '250', 'retry-after': '90' }, undefined, 250],
    [
      'a date against the answer’s own',
      { 'retry-after': 'Fri, 12 Jun 2026 18:00:00 GMT', date: 'Fri, 12 Jun 2026 17:59:30 GMT' },
      undefined,
      30_000,
    ],
    ['a date against our clock', { 'retry-after': 'Fri, 12 Jun 2026 17:22:00 GMT' }, undefined, 60_000],
    ['a date gone by', { 'retry-after': 'Fri, 12 Jun 2026 17:00:00 GMT' }, undefined, 0],
    ['Gemini’s delay', {}, '45.57s', 45_570],
    ['an unreadable header, then Gemini’s delay', { 'retry-after': 'soon' }, '3s', 3_000],
  ])('is read from %s', (_what, headers, delay, expected) => expect(read(headers, delay)).toBe(expected))

  it.each([
    '12abc',
    '2026-06-12T18:00:00Z',
    '-5',
    '',
    ' ',
    '1e3',
    '0x10',
    'Infinity',
    'NaN',
    '9'.repeat(30),
    'Fri, 99 Jun 2026 17:22:00 GMT',
    '１２',
  ])('is not read from %j', (value) => expect(read({ 'retry-after': value, 'retry-after-ms': value }, value)).toBeUndefined())

  it('is never negative, never infinite and never a guess, whatever the headers hold', () => {
    const reached = { read: 0, refused: 0 }
    const value = oneof(
      string(),
      nat().map(String),
      date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    )
    assert(
      property(value, value, value, (after, ms, delay) => {
        const found = read({ 'retry-after': after, 'retry-after-ms': ms }, delay)
        reached[found === undefined ? 'refused' : 'read']++
        expect(found === undefined || (Number.isFinite(found) && found >= 0)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
    expect(reached.read).toBeGreaterThan(200)
    expect(reached.refused).toBeGreaterThan(20)
  })
})

describe('the time until a limit resets', () => {
  it.each<[string, number | undefined]>([
    ['20ms', 20],
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['1h2m3.5s', 3_723_500],
    ['2026-06-12T17:22:00Z', 60_000],
    ['soon', undefined],
    ['12', undefined],
  ])('%s', (value, expected) => expect(resetMs(value, NOW)).toBe(expected))
})
