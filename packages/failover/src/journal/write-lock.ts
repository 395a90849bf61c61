import { hostname } from 'node:os'
import type { Runtime } from '@understudy/spec'

/** A lock is held for one write, milliseconds; one this old belongs to a process that is gone, on whatever machine. */
const STALE_MS = 10_000
/** How long a flush waits for other processes before it leaves the records for the next. Outlasts a lock that a crash left. */
const PATIENCE_MS = 15_000
const PAUSE_MS = 20

/** The journal is being written by others all the time; what waits is kept. */
class BusyError extends Error {
  readonly code = 'EBUSY'
}

/**
 * Does `work` while no other process writes to the journal: two that append behind the same record would tear the chain in two.
 * Where a file cannot be made beside the journal, as beside a device, it is written without: one process must then suffice.
 */
export async function whileLocked<T>(runtime: Runtime, path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  const locked = await take(runtime, lock)
  try {
    return await work()
  } finally {
    if (locked) await runtime.files.remove(lock).catch(() => {})
  }
}

async function take({ files, now, wallTime, sleep, random }: Runtime, lock: string): Promise<boolean> {
  for (const until = now() + PATIENCE_MS; now() < until; await sleep(PAUSE_MS * random())) {
    try {
      if (await files.createNew(lock, `${hostname()} ${process.pid}`)) return true
    } catch {
      return false
    }
    const found = await files.stat(lock)
    // A clock that was set back must not keep a lock for ever.
    const fresh = found && Math.abs(wallTime() - found.modifiedMs) < STALE_MS
    if (!found || (fresh && (await mayLive(files, lock)))) continue
    // Moved aside first: of several that found it old, one gets it.
    const aside = `${lock}.${Math.floor(random() * 2 ** 32)}`
    await files.rename(lock, aside).then(
      () => files.remove(aside),
      () => {},
    )
  }
  throw new BusyError('The journal is locked by another process.')
}

/** False when the lock's owner was a process of this machine that has ended. */
async function mayLive(files: Runtime['files'], lock: string): Promise<boolean> {
  const [host, pid] = (await files.readText(lock).catch(() => '')).split(' ')
  if (host !== hostname() || !pid) return true
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
