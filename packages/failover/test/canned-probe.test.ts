import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { probeInstead } from '../src/route/canned-probe.ts'
import { createEngine } from '../src/route/create-engine.ts'
import type { Target } from '../src/route/target.ts'
import { vendor } from './support/vendor.ts'

describe('a canned call in place of a caller’s', () => {
  it.each([
    ['target', true],
    ['endpoint', true],
    ['credential', true],
    // Its answer does not say whether the target does good work again, so it would be asked for ever.
    ['quality', false],
  ] as const)('is made where the %s circuit opened on a hanging probe: %s', async (subject, made) => {
    const runtime = virtualRuntime()
    let probes = 0
    const adapter = vendor('a/one', undefined, {}, { probe: async () => void probes++ })
    const engine = createEngine({ targets: [adapter], runtime })
    const [target] = engine.targets as [Target]
    const circuit = engine.board.circuit(subject, target)
    circuit.open('a test')
    await runtime.advance(10_000)
    expect(circuit.admit()?.probe).toBe(true)
    await runtime.advance(60_000)
    expect([circuit.admit(), circuit.hung]).toEqual([null, true])
    await runtime.advance(20_000)
    const permit = engine.board.admit(target)
    expect(permit !== null && probeInstead(engine, target, permit)).toBe(made)
    await runtime.advance(1)
    expect([probes, circuit.state()]).toEqual(made ? [1, 'closed'] : [0, 'half-open'])
  })
})
