import { assert, date, nat, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resetMs, resetOfHeaders, waitMs, wordsOf } from '../src/classify/index.ts'

const NOW = Date.UTC(2026, 5, 12, 17, 21)
const read = (headers: Record<string, string>, retryDelay?: string): number | undefined =>
  waitMs({
    get: (name) => headers[name] ?? null,
    words: retryDelay === undefined ? null : wordsOf({ error: { message: 'x', details: [{ retryDelay }] } }),
    wallTime: NOW,
  })
const inWords = (message: string): number | undefined =>
  waitMs({ get: () => null, words: { message }, kind: 'rate-limited', wallTime: NOW })

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
    ['a duration', { 'retry-after': '6s' }, undefined, 6_000],
    ['a field that two proxies added', { 'retry-after': '4, 4' }, undefined, 4_000],
    ['two fields that differ', { 'retry-after': '4, 9' }, undefined, 9_000],
    ['Azure’s milliseconds', { 'x-ms-retry-after-ms': '1500' }, undefined, 1_500],
    ['an unreadable header, then Gemini’s delay', { 'retry-after': 'soon' }, '3s', 3_000],
  ])('is read from %s', (_what, headers, delay, expected) => expect(read(headers, delay)).toBe(expected))

  it.each(['12abc', '-5', '', ' ', '1e3', '0x10', 'Infinity', 'NaN', '9'.repeat(30), 'Fri, 99 Jun 2026 17:22:00 GMT', '１２'])(
    'is not read from %j',
    (value) => expect(read({ 'retry-after': value, 'retry-after-ms': value }, value)).toBeUndefined(),
  )

  it.each<[object, number]>([
    [{ error: { message: 'x', resets_in_seconds: 90 } }, 90_000],
    [{ error: { message: 'x', resets_at: NOW / 1_000 + 90 } }, 90_000],
    [{ error: { message: 'x', resets_at: '2026-06-12T17:22:30Z' } }, 90_000],
    [{ error: { message: 'x', retry_after: 1.5 } }, 1_500],
    [{ error: { message: 'x', retry_after_ms: 250 } }, 250],
    [{ error: { message: 'x', details: [{ metadata: { quotaResetDelay: '1h2m3.5s' } }] } }, 3_723_500],
  ])('is read from the body %j', (body, expected) =>
    expect(waitMs({ get: () => null, words: wordsOf(body), wallTime: NOW })).toBe(expected),
  )

  it.each<[string, number | undefined]>([
    ['Please try again in 20s.', 20_000],
    ['Please retry in 12.5s.', 12_500],
    ['Please try again in 6ms. Contact us.', 6],
    ['Please try again in 9m38.016s. Need more tokens?', 578_016],
    ['Please retry after 86400 seconds.', 86_400_000],
    ['Retry in 2131 seconds.', 2_131_000],
    ['Try again in 4 days 20 hours 9 minutes.', 418_140_000],
    ['try again after 5 minutes', 300_000],
    ['You will regain access on 2026-06-13 at 00:00 UTC.', 23_940_000],
    ['Limit 30000, Used 28039, Requested 3906.', undefined],
    ['Please try again later.', undefined],
    ['on tokens per min. Limit: 10000 / min.', undefined],
  ])('is read from the words %j', (message, expected) => expect(inWords(message)).toBe(expected))

  it('is not read from words where nothing passes by itself', () =>
    expect(waitMs({ get: () => null, words: { message: 'Try again in 20s.' }, kind: 'refused', wallTime: NOW })).toBeUndefined())

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
    ['12', 12_000],
    ['11.382', 11_382],
    [String(NOW / 1_000 + 60), 60_000],
    [String(NOW + 60_000), 60_000],
    ['Fri, 12 Jun 2026 17:22:00 GMT', 60_000],
    ['9'.repeat(70), undefined],
  ])('%s', (value, expected) => expect(resetMs(value, NOW)).toBe(expected))

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '4s', 'x-ratelimit-reset-requests': '1s' }, 4_000],
    [{ 'x-ratelimit-reset-tokens': '4s', 'x-ratelimit-reset-requests': '1s' }, 1_000],
    [{ 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-06-12T17:21:04Z' }, 4_000],
    [
      { 'anthropic-ratelimit-output-tokens-remaining': '0', 'anthropic-ratelimit-output-tokens-reset': '2026-06-12T17:21:09Z' },
      9_000,
    ],
    [
      {
        'x-codex-primary-used-percent': '100',
        'x-codex-primary-reset-after-seconds': '30',
        'x-codex-secondary-reset-after-seconds': '900',
      },
      30_000,
    ],
    [{ 'ratelimit-reset': '7' }, 7_000],
    [{ ratelimit: 'limit=10, remaining=0, reset=5' }, 5_000],
    [{ ratelimit: '"default";r=0;t=8' }, 8_000],
    [{ date: 'Fri, 12 Jun 2026 17:22:00 GMT' }, undefined],
  ])('of the limits %j', (headers, expected) => expect(resetOfHeaders(Object.entries(headers), NOW)).toBe(expected))
})
