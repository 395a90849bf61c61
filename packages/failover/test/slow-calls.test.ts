import { describe, expect, it } from 'vitest'
import { CIRCUIT_DEFAULTS } from '../src/circuit/options.ts'
import { SlowCalls } from '../src/circuit/slow-calls.ts'

/** Number of the call at which it trips, or null. */
function tripsAt(durations: readonly number[]): number | null {
  const slow = new SlowCalls(CIRCUIT_DEFAULTS)
  let now = 0
  for (const [index, duration] of durations.entries()) {
    now += duration
    if (slow.record(duration, now)) return index + 1
  }
  return null
}

const times = (count: number, duration: number): number[] => Array.from({ length: count }, () => duration)

describe('slow calls', () => {
  it('trips on a slow leak within twenty slow calls', () => {
    expect(tripsAt([...times(20, 10_000), ...times(20, 45_000)])).toBeLessThanOrEqual(40)
  })

  it('does not trip on calls that are merely slower than very fast ones', () => {
    expect(tripsAt([...times(20, 1), ...times(60, 40)])).toBeNull()
    expect(tripsAt([...times(20, 900), ...times(60, 4_900)])).toBeNull()
    expect(tripsAt([...times(20, 900), ...times(60, 5_100)])).not.toBeNull()
  })

  it('does not trip on a few slow calls among many', () => {
    expect(tripsAt(Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? 60_000 : 10_000)))).toBeNull()
  })
})
