import type { DatabaseSync } from 'node:sqlite'
import { checkMembers, checkNumber, checkText, checkWord, UnderstudyError } from '@understudy/spec'
import { isSqliteError, storeUnusable } from './sqlite-error.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { barTable, checkpointTable, hintTable, type Prepare, readHint, servedTable } from './sqlite-table.ts'
import type { HealthStore } from './store.ts'

/** Where the store is, and how it treats trouble with its file. */
export interface SqliteStoreOptions {
  /** The file; made when missing. Several processes may share one. */
  readonly path: string
  /** Longest wait for another process's write, in milliseconds. @default 5_000 */
  readonly busyTimeoutMs?: number
  /** What to do with a file whose content is damaged: say so, or rename it and start a new one. @default 'throw' */
  readonly onCorrupt?: 'throw' | 'move-aside'
}

/**
 * A store in one SQLite file (`node:sqlite`, write-ahead log): bars made by one process hold in the others at once, and
 * what was settled survives a crash at any instruction.
 *
 * @throws InvalidOptionError for a bad option; UnderstudyError `store-unusable`, with what to do, when the file is
 * damaged, locked, not writable or another program's.
 */
export function sqliteStore(options: SqliteStoreOptions): HealthStore {
  checkMembers('sqliteStore', options, ['path', 'busyTimeoutMs', 'onCorrupt'])
  const path = checkText('sqliteStore.path', options.path)
  const busyTimeoutMs = checkNumber('sqliteStore.busyTimeoutMs', options.busyTimeoutMs ?? 5_000, {
    min: 0,
    max: 600_000,
    whole: true,
  })
  const onCorrupt = checkWord('sqliteStore.onCorrupt', options.onCorrupt ?? 'throw', ['throw', 'move-aside'])
  const database = openSqliteFile({ path, busyTimeoutMs, onCorrupt })
  let closed = false

  const prepare: Prepare = (sql) => {
    const statement = guard(() => database.prepare(sql))
    return {
      get: (...values) => guard(() => statement.get(...values)),
      all: (...values) => guard(() => statement.all(...values)),
      run: (...values) => guard(() => Number(statement.run(...values).changes)),
    }
  }
  const guard = <T>(work: () => T): T => {
    if (closed) throw new UnderstudyError('closed', 'This health store was closed; open a new one.')
    try {
      return work()
    } catch (error) {
      throw isSqliteError(error) ? storeUnusable(path, error) : error
    }
  }

  const { bars, served, checkpoints, hints } = tablesOf(database, prepare, guard)

  return {
    ...bars,
    // Guarded here too, since neither asks the file every time.
    revision: () => guard(bars.revision),
    bars: () => guard(bars.bars),
    ...served.members,
    markServed: (target, at) => guard(() => served.members.markServed(target, at)),
    checkpoint: checkpoints.read,
    saveCheckpoint: checkpoints.write,
    removeCheckpoint: checkpoints.remove,
    checkpointKeys: checkpoints.keys,
    pruneCheckpoints: checkpoints.prune,
    circuitHint: (key) =>
      guard(() => {
        const json = hints.read(key)
        return json === null ? null : readHint(json)
      }),
    saveCircuitHint: (key, hint) => hints.write(key, JSON.stringify(hint)),
    close() {
      if (closed) return
      try {
        served.flush()
      } finally {
        closed = true
        database.close()
      }
    },
  }
}

/** A file whose tables are not there is let go of at once. */
function tablesOf(database: DatabaseSync, prepare: Prepare, guard: <T>(work: () => T) => T) {
  try {
    return {
      bars: barTable(prepare, (work) => guard(() => inTransaction(database, work))),
      served: servedTable(prepare),
      checkpoints: checkpointTable(prepare),
      hints: hintTable(prepare),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/** IMMEDIATE takes the write lock before the first read, so no other process can come between read and write. */
function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite rolls back by itself when the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
