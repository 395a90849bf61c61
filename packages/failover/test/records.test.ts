import { createRoute, fileJournal, inputDigest, memoryJournal, memoryStore, verifyJournal } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { CALL, fails, reply, vendor } from './support/vendor.ts'

const MINUTE = 60_000

describe('what is told and written', () => {
  it('announces a retirement once, with its countdown, over processes of one store', async () => {
    const store = memoryStore()
    const ending = vendor('a/one', () => reply('one', { notice: { stage: 'deprecated', retiresAt: '2026-06-20' } }))
    const first = world({ targets: [ending], store })
    await first.run()
    await first.run()
    expect(first.told('retirement-announced')).toMatchObject([{ target: 'a/one', stage: 'deprecated', daysLeft: 8 }])
    const next = world({ targets: [ending], store })
    await next.run()
    expect(next.told('retirement-announced')).toEqual([])
  })

  it('serves all the same when what it remembers of a retirement is damaged', async () => {
    const store = memoryStore()
    store.saveCheckpoint('retirement|a|one', 'oops')
    const ending = vendor('a/one', () => reply('one', { notice: { stage: 'deprecated' } }))
    const { run, told } = world({ targets: [ending], store })
    expect((await run()).target).toBe('a/one')
    expect(told('retirement-announced')).toHaveLength(1)
  })

  it('finds a retirement in the vendor’s list, off the hot path', async () => {
    const listed = vendor(
      'a/one',
      undefined,
      {},
      { describe: async () => ({ known: true, lifecycle: 'deprecated', retiresAt: '2026-07-01' }) },
    )
    const { runtime, told, route } = world({ targets: [listed] })
    await runtime.advance(2 * MINUTE)
    expect(told('retirement-announced')).toMatchObject([{ target: 'a/one', retiresAt: '2026-07-01', daysLeft: 19 }])
    await route.close()
    expect(runtime.pending()).toEqual([])
  })

  it('looks at the list once a day over all processes of a store, a short run at its end, and keeps counting down', async () => {
    const store = memoryStore()
    let looks = 0
    const look = async () => {
      looks++
      return { known: true, lifecycle: 'deprecated', retiresAt: '2026-07-01' } as const
    }
    const listed = () => vendor('a/one', undefined, {}, { describe: look })
    for (let run = 0; run < 3; run++) {
      const { route, runtime } = world({ targets: [listed()], store })
      await runtime.until(route.probeDue())
      await runtime.until(route.close())
    }
    expect(looks).toBe(1)
    const { route, runtime, told } = world({ targets: [listed()], store })
    expect(route.status()[0]?.retirement).toEqual({ stage: 'deprecated', retiresAt: '2026-07-01', daysLeft: 19 })
    await runtime.advance(23 * 60 * MINUTE)
    expect(looks).toBe(1)
    await runtime.advance(6 * 24 * 60 * MINUTE)
    expect(looks).toBe(7)
    expect(told('retirement-announced')).toMatchObject([{ daysLeft: 14 }])
    expect(route.status()[0]?.retirement?.daysLeft).toBe(12)
    await route.close()
  })

  it('keeps lengths of what was sent, and hashes only under a salt of the operator', async () => {
    const inputs = async (inputSalt?: string) => {
      const journal = memoryJournal()
      const { run } = world({ targets: [vendor('a/one')], journal, ...(inputSalt !== undefined && { inputSalt }) })
      await run()
      return journal.entries().flatMap((entry) => (entry.type === 'execution-started' ? [entry.input] : []))
    }
    expect(await inputs()).toEqual([{ length: CALL.input.length }])
    expect(await inputs('pepper')).toEqual([inputDigest(CALL.input, 'pepper')])
    expect(await inputs('pepper')).not.toEqual(await inputs('salt'))
    await expect(inputs('')).rejects.toThrow('inputSalt must be')
  })

  it('says once that the journal cannot be written, serves on, and writes all of it when it can', async () => {
    const runtime = virtualRuntime()
    const journal = fileJournal({ path: '/j', runtime })
    const route = createRoute({ targets: [vendor('a/one')], runtime, journal })
    const failed: string[] = []
    route.subscribe((event) => event.type === 'record-failed' && failed.push(`${event.what}: ${event.sentence}`))
    runtime.files.failWrites('ENOSPC')
    for (let n = 0; n < 3; n++) await runtime.until(route.run(CALL))
    await journal.flush()
    expect(failed).toEqual(['journal: The journal /j cannot be written (ENOSPC).'])
    runtime.files.failWrites(null)
    await runtime.until(route.run(CALL))
    await runtime.until(route.close())
    expect(await verifyJournal({ path: '/j', runtime })).toMatchObject({ ok: true, records: 12 })
    expect(failed).toHaveLength(1)
  })

  it('writes every decision, and forces it to disk once per execution', async () => {
    const journal = memoryJournal()
    let flushes = 0
    const counted = { ...journal, flush: async () => void flushes++ }
    const first = vendor('a/one', fails('a/one', 'withdrawn', 'Gone.', { explicit: true, reason: 'withdrawn' }))
    const { run } = world({ targets: [first, vendor('b/two')], journal: counted })
    await run()
    await run()
    const decisions = journal.entries().flatMap((entry) => (entry.type === 'decision' ? [entry.decision] : [entry.type]))
    expect(decisions).toEqual([
      'execution-started',
      'attempt',
      'barred',
      'skipped',
      'rerouted',
      'attempt',
      'execution-finished',
      'execution-started',
      'skipped',
      'attempt',
      'execution-finished',
    ])
    expect(flushes).toBe(2)
  })
})
