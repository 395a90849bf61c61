import { ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { probeInstead } from '../src/route/canned-probe.ts'
import { createEngine } from '../src/route/create-engine.ts'
import type { Target } from '../src/route/target.ts'
import { world } from './support/route-world.ts'
import { hang, vendor } from './support/vendor.ts'

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
    expect(permit !== null && probeInstead(engine, target, permit, false)).toBe(made)
    await runtime.advance(1)
    expect([probes, circuit.state()]).toEqual(made ? [1, 'closed'] : [0, 'half-open'])
  })
})

describe('a canned call that finds a model gone', () => {
  it('bars it, so that no caller finds out once more', async () => {
    const canned = { gone: false }
    const probe = async (): Promise<void> => {
      if (canned.gone) throw new ModelFailure('a/one', 'withdrawn', 'One is gone.', { explicit: true, reason: 'withdrawn' })
      await new Promise<never>(() => {})
    }
    const [first, second] = [vendor('a/one', hang, {}, { probe }), vendor('b/two')]
    const { runtime, route, run, told } = world({ targets: [first, second], attemptMs: 30_000 })
    for (let n = 0; n < 200 && route.status()[0]?.circuit === 'closed'; n++) {
      await run()
      await runtime.advance(1_000)
    }
    expect(route.status()[0]?.circuit).toBe('open')
    canned.gone = true
    const asked = first.asked
    await runtime.advance(10_000)
    await run()
    await runtime.advance(1)
    expect(told('target-barred')).toMatchObject([{ target: 'a/one', by: 'verdict', reason: 'withdrawn' }])
    expect(first.asked).toBe(asked)
    expect(route.status()[0]?.bar?.sentence).toBe('One is gone.')
  })
})
