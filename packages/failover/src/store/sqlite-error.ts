import { UnderstudyError } from '@understudy/spec'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html), and what an operator can do about each. */
const ADVICE: ReadonlyMap<number, { readonly what: string; readonly next: string }> = new Map([
  [1, { what: 'is not as it was made', next: 'Restore it, or move it away to start a new one.' }],
  [3, { what: 'may not be opened', next: 'Give this user the right to read and write it, or choose another path.' }],
  [5, { what: 'is locked by another process', next: 'End the process that holds it, or raise `busyTimeoutMs`.' }],
  [6, { what: 'is locked by another process', next: 'End the process that holds it, or raise `busyTimeoutMs`.' }],
  [8, { what: 'may not be written', next: 'Give this user the right to write the file and its folder, or choose another path.' }],
  [10, { what: 'cannot be read or written', next: 'Check the disk, or choose another path.' }],
  [11, { what: 'is damaged', next: "Restore it, or open it with `onCorrupt: 'move-aside'` to keep it and start a new one." }],
  [13, { what: 'cannot grow because the disk is full', next: 'Free some space, or choose another path.' }],
  [14, { what: 'cannot be opened', next: 'Check that its folder exists and that this user may write there.' }],
  [
    26,
    {
      what: 'is not a health store',
      next: "Choose another path, or open it with `onCorrupt: 'move-aside'` to keep it and start a new one.",
    },
  ],
])

const CORRUPT = new Set([11, 26])

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  // The low byte is the primary code; the rest says more about the same thing.
  return error.errcode & 0xff
}

/** True for a failure of SQLite itself, so that a fault of our own is never called one of the disk. */
export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined
}

/** Damage that SQLite does not see: what a row holds is not what we wrote. */
export function damaged(what: string): Error {
  return Object.assign(new Error(what), { errcode: 11 })
}

/** True when the file's content is at fault, so that moving it aside would help. */
export function isCorrupt(error: unknown): boolean {
  return CORRUPT.has(resultCode(error) ?? -1)
}

/** Puts SQLite's failure into a sentence that names the file and what to do. */
export function storeUnusable(path: string, error: unknown): UnderstudyError<'store-unusable'> {
  if (error instanceof UnderstudyError && error.code === 'store-unusable') return error as UnderstudyError<'store-unusable'>
  const advice = ADVICE.get(resultCode(error) ?? -1)
  const what = advice?.what ?? 'cannot be used'
  const next = advice?.next ?? 'Check the path and the disk, or choose another path.'
  return new UnderstudyError('store-unusable', `The health store ${path} ${what}. ${next}`, { cause: error })
}
