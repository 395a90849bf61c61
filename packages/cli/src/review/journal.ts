import { resolve } from 'node:path'
import { fileJournal, type Journal } from '@understudy/failover'
import type { World } from '../shell/shell.ts'

export interface OpenedJournal extends AsyncDisposable {
  readonly journal: Journal
}

/** Opens the journal where one is wanted. Trouble with it is told, and never costs a review. */
export function openJournal(path: string | undefined, shell: World, tell: (sentence: string) => void): OpenedJournal | null {
  if (path === undefined) return null
  const journal = fileJournal({
    path: resolve(shell.cwd, path),
    runtime: shell.runtime,
    onProblem: ({ sentence }) => tell(sentence),
  })
  return { journal, [Symbol.asyncDispose]: () => journal.close() }
}
