import { createRoute, memoryStore } from '@understudy/failover'
import { FAILURE_KINDS, type FailureKind, ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CALL, reply, type ScriptedVendor, vendor } from './support/vendor.ts'

/** What the first vendor answers to one call after another: null is a good answer. */
const script = fc.array(fc.option(fc.constantFrom(...FAILURE_KINDS.filter((kind) => kind !== 'cancelled')), { freq: 3 }), {
  minLength: 5,
  maxLength: 25,
})

function scripted(id: string, answers: readonly (FailureKind | null)[]): ScriptedVendor {
  let next = 0
  return vendor(id, () => {
    const kind = answers[next++ % answers.length]
    if (kind) throw new ModelFailure(id, kind, `${kind}.`, { explicit: true })
    return reply(id)
  })
}

/** Who served each of twenty calls, a minute apart, times being `scale` times as long. */
async function served(targets: readonly ScriptedVendor[], scale = 1): Promise<readonly string[]> {
  const runtime = virtualRuntime()
  // Chance is the same whatever else draws from it.
  const route = createRoute({
    targets,
    runtime: { ...runtime, random: () => 0.5 },
    onRefusal: 'failover',
    watch: { probesPerHour: 0, listsEveryMs: 0 },
  })
  const results: string[] = []
  for (let n = 0; n < 20; n++) {
    results.push(
      await runtime.until(route.run(CALL)).then(
        ({ target }) => target,
        (error: { code: string }) => error.code,
      ),
    )
    await runtime.advance(60_000 * scale)
  }
  return results
}

describe('what must not matter', () => {
  it('a target of lowest priority that never answers', async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(script, async (answers) => {
        const without = await served([scripted('a/one', answers), vendor('b/two')])
        const dead = vendor('z/dead', () => {
          throw new ModelFailure('z/dead', 'provider-error', 'Down.')
        })
        expect(await served([scripted('a/one', answers), vendor('b/two'), dead])).toEqual(without)
        for (const who of without) reached.add(who)
      }),
      { numRuns: 60, seed: 11 },
    )
    expect([...reached].toSorted()).toEqual(['a/one', 'b/two', 'route-exhausted'])
  })

  it('failures that say nothing about the target, however many there were', async () => {
    const silent = fc.array(fc.constantFrom('context-too-long', 'invalid-request', 'refused'), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(silent, async (answers) => {
        const first = scripted('a/one', answers)
        const route = createRoute({ targets: [first], runtime: virtualRuntime(), watch: { probesPerHour: 0, listsEveryMs: 0 } })
        for (const _ of answers) await route.run(CALL).catch(() => {})
        expect(first.asked).toBe(answers.length)
        expect(route.status()[0]).toMatchObject({ circuit: 'closed', inFlight: 0 })
        expect(route.status()[0]?.bar).toBeUndefined()
      }),
      { numRuns: 30, seed: 12 },
    )
  })
})

describe('a store that breaks', () => {
  it('stops no call, leaves nothing in flight, and is told once', async () => {
    const runtime = virtualRuntime()
    const store = {
      ...memoryStore(),
      markServed: () => {
        throw new RangeError('mine')
      },
      changeBar: () => {
        throw new RangeError('mine')
      },
    }
    const gone = vendor('a/gone', () => {
      throw new ModelFailure('a/gone', 'withdrawn', 'Gone.', { explicit: true })
    })
    const route = createRoute({ targets: [gone, vendor('b/two')], runtime, store })
    const told: string[] = []
    route.subscribe((event) => void (event.type === 'record-failed' && told.push(event.sentence)))
    for (let n = 0; n < 3; n++) expect((await runtime.until(route.run(CALL))).target).toBe('b/two')
    expect(gone.asked).toBe(1)
    expect(route.status().map(({ inFlight }) => inFlight)).toEqual([0, 0])
    expect(told[0]).toBe('The health store failed in an unexpected way (RangeError).')
  })
})
