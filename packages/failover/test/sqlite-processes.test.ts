import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@understudy/failover/sqlite'
import { seededRandom } from '@understudy/spec/virtual'
import { afterAll, describe, expect, it } from 'vitest'
import { runScript } from './processes/kill-after.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-crash-'))

afterAll(() => rmSync(folder, { recursive: true }))

async function write(path: string, name: string, count: number, job: string, killAfter?: number) {
  const { code, complaint, lines } = await runScript('store-writer.ts', [path, name, String(count), job], killAfter)
  return { code, complaint, settled: lines.length }
}

describe('a store in a file', () => {
  it('loses nothing that was settled when its process is killed at any moment', async () => {
    const path = join(folder, 'crash.sqlite')
    const random = seededRandom(7)
    const runs: number[] = []
    for (let run = 0; run < 5; run++) {
      const { code, settled, complaint } = await write(path, `${run}`, 1_000_000, 'settle', 1 + Math.floor(random() * 60))
      expect({ code, complaint }).toEqual({ code: null, complaint: '' })
      expect(settled).toBeGreaterThan(0)
      runs.push(settled)
    }
    const store = sqliteStore({ path })
    const keys = new Set(store.bars().map((bar) => bar.key))
    for (const [run, settled] of runs.entries())
      for (let number = 0; number < settled; number++) {
        expect(keys.has(`bar-${run}-${number}`)).toBe(true)
        expect(store.checkpoint(`checkpoint-${run}-${number}`)).toBe(JSON.stringify({ number }))
        expect(store.lastServed(`target-${run}-${number}`)).toBe(number + 1)
      }
    store.close()
  }, 120_000)

  it('is shared by processes that open the new file together: no change of another one is lost', async () => {
    const path = join(folder, 'shared.sqlite')
    const done = await Promise.all(['a', 'b', 'c'].map((name) => write(path, name, 150, 'count')))
    expect(done).toEqual(done.map(() => ({ code: 0, complaint: '', settled: 150 })))
    const store = sqliteStore({ path })
    expect(store.bars()).toMatchObject([{ key: 'shared', since: 450 }])
    store.close()
  }, 120_000)

  it('writes ahead into a log, without which a kill in the middle of a commit could tear the file', () => {
    const path = join(folder, 'wal.sqlite')
    const store = sqliteStore({ path })
    const other = new DatabaseSync(path)
    expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    other.close()
    store.close()
  })

  it('shows a bar of one connection in the next turn of another', async () => {
    const path = join(folder, 'two.sqlite')
    const [one, other] = [sqliteStore({ path }), sqliteStore({ path })]
    const before = other.revision()
    one.changeBar('k', 'operator', () => ({ key: 'k', by: 'operator', reason: 'test', sentence: 'Stop.', since: 1 }))
    await Promise.resolve()
    expect(other.revision()).toBeGreaterThan(before)
    expect(other.bars()).toHaveLength(1)
    one.close()
    other.close()
  })
})
