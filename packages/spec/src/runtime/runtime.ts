/** A file opened for appending. */
export interface AppendFile {
  append(text: string): Promise<void>
  /** Forces what was appended to the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The files an engine may touch. Paths are absolute or relative to the working directory. */
export interface RuntimeFiles {
  /** @throws the system's error with `code` such as `ENOENT`. */
  readText(path: string): Promise<string>
  /** Bytes, for input that may not be text. */
  readBytes(path: string): Promise<Uint8Array>
  /** Replaces the file in one step (write beside it, sync, rename). */
  writeText(path: string, text: string): Promise<void>
  /** Makes a file; false when there is one of that name already, which is left as it is. */
  createNew(path: string, text: string): Promise<boolean>
  openAppend(path: string): Promise<AppendFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Size in bytes and modification time in epoch milliseconds, or null when there is no such file. */
  stat(path: string): Promise<{ readonly size: number; readonly modifiedMs: number } | null>
}

/** The one door through which time, chance, network and files enter. */
export interface Runtime {
  /** Monotonic milliseconds; for every interval and deadline. */
  now(): number
  /** Epoch milliseconds; only for records and HTTP dates. */
  wallTime(): number
  /** @throws the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls back once after `ms`; returns a function that cancels. Does not keep the process alive. */
  after(ms: number, callback: () => void): () => void
  /** 0 ≤ x < 1. */
  random(): number
  readonly fetch: typeof globalThis.fetch
  readonly files: RuntimeFiles
  /** An environment variable; empty strings come back as they are, so that an empty key can be told from none. */
  env(name: string): string | undefined
}
