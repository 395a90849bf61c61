import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileJournal, verifyJournal } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { afterAll, describe, expect, it } from 'vitest'
import { runScript } from './processes/kill-after.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-journals-'))
afterAll(() => rmSync(folder, { recursive: true }))

const entry = (why: string) => ({ type: 'decision', decision: 'skipped', why }) as const

describe('one journal of several processes', () => {
  it('holds every record of each, in one chain, over several files', async () => {
    const path = join(folder, 'shared.jsonl')
    const count = 60
    const ended = await Promise.all(['a', 'b', 'c'].map(() => runScript('journal-writer.ts', [path, String(count)])))
    expect(ended.map(({ code, complaint }) => ({ code, complaint }))).toEqual(ended.map(() => ({ code: 0, complaint: '' })))
    const checked = await verifyJournal({ path })
    expect(checked).toMatchObject({ ok: true, findings: [], records: 3 * 2 * count, lost: 0 })
    expect(existsSync(`${path}.segments`)).toBe(true)
    expect(existsSync(`${path}.lock`)).toBe(false)
  }, 60_000)

  it('waits while another one writes, keeps its records when that takes long, and says so', async () => {
    const runtime = virtualRuntime()
    const journal = fileJournal({ path: '/j', runtime })
    const busy = async (): Promise<void> => {
      for (let n = 0; n < 4; n++) {
        await runtime.files.writeText('/j.lock', '')
        await runtime.sleep(5_000)
      }
    }
    journal.record(entry('one'))
    await runtime.until(Promise.all([busy(), journal.flush()]))
    expect(journal.state()).toMatchObject({ pending: 1, failing: 'The journal /j cannot be written (EBUSY).' })
    await runtime.files.remove('/j.lock')
    await runtime.until(journal.flush())
    expect(journal.state()).toMatchObject({ pending: 0, lost: 0 })
    expect(journal.state().failing).toBeUndefined()
  })

  it('takes over at once from a process of this machine that has ended', async () => {
    const runtime = virtualRuntime()
    const journal = fileJournal({ path: '/j', runtime })
    const { pid } = spawnSync(process.execPath, ['--version'])
    await runtime.files.createNew('/j.lock', `${hostname()} ${pid}`)
    journal.record(entry('one'))
    await runtime.until(journal.flush())
    expect(journal.state()).toMatchObject({ pending: 0 })
    expect(runtime.now()).toBeLessThan(1_000)
    await runtime.files.createNew('/j.lock', `${hostname()} ${process.pid}`)
    journal.record(entry('two'))
    await runtime.until(journal.flush())
    expect(runtime.now()).toBeGreaterThanOrEqual(10_000)
  })

  it('takes over from a process that was killed while it wrote', async () => {
    const runtime = virtualRuntime()
    const journal = fileJournal({ path: '/j', runtime })
    await runtime.files.createNew('/j.lock', '')
    journal.record(entry('one'))
    await runtime.until(journal.flush())
    expect(runtime.now()).toBeGreaterThanOrEqual(10_000)
    expect(journal.state()).toMatchObject({ pending: 0 })
    expect([...runtime.files.contents.keys()]).toEqual(['/j'])
  })
})

describe('a disk that is full', () => {
  it.skipIf(!existsSync('/dev/full'))('stops nothing and is told, on the real device too', async () => {
    const problems: string[] = []
    const journal = fileJournal({ path: '/dev/full', onProblem: ({ code }) => problems.push(code) })
    journal.record(entry('one'))
    await journal.flush()
    await journal.flush()
    expect(problems).toEqual(['ENOSPC'])
    expect(journal.state()).toMatchObject({ pending: 1, failing: 'The journal /dev/full cannot be written (ENOSPC).' })
    await journal.close()
    expect(journal.state().lost).toBe(1)
    expect(existsSync('/dev/full.lock')).toBe(false)
  })
})
