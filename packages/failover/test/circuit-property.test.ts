import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Circuit } from '../src/circuit/circuit.ts'
import type { CircuitChange, CircuitState } from '../src/circuit/circuit-types.ts'
import { circuitSettings } from '../src/circuit/options.ts'
import type { CircuitOutcome, Permit } from '../src/circuit/permit.ts'

const OUTCOMES: readonly CircuitOutcome[] = ['ok', 'ok', 'ok', 'fault', 'fault', 'trip', 'neutral']

/** Times that matter are aimed at: just before, at and just after the next thing that time alone changes. */
type Step =
  | { readonly do: 'admit' }
  | { readonly do: 'settle'; readonly which: number; readonly outcome: CircuitOutcome; readonly retryAfterMs: number | null }
  | { readonly do: 'aim'; readonly off: -1 | 0 | 1 }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'operate'; readonly open: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'admit' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat(9),
      outcome: fc.constantFrom(...OUTCOMES),
      retryAfterMs: fc.option(fc.constantFrom(1, 700, 30_000, 7_200_000), { freq: 8 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('aim' as const), off: fc.constantFrom(-1 as const, 0 as const, 1 as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1_000, 13_000, 130_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('operate' as const), open: fc.boolean() }) },
)

interface Held {
  readonly permit: Permit
  readonly period: number
}

/** What must hold, kept beside the circuit from its visible behaviour alone. */
class Shadow {
  state: CircuitState = 'closed'
  period = 0
  openUntil = 0
  notBefore = 0
  faultsInARow = 0
  readonly reached = new Map<string, number>()

  changed(change: CircuitChange, now: number): void {
    this.reach(`${this.state} → ${change.to}`)
    this.state = change.to
    this.period++
    this.faultsInARow = 0
    if (change.to === 'open') this.openUntil = now + (change.cooldownMs ?? 0)
  }

  reach(what: string): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + 1)
  }
}

const REACHED = [
  'closed → open',
  'open → half-open',
  'half-open → closed',
  'half-open → open',
  'open → closed',
  ...['ok', 'fault', 'trip', 'neutral'].flatMap((outcome) =>
    ['closed', 'open', 'half-open'].map((state) => `${outcome} in ${state}`),
  ),
  'stale in closed',
  'stale in half-open',
  'a lease ended',
]

describe('a circuit under any sequence of events', () => {
  it('keeps its invariants, and every state, transition and outcome × state pair is reached', async () => {
    const total = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120 }), fc.nat(1_000), async (steps, seed) => {
        const shadow = await play(steps, seed)
        for (const [name, count] of shadow.reached) total.set(name, (total.get(name) ?? 0) + count)
      }),
      { numRuns: 400, seed: 20_260_612 },
    )
    expect(REACHED.filter((name) => (total.get(name) ?? 0) < 20)).toEqual([])
  })
})

async function play(steps: readonly Step[], seed: number): Promise<Shadow> {
  const runtime = virtualRuntime({ seed })
  const shadow = new Shadow()
  const settings = circuitSettings()
  const circuit = new Circuit({ settings, runtime, onChange: (change) => shadow.changed(change, runtime.now()) })
  const held: Held[] = []
  let probe: Held | null = null
  for (const move of steps) {
    const now = runtime.now()
    if (move.do === 'wait') await runtime.advance(move.ms)
    if (move.do === 'aim') await runtime.advance(Math.max(0, nextMoment(shadow, probe, now) + move.off - now))
    if (move.do === 'operate') {
      if (!move.open) shadow.notBefore = 0
      if (move.open) circuit.open('an operator')
      else circuit.close('an operator')
      if (move.open) expect(circuit.state()).not.toBe('closed')
      else expect(circuit.state()).toBe('closed')
    }
    if (move.do === 'admit') probe = admitted(circuit, shadow, held, probe, now)
    if (move.do === 'settle') settled(circuit, shadow, held, move, now)
    if (probe && (probe.period !== shadow.period || !held.includes(probe))) probe = null
    expect(circuit.inFlight).toBe(held.length)
  }
  expect(runtime.pending()).toEqual([])
  return shadow
}

function nextMoment(shadow: Shadow, probe: Held | null, now: number): number {
  const moments = [shadow.state === 'open' ? shadow.openUntil : 0, shadow.notBefore, probe?.permit.expiresAt ?? 0]
  return moments.filter((moment) => moment > now).toSorted((a, b) => a - b)[0] ?? now
}

function admitted(circuit: Circuit, shadow: Shadow, held: Held[], probe: Held | null, now: number): Held | null {
  const before = { state: shadow.state, expected: circuit.refusal() }
  const permit = circuit.admit()
  // What it says it would do is what it does, except that an ended lease is only noticed by asking.
  const leaseEnded = before.state === 'half-open' && probe !== null && now >= (probe.permit.expiresAt ?? Infinity)
  if (leaseEnded && now >= shadow.notBefore) {
    shadow.reach('a lease ended')
    expect(permit).toBeNull()
    expect(shadow.state).toBe('open')
    return null
  }
  expect(permit === null).toBe(before.expected !== null || leaseEnded)
  if (!permit) return probe
  expect(now).toBeGreaterThanOrEqual(shadow.notBefore)
  if (before.state === 'open') expect(now).toBeGreaterThanOrEqual(shadow.openUntil)
  expect(permit.probe).toBe(shadow.state === 'half-open')
  if (permit.probe) expect(probe).toBeNull()
  const own = { permit, period: shadow.period }
  held.push(own)
  return permit.probe ? own : probe
}

function settled(circuit: Circuit, shadow: Shadow, held: Held[], move: Extract<Step, { do: 'settle' }>, now: number): void {
  const [own] = held.splice(move.which % Math.max(1, held.length), 1)
  if (!own) return
  const { state, period } = shadow
  const { outcome, retryAfterMs } = move
  const stale = own.period !== period
  shadow.reach(`${outcome} in ${state}`)
  if (stale) shadow.reach(`stale in ${state}`)
  if (!stale && outcome !== 'neutral') shadow.faultsInARow = outcome === 'fault' ? shadow.faultsInARow + 1 : 0
  const inARow = shadow.faultsInARow
  circuit.settle(own.permit, outcome, retryAfterMs === null ? {} : { retryAfterMs })
  if (retryAfterMs !== null) shadow.notBefore = Math.max(shadow.notBefore, now + Math.min(retryAfterMs, 3_600_000))
  const changed = shadow.period !== period
  if (stale || outcome === 'neutral') expect(changed).toBe(false)
  else if (state === 'half-open') expect(shadow.state).toBe(outcome === 'ok' ? 'closed' : 'open')
  else if (outcome === 'trip' || inARow >= 5) expect(shadow.state).toBe('open')
  else if (outcome === 'ok') expect(changed).toBe(false)
  if (changed && shadow.state === 'open') expect(shadow.openUntil).toBeGreaterThanOrEqual(shadow.notBefore)
  expect(circuit.settle(own.permit, 'trip')).toBe(false)
}
