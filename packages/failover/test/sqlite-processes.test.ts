import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@understudy/failover/sqlite'
import { seededRandom } from '@understudy/spec/virtual'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'understudy-crash-'))
const script = join(import.meta.dirname, 'processes', 'store-writer.ts')

afterAll(() => rmSync(folder, { recursive: true }))

/** Starts a writer; `killAfter` kills it with SIGKILL once it has settled that many steps. */
async function write(path: string, name: string, count: number, job: string, killAfter = Number.POSITIVE_INFINITY) {
  const child = spawn(
    process.execPath,
    ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning', script, path, name, String(count), job],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (complaint += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > killAfter) child.kill('SIGKILL')
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, complaint, settled: said.split('\n').length - 1 }
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
  }, 30_000)

  it('is shared by processes that open the new file together: no change of another one is lost', async () => {
    const path = join(folder, 'shared.sqlite')
    const done = await Promise.all(['a', 'b', 'c'].map((name) => write(path, name, 150, 'count')))
    expect(done).toEqual(done.map(() => ({ code: 0, complaint: '', settled: 150 })))
    const store = sqliteStore({ path })
    expect(store.bars()).toMatchObject([{ key: 'shared', since: 450 }])
    store.close()
  }, 30_000)

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
