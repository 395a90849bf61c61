import type { HealthStore } from '@understudy/failover'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Bar } from '../src/bar/bar.ts'

const KEYS = ['target|a', 'target|b', 'model|a', 'x', 'x1', '__proto__', "'; DROP TABLE bars; --", 'ü|日本']

const aBar = (key: string, reason = 'withdrawn'): Bar => ({ key, by: 'verdict', reason, sentence: 'Gone.', since: 1 })

/** What every store promises, run against each of them. `runs`: how many random histories; each write to a disk is forced. */
export function storeContract(make: () => HealthStore, runs: number): void {
  it('keeps a bar per key and source, and removes one without the other', () => {
    const store = make()
    store.changeBar('target|a', 'verdict', () => aBar('target|a'))
    store.changeBar('target|a', 'operator', () => ({ ...aBar('target|a'), by: 'operator', until: 9 }))
    expect(store.bars()).toHaveLength(2)
    expect(store.changeBar('target|a', 'verdict', () => null)).toBe(null)
    expect(store.bars()).toEqual([{ ...aBar('target|a'), by: 'operator', until: 9 }])
    store.close()
  })

  it('gives `change` the present bar, and writes the key and source it was asked for', () => {
    const store = make()
    store.changeBar('target|a', 'verdict', () => aBar('another key'))
    const seen: (Bar | null)[] = []
    store.changeBar('target|a', 'verdict', (present) => {
      seen.push(present)
      return present && { ...present, reason: 'retired' }
    })
    expect(seen).toEqual([aBar('target|a')])
    expect(store.bars()[0]?.reason).toBe('retired')
    store.close()
  })

  it('changes nothing when `change` throws, and passes the error on as it is', () => {
    const store = make()
    store.changeBar('x', 'verdict', () => aBar('x'))
    const fault = new RangeError('ours')
    expect(() =>
      store.changeBar('x', 'verdict', () => {
        throw fault
      }),
    ).toThrow(fault)
    expect(store.bars()).toEqual([aBar('x')])
    store.changeBar('x1', 'verdict', () => aBar('x1'))
    expect(store.bars()).toHaveLength(2)
    store.close()
  })

  it('moves its revision with every change of a bar, and not with a read', () => {
    const store = make()
    const before = store.revision()
    expect(store.revision()).toBe(before)
    store.changeBar('x', 'verdict', () => aBar('x'))
    const after = store.revision()
    expect(after).toBeGreaterThan(before)
    store.bars()
    store.lastServed('a')
    expect(store.revision()).toBe(after)
    store.close()
  })

  it('keeps the latest time a target served', () => {
    const store = make()
    expect(store.lastServed('a|b')).toBe(null)
    store.markServed('a|b', 1_000_000)
    store.markServed('a|b', 999_000)
    store.markServed('a|b', 1_000_500.4)
    store.markServed('c', 5)
    expect(store.lastServed('a|b')).toBe(1_000_500)
    expect(Object.fromEntries(store.servedTargets())).toEqual({ 'a|b': 1_000_500, c: 5 })
    store.close()
  })

  it('keeps circuit hints, the latest one', () => {
    const store = make()
    expect(store.circuitHint('t')).toBe(null)
    store.saveCircuitHint('t', { state: 'open', at: 1, retryAt: 5, cooldownMs: 4 })
    store.saveCircuitHint('t', { state: 'closed', at: 2 })
    expect(store.circuitHint('t')).toEqual({ state: 'closed', at: 2 })
    store.close()
  })

  it('refuses every use after close, which may be called twice', () => {
    const store = make()
    store.close()
    store.close()
    for (const use of [
      () => store.bars(),
      () => store.revision(),
      () => store.changeBar('x', 'verdict', () => null),
      () => store.checkpoint('x'),
      () => store.lastServed('x'),
      () => store.markServed('x', 1),
    ])
      expect(use).toThrowError(expect.objectContaining({ code: 'closed' }))
  })

  it('prunes checkpoints by their time and their number, and never one that has no time', () => {
    const store = make()
    store.saveCheckpoint('notices', 'kept')
    for (let day = 1; day <= 9; day++) store.saveCheckpoint(`file ${day}`, 'x', day * 1_000.4)
    store.saveCheckpoint('file 1', 'read again', 10_000)
    expect(store.pruneCheckpoints(4_001, 4)).toBe(5)
    expect(store.checkpointKeys('')).toEqual(['file 1', 'file 7', 'file 8', 'file 9', 'notices'])
    expect(store.pruneCheckpoints(0, 1_000)).toBe(0)
    expect(store.pruneCheckpoints(100_000, 1_000)).toBe(4)
    expect(store.checkpoint('notices')).toBe('kept')
    store.close()
  })

  it('behaves as a plain map of checkpoints, whatever the keys and texts', () => {
    const reached = new Set<string>()
    const step = fc.oneof(
      fc.record({ do: fc.constant('save' as const), key: fc.constantFrom(...KEYS), text: fc.string({ unit: 'grapheme' }) }),
      fc.record({ do: fc.constant('remove' as const), key: fc.constantFrom(...KEYS), text: fc.constant('') }),
    )
    const store = make()
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 10, size: 'max' }),
        fc.constantFrom('', 'x', 'target|', 'no such', 'ü'),
        (steps, prefix) => {
          for (const key of store.checkpointKeys('')) store.removeCheckpoint(key)
          const model = new Map<string, string>()
          for (const { do: act, key, text } of steps) {
            reached.add(`${act} ${model.has(key) ? 'present' : 'absent'}`)
            if (act === 'save') {
              store.saveCheckpoint(key, text)
              model.set(key, text)
            } else {
              store.removeCheckpoint(key)
              model.delete(key)
            }
          }
          for (const key of KEYS) expect(store.checkpoint(key)).toBe(model.get(key) ?? null)
          expect(store.checkpointKeys(prefix)).toEqual([...model.keys()].filter((key) => key.startsWith(prefix)).toSorted())
        },
      ),
      // Seeded, because few runs would otherwise now and then reach less than all.
      { numRuns: runs, seed: 3 },
    )
    expect([...reached].toSorted()).toEqual(['remove absent', 'remove present', 'save absent', 'save present'])
    store.close()
  })
}
