import { type Runtime, UnderstudyError } from '@understudy/spec'

/** What became of a change. */
export type ConfigurationEvent =
  | { readonly type: 'configuration-applied'; readonly wallTime: number }
  /** The last good configuration stays in force. */
  | { readonly type: 'configuration-refused'; readonly wallTime: number; readonly sentence: string }

export interface FollowOptions<T> {
  readonly runtime: Runtime
  /** Files that the configuration is read from, those that are not there yet included. */
  readonly files: readonly string[]
  /** How often they are looked at, in milliseconds. @default 1_000 */
  readonly everyMs?: number
  /** Reads, checks and builds. Whatever it throws means that this configuration is not good, and nothing of it may be in force. */
  readonly open: () => Promise<T>
  /** Lets go of what was in force before. New work already goes to `next`. */
  readonly retire: (before: T, next: T) => void
  readonly onEvent?: (event: ConfigurationEvent) => void
}

/** A configuration that is followed. */
export interface Followed<T> {
  /** What is in force. */
  current(): T
  /** The latest event; null while nothing changed. */
  latest(): ConfigurationEvent | null
  /** Reads and applies now, whether or not a file changed. Never rejects. */
  reload(): Promise<ConfigurationEvent>
  /** Stops looking. What is in force stays open. */
  stop(): Promise<void>
}

const LOOK_MS = 1_000

async function printOf(files: readonly string[], { files: disk }: Runtime): Promise<string> {
  const prints = await Promise.all(
    files.map(async (file) => {
      const found = await disk.stat(file).catch(() => null)
      return found ? `${found.modifiedMs} ${found.size}` : '-'
    }),
  )
  return prints.join('\n')
}

/** A sentence for people; a fault of our own says no more than that. */
function sentenceOf(error: unknown): string {
  if (error instanceof UnderstudyError) return error.message
  return `It failed in an unexpected way (${error instanceof Error ? error.name : typeof error}).`
}

/**
 * Opens a configuration and follows its files. A change is read once two looks saw the same files, so that one half written
 * is not taken for a broken one; what is good replaces what was, and what is not changes nothing.
 * @throws what `open` throws, at the first time only
 */
export async function follow<T>(options: FollowOptions<T>): Promise<Followed<T>> {
  const { runtime, files, open, retire, onEvent, everyMs = LOOK_MS } = options
  let applied = await printOf(files, runtime)
  let current = await open()
  let latest: ConfigurationEvent | null = null
  let seen = applied
  let stopped = false
  let busy: Promise<unknown> = Promise.resolve()
  let disarm = (): void => {}

  async function apply(print: string): Promise<ConfigurationEvent> {
    applied = print
    const wallTime = runtime.wallTime()
    try {
      const next = await open()
      const before = current
      current = next
      retire(before, next)
      latest = { type: 'configuration-applied', wallTime }
    } catch (error) {
      latest = { type: 'configuration-refused', wallTime, sentence: sentenceOf(error) }
    }
    onEvent?.(latest)
    return latest
  }

  async function look(): Promise<void> {
    const print = await printOf(files, runtime)
    const settled = print === seen
    seen = print
    if (settled && print !== applied) await apply(print)
  }

  /** One thing at a time: a reload by hand must not cross one of a look. */
  function queue<R>(work: () => Promise<R>): Promise<R> {
    const done = busy.then(work)
    busy = done.catch(() => {})
    return done
  }

  function arm(): void {
    disarm = runtime.after(everyMs, () => void queue(look).finally(() => stopped || arm()))
  }
  arm()

  return {
    current: () => current,
    latest: () => latest,
    reload: () => queue(async () => apply(await printOf(files, runtime))),
    async stop() {
      stopped = true
      disarm()
      await busy
    },
  }
}
