import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AppendFile, Runtime, RuntimeFiles } from './runtime.ts'

/** setTimeout fires at once above this; longer waits are cut into pieces. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** A name that was made or moved survives a power cut only once its folder is on disk. Not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => null)
  try {
    await folder?.sync()
  } catch {
    // The file itself is safe; only its name may be lost.
  } finally {
    await folder?.close()
  }
}

const files: RuntimeFiles = {
  readText: (path) => readFile(path, 'utf8'),
  readBytes: (path) => readFile(path),
  async writeText(path, text) {
    const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`
    try {
      const file = await open(beside, 'w', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
      await syncFolder(path)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  },
  async createNew(path, text) {
    let file: FileHandle
    try {
      file = await open(path, 'wx', 0o600)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
    try {
      await file.writeFile(text)
      return true
    } catch (error) {
      // A full disk takes the name and not the text. Half a file is none, so its name must not be in anybody's way.
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
  },
  async openAppend(path): Promise<AppendFile> {
    const file = await open(path, 'a', 0o600)
    const { uid, mode, size } = await file.stat()
    // One of an earlier day may be open to others still.
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) await file.chmod(mode & 0o700)
    if (size === 0) await syncFolder(path)
    return {
      append: (text) => file.appendFile(text),
      sync: () => file.datasync(),
      close: () => file.close(),
    }
  },
  async rename(from, to) {
    await rename(from, to)
    await syncFolder(to)
  },
  remove: (path) => rm(path, { force: true }),
  async stat(path) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    return found && { size: found.size, modifiedMs: found.mtimeMs }
  },
}

function after(ms: number, callback: () => void): () => void {
  if (ms <= LONGEST_TIMER_MS) {
    const timer = setTimeout(callback, Math.max(0, ms)).unref()
    return () => clearTimeout(timer)
  }
  return afterPieces(ms, callback)
}

function afterPieces(ms: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout
  const arm = (left: number): void => {
    const piece = Math.min(left, LONGEST_TIMER_MS)
    timer = setTimeout(() => (left > piece ? arm(left - piece) : callback()), piece)
    timer.unref()
  }
  arm(ms)
  return () => clearTimeout(timer)
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    // A sleeping caller is waited for, so this timer keeps the process alive, unlike `after`.
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      },
      Math.min(Math.max(0, ms), LONGEST_TIMER_MS),
    )
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** The real world: the system's clock, randomness, network, files and environment. */
export const systemRuntime: Runtime = Object.freeze({
  now: () => performance.now(),
  wallTime: () => Date.now(),
  sleep,
  after,
  random: () => Math.random(),
  fetch: (...args: Parameters<typeof fetch>) => globalThis.fetch(...args),
  files,
  env: (name: string) => process.env[name],
})
