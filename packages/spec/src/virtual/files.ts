import type { RuntimeFiles } from '../runtime/runtime.ts'

/** Files in memory that a test can look at and make fail. */
export interface VirtualFiles extends RuntimeFiles {
  /** Every file and its text. */
  readonly contents: Map<string, string>
  /** Makes every write fail with this code (`ENOSPC`, `EACCES`, …) until null is given. */
  failWrites(code: string | null): void
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path })
}

/** Files in memory, with the same promises as the system's. */
export function virtualFiles(wallTime: () => number): VirtualFiles {
  const contents = new Map<string, string>()
  const modified = new Map<string, number>()
  let writeFailure: string | null = null

  const read = (path: string): string => {
    const text = contents.get(path)
    if (text === undefined) throw systemError('ENOENT', path)
    return text
  }
  const write = (path: string, text: string): void => {
    if (writeFailure) throw systemError(writeFailure, path)
    contents.set(path, text)
    modified.set(path, wallTime())
  }

  return {
    contents,
    failWrites: (code) => void (writeFailure = code),
    readText: async (path) => read(path),
    readBytes: async (path) => new TextEncoder().encode(read(path)),
    writeText: async (path, text) => write(path, text),
    async createNew(path, text) {
      if (contents.has(path)) return false
      write(path, text)
      return true
    },
    async openAppend(path) {
      return {
        append: async (text) => write(path, (contents.get(path) ?? '') + text),
        sync: async () => {},
        close: async () => {},
      }
    },
    async rename(from, to) {
      write(to, read(from))
      contents.delete(from)
    },
    async remove(path) {
      contents.delete(path)
    },
    async stat(path) {
      const text = contents.get(path)
      return text === undefined ? null : { size: new TextEncoder().encode(text).length, modifiedMs: modified.get(path) ?? 0 }
    },
  }
}
