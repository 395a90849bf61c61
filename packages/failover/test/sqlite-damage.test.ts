import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@understudy/failover/sqlite'
import { afterAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'understudy-damage-'))

afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
const fresh = (): { folder: string; path: string } => {
  const folder = join(root, `${folders++}`)
  mkdirSync(folder)
  return { folder, path: join(folder, 'health.sqlite') }
}

const unusable = (path: string, words: RegExp) =>
  expect.objectContaining({ code: 'store-unusable', message: expect.stringMatching(new RegExp(`${path}.*${words.source}`)) })

/** A file of ours with enough in it that damage hits a page in use. */
function filled(path: string): void {
  const store = sqliteStore({ path })
  for (let number = 0; number < 60; number++) store.saveCheckpoint(`key-${number}`, 'x'.repeat(500))
  store.close()
}

describe('sqliteStore with a file that it cannot use', () => {
  it('names a file that is no database, leaves it alone, and moves it aside only when asked', () => {
    const { folder, path } = fresh()
    writeFileSync(path, 'not a database, but somebody’s notes')
    expect(() => sqliteStore({ path })).toThrow(unusable(path, /is not a health store.*move-aside/))
    expect(readdirSync(folder)).toEqual(['health.sqlite'])
    const store = sqliteStore({ path, onCorrupt: 'move-aside' })
    expect(store.bars()).toEqual([])
    store.close()
    const aside = readdirSync(folder).find((name) => name.includes('corrupt')) ?? ''
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('not a database, but somebody’s notes')
  })

  it('finds a page that was overwritten', () => {
    const { path } = fresh()
    filled(path)
    const bytes = readFileSync(path)
    bytes.fill(0xab, 8192, 8192 + 4096)
    writeFileSync(path, bytes)
    expect(() => sqliteStore({ path })).toThrow(unusable(path, /is damaged/))
    const store = sqliteStore({ path, onCorrupt: 'move-aside' })
    expect(store.checkpointKeys('')).toEqual([])
    store.close()
  })

  it('finds a file that was cut', () => {
    const { path } = fresh()
    filled(path)
    writeFileSync(path, readFileSync(path).subarray(0, 8192))
    expect(() => sqliteStore({ path })).toThrow(unusable(path, /is damaged/))
  })

  it('says that a row is not what it wrote', () => {
    const { path } = fresh()
    filled(path)
    const raw = new DatabaseSync(path)
    raw.exec("INSERT INTO bars VALUES ('k', 'verdict', 'oops')")
    raw.close()
    const store = sqliteStore({ path })
    expect(() => store.bars()).toThrow(unusable(path, /is damaged/))
    store.close()
  })

  it('names a lock of another process after the wait that was allowed, while reads go on', () => {
    const { path } = fresh()
    filled(path)
    const store = sqliteStore({ path, busyTimeoutMs: 20 })
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    expect(store.checkpoint('key-1')).toHaveLength(500)
    expect(() => store.saveCheckpoint('a', '1')).toThrow(unusable(path, /is locked by another process/))
    expect(() => store.changeBar('a', 'verdict', () => null)).toThrow(unusable(path, /is locked/))
    other.exec('ROLLBACK')
    other.close()
    store.saveCheckpoint('a', '1')
    expect(store.checkpoint('a')).toBe('1')
    store.close()
  })

  it('refuses a database of another program, and one of a newer version', () => {
    const { path } = fresh()
    const foreign = new DatabaseSync(path)
    foreign.exec('CREATE TABLE songs (title TEXT)')
    foreign.close()
    expect(() => sqliteStore({ path, onCorrupt: 'move-aside' })).toThrow(unusable(path, /is a database of another program/))
    const newer = fresh().path
    filled(newer)
    const raw = new DatabaseSync(newer)
    raw.exec('PRAGMA user_version = 3')
    raw.close()
    expect(() => sqliteStore({ path: newer })).toThrow(unusable(newer, /schema 3, this one knows 2.*Update/))
  })

  it('goes on with a file of the first version, and loses nothing of it', () => {
    const { path } = fresh()
    filled(path)
    const raw = new DatabaseSync(path)
    raw.exec('DROP INDEX checkpoints_at; ALTER TABLE checkpoints DROP COLUMN at; PRAGMA user_version = 1')
    raw.exec("INSERT INTO checkpoints VALUES ('old', 'kept')")
    raw.close()
    const store = sqliteStore({ path })
    store.saveCheckpoint('new', 'x', 5)
    expect([store.checkpoint('old'), store.checkpoint('new')]).toEqual(['kept', 'x'])
    expect(store.pruneCheckpoints(10, 0)).toBe(1)
    expect(store.checkpointKeys('key-')).toHaveLength(60)
    store.close()
  })

  it('says which path it may not use, and what a folder is good for', () => {
    const { folder, path } = fresh()
    expect(() => sqliteStore({ path: folder })).toThrow(unusable(folder, /(cannot|may not)/))
    writeFileSync(path, '')
    expect(() => sqliteStore({ path: join(path, 'below') })).toThrow(unusable(join(path, 'below'), /(cannot|may not)/))
  })

  // Root may write everywhere, so there is nothing to see as root.
  it.skipIf(process.getuid?.() === 0)('names a file that may not be written', () => {
    const { path } = fresh()
    filled(path)
    chmodSync(path, 0o400)
    expect(() => sqliteStore({ path })).toThrow(unusable(path, /may not be written/))
  })

  it.skipIf(process.platform === 'win32')('makes the folder, and a file that only its owner may read', () => {
    const path = join(fresh().folder, 'deep', 'er', 'health.sqlite')
    sqliteStore({ path }).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('checks its options', () => {
    expect(() => sqliteStore({ path: '' })).toThrow('sqliteStore.path must be a non-empty string')
    expect(() => sqliteStore({ path: 'x', busyTimeoutMs: -1 })).toThrow('sqliteStore.busyTimeoutMs')
    expect(() => sqliteStore({ path: 'x', onCorrupt: 'delete' as 'throw' })).toThrow('sqliteStore.onCorrupt')
  })
})
