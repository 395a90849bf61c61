import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { AppendFile, Runtime, RuntimeFiles } from './runtime.ts'

/** setTimeout fires at once above this; longer waits are cut into pieces. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

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
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  },
  async createNew(path, text) {
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  },
  async openAppend(path): Promise<AppendFile> {
    const file = await open(path, 'a', 0o600)
    return {
      append: (text) => file.appendFile(text),
      sync: () => file.datasync(),
      close: () => file.close(),
    }
  },
  rename,
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
