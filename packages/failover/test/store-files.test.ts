import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileJournal, verifyJournal } from '@understudy/failover'
import { sqliteStore } from '@understudy/failover/sqlite'
import { systemRuntime } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'understudy-files-'))
const mask = process.umask
let before = 0

beforeAll(() => {
  // The widest that a machine may be set to.
  before = mask(0)
})

afterAll(() => {
  mask(before)
  rmSync(root, { recursive: true, force: true })
})

let folders = 0
const fresh = (): string => {
  const folder = join(root, `${folders++}`)
  mkdirSync(folder)
  return folder
}

const modes = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]))

describe('files of a store and a journal', () => {
  it('are for their owner alone while they are written, the log beside the store included', () => {
    const folder = fresh()
    const store = sqliteStore({ path: join(folder, 'health.db') })
    store.saveCheckpoint('k', 'const secret = 1')
    expect(modes(folder)).toEqual({ 'health.db': '600', 'health.db-shm': '600', 'health.db-wal': '600' })
    store.close()
  })

  it('are made so before anything is in them', () => {
    const folder = fresh()
    const path = join(folder, 'health.db')
    const seen: string[] = []
    const open = DatabaseSync.prototype.exec
    DatabaseSync.prototype.exec = function exec(this: DatabaseSync, sql: string) {
      seen.push(...Object.values(modes(folder)))
      return open.call(this, sql)
    }
    try {
      sqliteStore({ path }).close()
    } finally {
      DatabaseSync.prototype.exec = open
    }
    expect([seen.length > 3, new Set(seen)]).toEqual([true, new Set(['600'])])
  })

  it('are mended where an earlier version left them open', async () => {
    const folder = fresh()
    const [db, log] = [join(folder, 'health.db'), join(folder, 'journal.jsonl')]
    const first = sqliteStore({ path: db })
    first.saveCheckpoint('k', 'x')
    for (const suffix of ['', '-wal', '-shm']) chmodSync(db + suffix, 0o666)
    writeFileSync(log, '', { mode: 0o666 })
    const second = sqliteStore({ path: db })
    const journal = fileJournal({ path: log, maxBytes: 1_024 })
    for (let n = 0; n < 20; n++) {
      journal.record({ type: 'decision', decision: 'skipped', why: `reason ${n}` })
      await journal.flush()
    }
    await journal.close()
    expect([...new Set(Object.values(modes(folder)))]).toEqual(['600'])
    expect(Object.keys(modes(folder)).length).toBeGreaterThan(5)
    expect((await verifyJournal({ path: log })).ok).toBe(true)
    first.close()
    second.close()
  })

  it('are so as well when a damaged store was moved aside', () => {
    const folder = fresh()
    const path = join(folder, 'health.db')
    writeFileSync(path, 'not a database, but long enough to be one', { mode: 0o644 })
    const store = sqliteStore({ path, onCorrupt: 'move-aside' })
    expect([...new Set(Object.values(modes(folder)))]).toEqual(['600'])
    store.close()
  })
})

describe('a row of another program', () => {
  const CHANGES: readonly string[] = [
    "UPDATE bars SET json = 'null'",
    "UPDATE bars SET json = '7'",
    "UPDATE bars SET json = '[]'",
    `UPDATE bars SET json = '{"key":"k"}'`,
    `UPDATE bars SET json = json_set(json, '$.by', 'somebody')`,
    `UPDATE bars SET json = json_set(json, '$.since', 'now')`,
    `UPDATE bars SET json = json_set(json, '$.probes', json('{"nextProbeAt":"x"}'))`,
    `UPDATE bars SET json = json_set(json, '$.recovered', 7)`,
    'DROP TABLE bars',
    'DROP TABLE checkpoints',
    'ALTER TABLE served RENAME TO other',
  ]
  it.each(CHANGES)('makes the store unusable in words, with what to do: %s', (change) => {
    const path = join(fresh(), 'health.db')
    const store = sqliteStore({ path })
    store.changeBar('k', 'operator', () => ({ key: 'k', by: 'operator', reason: 'r', sentence: 's', since: 1 }))
    store.close()
    const other = new DatabaseSync(path)
    other.exec(change)
    other.close()
    const read = (): unknown => {
      const again = sqliteStore({ path })
      try {
        return again.bars()
      } finally {
        again.close()
      }
    }
    const told = { code: 'store-unusable', message: expect.stringMatching(/health\.db is .*(?:Restore it|move it)/) as string }
    expect(read).toThrow(expect.objectContaining(told))
  })

  it('is no advice on a circuit', () => {
    const path = join(fresh(), 'health.db')
    const store = sqliteStore({ path })
    for (const json of ['null', '7', '{}', '{"state":"ajar","at":1}', '{"state":"open","at":"x"}']) {
      const other = new DatabaseSync(path)
      other.prepare('INSERT INTO hints VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json').run('k', json)
      other.close()
      expect(store.circuitHint('k')).toBe(null)
    }
    store.close()
  })
})

/** A disk of 128 KB, where this user may make one. */
function smallDisk(): string | null {
  const folder = fresh()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

function fill(folder: string): void {
  let size = 64 * 1024
  for (let n = 0; size > 0; n++)
    try {
      writeFileSync(join(folder, `fill-${n}`), Buffer.alloc(size))
    } catch {
      size = Math.floor(size / 2)
    }
}

const disk = smallDisk()
afterAll(() => disk && execFileSync('umount', [disk], { stdio: 'ignore' }))

describe.skipIf(disk === null)('a disk that is full', () => {
  const folder = disk ?? ''

  it('leaves no lock of a journal behind, and its records are written once there is room', async () => {
    const path = join(folder, 'journal.jsonl')
    const problems: string[] = []
    const journal = fileJournal({ path, onProblem: ({ code }) => problems.push(code) })
    journal.record({ type: 'decision', decision: 'skipped', why: 'first' })
    await journal.flush()
    fill(folder)
    for (let n = 0; n < 200; n++) {
      journal.record({ type: 'decision', decision: 'skipped', why: `reason ${n} ${'x'.repeat(200)}` })
      await journal.flush()
    }
    await journal.close()
    expect(problems[0]).toBe('ENOSPC')
    expect(existsSync(`${path}.lock`)).toBe(false)
    for (const name of readdirSync(folder)) if (name.startsWith('fill')) rmSync(join(folder, name))
    const next = fileJournal({ path })
    next.record({ type: 'decision', decision: 'skipped', why: 'room again' })
    await next.close()
    expect((await verifyJournal({ path })).ok).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain('room again')
  })

  it('leaves nothing of a file that could not be written', async () => {
    fill(folder)
    const path = join(folder, 'new')
    await expect(systemRuntime.files.createNew(path, 'x'.repeat(200_000))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(existsSync(path)).toBe(false)
  })
})

describe('a journal on a disk that is full and slow', () => {
  it('takes less than a second in all, and writes when it is closed', async () => {
    const runtime = virtualRuntime()
    const { files } = runtime
    let tries = 0
    const openAppend = files.openAppend.bind(files)
    let full = true
    files.openAppend = async (path) => {
      tries++
      await runtime.sleep(150)
      if (full) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      return openAppend(path)
    }
    const journal = fileJournal({ path: '/j', runtime })
    const began = runtime.now()
    for (let n = 0; n < 500; n++) {
      journal.record({ type: 'decision', decision: 'skipped', why: `reason ${n}` })
      await runtime.until(journal.flush())
    }
    expect([runtime.now() - began < 1_000, tries > 1]).toEqual([true, true])
    full = false
    await runtime.until(journal.close())
    expect(journal.state()).toMatchObject({ pending: 0, lost: 0 })
    expect(await verifyJournal({ path: '/j', runtime })).toMatchObject({ ok: true, records: 500 })
  })
})
