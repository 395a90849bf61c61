import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileJournal, type Journal, verifyJournal } from '@understudy/failover'
import { seededRandom, virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { runScript } from './processes/kill-after.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-journal-'))

afterAll(() => rmSync(folder, { recursive: true }))

describe('a journal whose process is killed', () => {
  it('keeps every record that was settled, and goes on with the chain', async () => {
    const path = join(folder, 'journal.jsonl')
    const random = seededRandom(11)
    let settled = 0
    for (let run = 0; run < 4; run++) {
      const { code, complaint, lines } = await runScript('journal-writer.ts', [path, '1000000'], 1 + Math.floor(random() * 80))
      expect({ code, complaint }).toEqual({ code: null, complaint: '' })
      const [seq = '0', hash = ''] = lines.at(-1)?.split(' ') ?? []
      // The head that was told before the kill is the external one: nothing up to it may be missing or changed.
      const checked = await verifyJournal({ path, head: { seq: Number(seq), hash } })
      expect(checked).toMatchObject({ ok: true, findings: [] })
      expect(checked.records).toBeGreaterThanOrEqual(Number(seq))
      expect(Number(seq)).toBeGreaterThan(settled)
      settled = Number(seq)
    }
  }, 120_000)
})

type Step = { readonly do: 'record' | 'flush' | 'full' | 'room' | 'half' | 'crash' | 'close' }

describe('a journal under every mix of records, flushes, full disks and crashes', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.oneof(
      { weight: 5, arbitrary: fc.constant('record' as const) },
      { weight: 4, arbitrary: fc.constant('flush' as const) },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'full' as const,
          'room' as const,
          'room' as const,
          'half' as const,
          'crash' as const,
          'close' as const,
        ),
      },
    ),
  })

  it('verifies, holds what was flushed in order and once, and counts what was lost', async () => {
    const reached = { flushed: 0, failed: 0, half: 0, crashed: 0, rotated: 0, lost: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        async (steps, part) => {
          const runtime = virtualRuntime()
          const { files } = runtime
          const openAppend = files.openAppend.bind(files)
          const start = (): Journal => fileJournal({ path: '/j', runtime, maxBytes: 1_024, maxPending: 3 })
          let journal = start()
          let [next, settled, givenUp] = [0, new Set<number>(), 0]
          let waiting: number[] = []
          const flush = async (): Promise<void> => {
            await journal.flush()
            const { pending, failing } = journal.state()
            if (failing !== undefined) reached.failed++
            else {
              expect(pending).toBe(0)
              for (const number of waiting) settled.add(number)
              waiting = []
              reached.flushed++
            }
          }
          for (const { do: act } of steps) {
            if (act === 'record') {
              journal.record({ type: 'decision', decision: 'd', why: `number ${next} ${'x'.repeat((next * 37) % 90)}` })
              waiting.push(next++)
            }
            if (act === 'flush') await flush()
            if (act === 'full') files.failWrites('ENOSPC')
            if (act === 'room') files.failWrites(null)
            if (act === 'half') {
              files.openAppend = async (path) => ({
                ...(await openAppend(path)),
                append: async (text) => {
                  await (await openAppend(path)).append(text.slice(0, Math.floor(text.length * part)))
                  throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
                },
              })
              await flush()
              files.openAppend = openAppend
              reached.half++
            }
            if (act === 'crash' || act === 'close') {
              files.failWrites(null)
              if (act === 'close') await flush()
              if (act === 'close') await journal.close()
              else reached.crashed++
              givenUp += journal.state().lost
              waiting = []
              journal = start()
            }
          }
          files.failWrites(null)
          await flush()
          givenUp += journal.state().lost
          if (next === 0) return
          const text = [...files.contents].filter(([path]) => /^\/j(?:\.\d+)?$/.test(path))
          const numbers = text
            .toSorted(([a], [b]) => Number(a.slice(3) || Infinity) - Number(b.slice(3) || Infinity))
            .flatMap(([, lines]) => lines.split('\n'))
            .flatMap((line) => {
              try {
                const { entry } = JSON.parse(line) as { entry: { why?: string } }
                return entry.why === undefined ? [] : [Number(entry.why.split(' ')[1])]
              } catch {
                return []
              }
            })
          if (text.length > 1) reached.rotated++
          if (givenUp > 0) reached.lost++
          expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
          const missing = [...settled].filter((number) => !numbers.includes(number))
          expect(missing.length).toBeLessThanOrEqual(givenUp)
          const checked = text.length === 0 ? null : await verifyJournal({ path: '/j', runtime })
          expect(checked?.findings ?? []).toEqual([])
        },
      ),
      {
        numRuns: 300,
        // A second crash while the first one's half line was owned up to.
        examples: [[[{ do: 'record' }, { do: 'half' }, { do: 'half' }, { do: 'record' }], 0.004]],
      },
    )
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(20)
  })
})
