import type { SQLInputValue } from 'node:sqlite'
import { type Bar, BAR_SOURCES, type ProbeProgress } from '../bar/bar.ts'
import { damaged } from './sqlite-error.ts'
import type { CircuitHint, HealthStore } from './store.ts'

/** A good answer is written at most this often per target; between two writes it is only remembered here. */
const SERVED_WRITE_MS = 60_000

/** Text of a row that this program wrote as JSON; anything else in it is damage. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged('a row is not JSON')
  }
}

/** A row is the work of any program that can write the file; what is not a suspension is damage, and never "none". */
function readBar(row: Record<string, unknown>): Bar {
  const bar = readJson(String(row['json']))
  if (isBar(bar)) return bar
  throw damaged('a row is not a suspension')
}

const isTime = (value: unknown): boolean => value === undefined || (typeof value === 'number' && Number.isFinite(value))

function isBar(value: unknown): value is Bar {
  if (typeof value !== 'object' || value === null) return false
  const { key, by, reason, sentence, since, until, liftedAt, probes, recovered } = value as Partial<Record<keyof Bar, unknown>>
  const texts = [key, reason, sentence].every((text) => typeof text === 'string')
  const times = typeof since === 'number' && [since, until, liftedAt].every(isTime)
  const { nextProbeAt, intervalMs, good } = (probes ?? { nextProbeAt: 0, intervalMs: 0, good: 0 }) as Partial<ProbeProgress>
  const progress = [nextProbeAt, intervalMs, good].every((number) => typeof number === 'number' && Number.isFinite(number))
  const list = recovered === undefined || (Array.isArray(recovered) && recovered.every((one) => typeof one === 'string'))
  return texts && times && progress && list && BAR_SOURCES.some((source) => source === by)
}

const CIRCUIT_STATES: readonly unknown[] = ['closed', 'open', 'half-open']

/** Advice that cannot be read is no advice: a circuit finds out for itself. */
export function readHint(json: string): CircuitHint | null {
  const { state, at, retryAt, cooldownMs } = (readJson(json) ?? {}) as Partial<Record<keyof CircuitHint, unknown>>
  const whole = CIRCUIT_STATES.includes(state) && typeof at === 'number' && [at, retryAt, cooldownMs].every(isTime)
  return whole ? (readJson(json) as CircuitHint) : null
}

type Row = (...values: SQLInputValue[]) => Record<string, unknown> | undefined
type Rows = (...values: SQLInputValue[]) => Record<string, unknown>[]
type Run = (...values: SQLInputValue[]) => number
export type Prepare = (sql: string) => { get: Row; all: Rows; run: Run }
type Transaction = <T>(work: () => T) => T

export function barTable(prepare: Prepare, transaction: Transaction): Pick<HealthStore, 'revision' | 'bars' | 'changeBar'> {
  const foreign = prepare('PRAGMA data_version')
  const all = prepare('SELECT json FROM bars ORDER BY key, by')
  const one = prepare('SELECT json FROM bars WHERE key = ? AND by = ?')
  const put = prepare('INSERT INTO bars VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json')
  const drop = prepare('DELETE FROM bars WHERE key = ? AND by = ?')
  let lastForeign: unknown
  let asked = false
  let count = 0
  let kept: { readonly revision: number; readonly bars: readonly Bar[] } | undefined

  // data_version moves exactly when another connection committed; our own changes are counted beside it. Asked once per turn
  // of the event loop: a decision over many targets is one moment, and must not cost a query for each.
  const revision = (): number => {
    if (asked) return count
    asked = true
    queueMicrotask(() => (asked = false))
    const now = foreign.get()?.['data_version']
    if (now !== lastForeign) {
      lastForeign = now
      count++
    }
    return count
  }

  return {
    revision,
    bars() {
      const now = revision()
      if (kept?.revision !== now) kept = { revision: now, bars: all.all().map((row) => readBar(row)) }
      return kept.bars
    },
    changeBar: (key, by, change) =>
      transaction(() => {
        const row = one.get(key, by)
        const next = change(row ? readBar(row) : null)
        if (next) put.run(key, by, JSON.stringify({ ...next, key, by }))
        else drop.run(key, by)
        count++
        return next && { ...next, key, by }
      }),
  }
}

export function servedTable(prepare: Prepare): {
  readonly members: Pick<HealthStore, 'lastServed' | 'servedTargets' | 'markServed'>
  flush(): void
} {
  const read = prepare('SELECT at FROM served WHERE target = ?')
  const all = prepare('SELECT target, at FROM served')
  const put = prepare('INSERT INTO served VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)')
  const known = new Map<string, { latest: number; written: number }>()

  const write = (target: string, entry: { latest: number; written: number }): void => {
    put.run(target, entry.latest)
    entry.written = entry.latest
  }
  const latest = (target: string, onDisk: number | undefined): number | null => {
    const here = known.get(target)?.latest
    return here === undefined ? (onDisk ?? null) : Math.max(here, onDisk ?? here)
  }

  return {
    members: {
      lastServed: (target) => latest(target, read.get(target)?.['at'] as number | undefined),
      servedTargets() {
        const times = new Map(all.all().map((row) => [String(row['target']), Number(row['at'])]))
        for (const target of known.keys()) times.set(target, latest(target, times.get(target)) ?? 0)
        return times
      },
      markServed(target, at) {
        // Whole milliseconds, as SQLite keeps them.
        const time = Math.round(at)
        const entry = known.get(target) ?? { latest: time, written: Number.NEGATIVE_INFINITY }
        known.set(target, entry)
        entry.latest = Math.max(entry.latest, time)
        // That a target ever served decides between "withdrawn" and "mistyped", so the first time is written at once.
        if (entry.latest - entry.written >= SERVED_WRITE_MS) write(target, entry)
      },
    },
    flush() {
      for (const [target, entry] of known) if (entry.latest > entry.written) write(target, entry)
    },
  }
}

/** Texts by key. Times are only for pruning. */
export function checkpointTable(prepare: Prepare) {
  const read = prepare('SELECT json FROM checkpoints WHERE key = ?')
  const put = prepare(
    'INSERT INTO checkpoints (key, json, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json, at = excluded.at',
  )
  const drop = prepare('DELETE FROM checkpoints WHERE key = ?')
  const keys = prepare('SELECT key FROM checkpoints WHERE substr(key, 1, length(?1)) = ?1')
  const dropOld = prepare('DELETE FROM checkpoints WHERE at < ?')
  const dropSurplus = prepare(
    'DELETE FROM checkpoints WHERE key IN (SELECT key FROM checkpoints WHERE at IS NOT NULL ORDER BY at DESC, key LIMIT -1 OFFSET ?)',
  )
  return {
    read: (key: string): string | null => {
      const row = read.get(key)
      return row ? String(row['json']) : null
    },
    // Whole milliseconds, as SQLite keeps them.
    write: (key: string, json: string, at?: number): void => void put.run(key, json, at === undefined ? null : Math.round(at)),
    remove: (key: string): void => void drop.run(key),
    keys: (prefix: string): readonly string[] =>
      keys
        .all(prefix)
        .map((row) => String(row['key']))
        .toSorted(),
    prune: (before: number, most: number): number => dropOld.run(Math.round(before)) + dropSurplus.run(most),
  }
}

export function hintTable(prepare: Prepare) {
  const read = prepare('SELECT json FROM hints WHERE key = ?')
  const put = prepare('INSERT INTO hints VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json')
  return {
    read: (key: string): string | null => {
      const row = read.get(key)
      return row ? String(row['json']) : null
    },
    write: (key: string, json: string): void => void put.run(key, json),
  }
}
