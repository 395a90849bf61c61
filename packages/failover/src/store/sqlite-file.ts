import { closeSync, existsSync, fchmodSync, fstatSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { UnderstudyError } from '@understudy/spec'
import { damaged, isCorrupt, storeUnusable } from './sqlite-error.ts'

export interface SqliteFileOptions {
  readonly path: string
  readonly busyTimeoutMs: number
  readonly onCorrupt: 'throw' | 'move-aside'
}

/** "UnSt": tells our file from any other SQLite file before a table is touched. */
const APPLICATION_ID = 0x556e5374
const SCHEMA_VERSION = 2
/** Turns of asking again for the switch to WAL, which SQLite refuses at once instead of waiting. */
const WAL_TURNS = 200
const WAL_PAUSE_MS = 10

const SCHEMA = `
CREATE TABLE bars (key TEXT NOT NULL, by TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (key, by)) WITHOUT ROWID;
CREATE TABLE served (target TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE checkpoints (key TEXT PRIMARY KEY NOT NULL, json TEXT NOT NULL, at INTEGER);
CREATE INDEX checkpoints_at ON checkpoints (at) WHERE at IS NOT NULL;
CREATE TABLE hints (key TEXT PRIMARY KEY NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`

/** Checkpoints of the first version had no time. */
const FROM_VERSION_1 = `
ALTER TABLE checkpoints ADD COLUMN at INTEGER;
CREATE INDEX checkpoints_at ON checkpoints (at) WHERE at IS NOT NULL;
PRAGMA user_version = ${SCHEMA_VERSION};
`

/** Loaded on first use: a program that keeps health in memory never pays for SQLite. */
function loadSqlite(path: string): typeof import('node:sqlite') {
  const sqlite = process.getBuiltinModule('node:sqlite')
  if (sqlite) return sqlite
  throw new UnderstudyError(
    'store-unusable',
    `The health store ${path} needs node:sqlite. Use Node 22.19 or newer, or memoryStore().`,
  )
}

function pragma(database: DatabaseSync, name: string): unknown {
  return database.prepare(`PRAGMA ${name}`).get()?.[name]
}

/** SQLite does not wait for the switch to WAL when two processes open a new file together, so this asks again. */
function useWal(database: DatabaseSync): void {
  for (let turn = 1; pragma(database, 'journal_mode') !== 'wal'; turn++) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
    } catch (error) {
      if (turn >= WAL_TURNS || isCorrupt(error)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS)
    }
    if (turn >= WAL_TURNS) return
  }
}

function prepareSchema(database: DatabaseSync, path: string): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const version = pragma(database, 'user_version')
    const owner = pragma(database, 'application_id')
    const empty = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0
    if (empty) database.exec(SCHEMA)
    else if (owner !== APPLICATION_ID)
      throw new UnderstudyError(
        'store-unusable',
        `${path} is a database of another program. Choose another path for the health store.`,
      )
    else if (version === 1) database.exec(FROM_VERSION_1)
    else if (version !== SCHEMA_VERSION)
      throw new UnderstudyError(
        'store-unusable',
        `The health store ${path} was written by another version of Understudy (schema ${String(version)}, this one knows ${SCHEMA_VERSION}). Update Understudy, or choose another path.`,
      )
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Opened for its owner alone; made when missing, and where it is there already only if that is not asked for. */
function makePrivate(path: string, make: boolean): void {
  let file: number
  try {
    file = openSync(path, make ? 'wx' : 'r+', 0o600)
  } catch (error) {
    // Not there, or there already; whoever may not open it hears so from SQLite.
    if (make && (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return
  }
  try {
    const { uid, mode } = fstatSync(file)
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) fchmodSync(file, mode & 0o700)
  } finally {
    closeSync(file)
  }
}

/**
 * It quotes code, and says which models a company uses and when: nobody else's business, from the first byte. SQLite gives the files
 * beside it the rights of the first, so that one is there before SQLite is.
 */
function keepPrivate(path: string): void {
  makePrivate(path, true)
  for (const suffix of ['', '-wal', '-shm', '-journal']) makePrivate(path + suffix, false)
}

function openOnce({ path, busyTimeoutMs }: SqliteFileOptions): DatabaseSync {
  const { DatabaseSync } = loadSqlite(path)
  keepPrivate(path)
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    useWal(database)
    // FULL: what was settled survives a power cut too, not only a crash of the process.
    database.exec('PRAGMA synchronous = FULL')
    prepareSchema(database, path)
    const check = pragma(database, 'quick_check')
    if (check !== 'ok') throw damaged('quick_check found damage')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Keeps the damaged file under a name that no later one will take, with its write-ahead log beside it. */
function moveAside(path: string): void {
  const stamp = Math.round(statSync(path).mtimeMs)
  let aside = `${path}.corrupt-${stamp}`
  for (let copy = 1; existsSync(aside); copy++) aside = `${path}.corrupt-${stamp}-${copy}`
  renameSync(path, aside)
  for (const suffix of ['-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
}

/** Opens the file, or makes it, ready for use by several processes. @throws UnderstudyError `store-unusable` */
export function openSqliteFile(options: SqliteFileOptions): DatabaseSync {
  const { path } = options
  try {
    if (!existsSync(path)) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    try {
      return openOnce(options)
    } catch (error) {
      if (options.onCorrupt !== 'move-aside' || !isCorrupt(error)) throw error
      moveAside(path)
      return openOnce(options)
    }
  } catch (error) {
    throw storeUnusable(path, error)
  }
}
