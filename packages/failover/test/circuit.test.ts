import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { Circuit } from '../src/circuit/circuit.ts'
import type { CircuitChange } from '../src/circuit/circuit-types.ts'
import { type CircuitOptions, circuitSettings } from '../src/circuit/options.ts'
import type { CircuitOutcome, Permit } from '../src/circuit/permit.ts'

function circuit(options: CircuitOptions = {}) {
  const runtime = virtualRuntime()
  const changes: CircuitChange[] = []
  const one = new Circuit({ settings: circuitSettings(options), runtime, onChange: (change) => changes.push(change) })
  const admit = (): Permit => {
    const permit = one.admit()
    if (!permit) throw new Error(`Not admitted: ${JSON.stringify(one.refusal())}`)
    return permit
  }
  const attempt = (outcome: CircuitOutcome, details = {}): void => void one.settle(admit(), outcome, details)
  const trip = (): number => {
    attempt('trip')
    return changes.at(-1)?.cooldownMs ?? Number.NaN
  }
  return { runtime, changes, one, admit, attempt, trip }
}

describe('tripping', () => {
  it('opens at the fifth fault in a row, not at the fourth', () => {
    const { one, attempt } = circuit({ faultRate: 1, minimumOutcomes: 100 })
    for (let n = 0; n < 4; n++) attempt('fault')
    expect(one.state()).toBe('closed')
    attempt('fault')
    expect(one.state()).toBe('open')
    expect(one.admit()).toBeNull()
  })

  it('opens when half of at least five outcomes in the window are faults, however they alternate', () => {
    const { one, attempt } = circuit()
    for (const outcome of ['ok', 'fault', 'ok', 'fault', 'ok'] as const) attempt(outcome)
    expect(one.state()).toBe('closed')
    attempt('fault')
    expect(one.state()).toBe('open')
  })

  it('forgets outcomes older than its window, also when nothing rotated it meanwhile', async () => {
    const { one, attempt, runtime } = circuit()
    for (const outcome of ['ok', 'fault', 'ok', 'fault', 'ok'] as const) attempt(outcome)
    await runtime.advance(120_001)
    for (const outcome of ['ok', 'ok', 'ok', 'fault'] as const) attempt(outcome)
    expect(one.state()).toBe('closed')
  })

  it('counts a call when it ends: a hundred that outlive the window and fail do open it', async () => {
    const { one, admit, runtime } = circuit({ windowMs: 10_000 })
    const permits = Array.from({ length: 100 }, admit)
    await runtime.advance(30_000)
    for (const permit of permits) one.settle(permit, 'fault')
    expect(one.state()).toBe('open')
  })

  it('opens when four in five of the last twenty answers are three times slower than its own baseline', async () => {
    const { one, admit, runtime, changes } = circuit()
    const answer = async (ms: number): Promise<void> => {
      const permit = admit()
      await runtime.advance(ms)
      one.settle(permit, 'ok')
    }
    for (let n = 0; n < 40; n++) await answer(2_000)
    for (let n = 0; n < 15; n++) await answer(7_000)
    expect(one.state()).toBe('closed')
    await answer(7_000)
    expect(changes.at(-1)).toMatchObject({ to: 'open', why: 'far slower than its own baseline' })
  })

  it('lets only a handful join calls that are overdue, and all again after a sign of life', async () => {
    const { one, admit, attempt, runtime } = circuit()
    for (let n = 0; n < 20; n++) {
      const permit = admit()
      await runtime.advance(1_000)
      one.settle(permit, 'ok')
    }
    attempt('ok')
    const [first] = Array.from({ length: 4 }, admit)
    await runtime.advance(3_001)
    admit()
    expect(one.refusal()).toMatchObject({ why: 'silent' })
    expect(one.admit()).toBeNull()
    one.heard(first as Permit)
    admit()
  })
})

describe('what decides nothing', () => {
  it('neutral outcomes, in any state', async () => {
    const { one, attempt, trip, admit, runtime } = circuit()
    for (let n = 0; n < 50; n++) attempt('neutral')
    expect(one.state()).toBe('closed')
    await runtime.advance(trip())
    one.settle(admit(), 'neutral')
    expect(one.state()).toBe('half-open')
    expect(one.admit()).not.toBeNull()
  })

  it('outcomes of an older period: neither a late success closes nor a late failure opens', async () => {
    const { one, admit, trip, runtime } = circuit()
    const [early, other] = [admit(), admit()]
    const cooldown = trip()
    one.settle(early, 'ok')
    expect(one.state()).toBe('open')
    await runtime.advance(cooldown)
    const probe = admit()
    one.settle(other, 'fault')
    expect(one.state()).toBe('half-open')
    one.settle(probe, 'ok')
    expect(one.state()).toBe('closed')
  })

  it('a permit that is ended a second time', () => {
    const { one, admit } = circuit()
    const permit = admit()
    expect(one.settle(permit, 'ok')).toBe(true)
    expect(one.settle(permit, 'trip')).toBe(false)
    expect(one.state()).toBe('closed')
    expect(one.inFlight).toBe(0)
  })
})

describe('healing', () => {
  it('admits one probe when the cooldown is over, not a millisecond before', async () => {
    const { one, trip, runtime } = circuit()
    const cooldown = trip()
    await runtime.advance(cooldown - 1)
    expect(one.admit()).toBeNull()
    await runtime.advance(1)
    expect(one.state()).toBe('half-open')
    expect(one.admit()).not.toBeNull()
    expect(Array.from({ length: 99 }, () => one.admit()).every((permit) => permit === null)).toBe(true)
  })

  it('takes a probe that is not settled for failed when its lease ends, and grows the cooldown', async () => {
    const { one, admit, trip, runtime, changes } = circuit()
    await runtime.advance(trip())
    const probe = admit()
    await runtime.advance(59_999)
    expect(one.refusal()).toMatchObject({ why: 'probing', retryAfterMs: 1 })
    await runtime.advance(1)
    expect(one.admit()).toBeNull()
    expect(changes.at(-1)).toMatchObject({ to: 'open', why: 'a probe ended with its lease' })
    one.settle(probe, 'ok')
    expect(one.state()).toBe('open')
  })

  it('gives a target whose answers take long a lease in which one of them fits', async () => {
    const { one, admit, trip, runtime } = circuit()
    const slow = admit()
    await runtime.advance(100_000)
    one.settle(slow, 'ok')
    await runtime.advance(trip())
    expect(admit().expiresAt).toBe(runtime.now() + 150_000)
  })

  it('remembers nothing of the outage: one failure after the close does not open it', async () => {
    const { one, attempt, admit, runtime, changes } = circuit()
    for (let n = 0; n < 5; n++) attempt('fault')
    await runtime.advance(changes.at(-1)?.cooldownMs ?? 0)
    one.settle(admit(), 'ok')
    attempt('fault')
    expect(one.state()).toBe('closed')
  })

  it('brings traffic back four at a time, doubled with each success', async () => {
    const { one, admit, trip, runtime } = circuit()
    await runtime.advance(trip())
    one.settle(admit(), 'ok')
    const permits = Array.from({ length: 4 }, admit)
    expect(one.refusal()).toMatchObject({ why: 'starting-slowly' })
    one.settle(permits[0] as Permit, 'ok')
    expect(Array.from({ length: 9 }, () => one.admit()).filter(Boolean)).toHaveLength(5)
  })

  it('cools down 5 s, then doubles to 300 s with half of it by chance; a long good time begins anew', async () => {
    const { one, admit, trip, runtime } = circuit()
    const cooldowns: number[] = []
    for (let n = 1; n <= 9; n++) {
      cooldowns.push(trip())
      await runtime.advance(cooldowns.at(-1) ?? 0)
      one.settle(admit(), 'ok')
    }
    cooldowns.forEach((cooldown, n) => {
      const most = Math.min(300_000, 5_000 * 2 ** n)
      expect(cooldown).toBeGreaterThanOrEqual(most / 2)
      expect(cooldown).toBeLessThanOrEqual(most)
    })
    await runtime.advance(300_001)
    expect(trip()).toBeLessThanOrEqual(5_000)
  })
})

describe("the vendor's own time", () => {
  it('holds to the latest of all, each up to an hour, and a shorter one later does not shorten it', async () => {
    const { one, admit, runtime } = circuit()
    const [a, b, c] = [admit(), admit(), admit()]
    one.settle(a, 'neutral', { throttled: true, retryAfterMs: 90_000 })
    one.settle(b, 'neutral', { throttled: true, retryAfterMs: 1_000 })
    expect(one.refusal()).toMatchObject({ why: 'throttled', retryAfterMs: 90_000 })
    await runtime.advance(89_999)
    expect(one.admit()).toBeNull()
    await runtime.advance(1)
    one.settle(admit(), 'ok')
    one.settle(c, 'neutral', { throttled: true, retryAfterMs: 86_400_000 })
    expect(one.refusal()?.retryAfterMs).toBe(3_600_000)
  })

  it('is never undercut by a cooldown', () => {
    const { one, admit, changes } = circuit()
    one.settle(admit(), 'trip', { retryAfterMs: 200_000 })
    expect(changes.at(-1)?.cooldownMs).toBe(200_000)
  })

  it('grows to 20 s by itself when the vendor names none, and starts anew after an answer', async () => {
    const { one, admit, runtime } = circuit()
    const waits: number[] = []
    for (let n = 0; n < 40; n++) {
      one.settle(admit(), 'neutral', { throttled: true })
      waits.push(one.refusal()?.retryAfterMs ?? 0)
      await runtime.advance(waits.at(-1) ?? 0)
    }
    expect(waits[0]).toBeLessThanOrEqual(1_000)
    expect(Math.max(...waits)).toBeGreaterThan(10_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(20_000)
    one.settle(admit(), 'ok')
    one.settle(admit(), 'neutral', { throttled: true })
    expect(one.refusal()?.retryAfterMs ?? 0).toBeLessThanOrEqual(1_000)
    expect(runtime.pending()).toEqual([])
  })
})
