import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasCode, UnderstudyError } from '@understudy/spec'
import { type HealthStore, memoryStore } from '@understudy/failover'
import { sqliteStore } from '@understudy/failover/sqlite'
import type { World } from '../shell/shell.ts'
import { defaultStorePath } from './locate.ts'

export interface OpenedStore {
  readonly store: HealthStore
  /** Where it is kept; null for memory. */
  readonly path: string | null
  /** What the user should know, when memory had to do. */
  readonly warning?: string
}

export interface StoreChoice {
  /** A path, `false` for memory only, or undefined for the default place. */
  readonly store?: string | false | undefined
}

/**
 * Opens the memory of what served and what was barred.
 *
 * A store that exists and cannot be used ends the command: it may hold a bar that forbids a model, and going on without
 * it would fail open. One that cannot even be made (a read-only home) has nothing to lose, so memory does.
 *
 * @throws UnderstudyError `store-unusable`
 */
export function openStore(choice: StoreChoice, shell: Pick<World, 'cwd' | 'env' | 'platform'>): OpenedStore {
  if (choice.store === false) return { store: memoryStore(), path: null }
  const path = resolve(shell.cwd, choice.store ?? defaultStorePath(shell.env, shell.platform))
  const isNew = !existsSync(path)
  try {
    return { store: sqliteStore({ path }), path }
  } catch (error) {
    if (!hasCode(error, 'store-unusable')) throw error
    if (isNew && choice.store === undefined)
      return {
        store: memoryStore(),
        path: null,
        warning: `${firstSentence(error.message, path)} Going on without: what happens in this run is not remembered for the next.`,
      }
    throw new UnderstudyError(
      'store-unusable',
      `${firstSentence(error.message, path)} Nothing in it was changed. Move the file away to start a new one, name another with --store, or run without it and without the bars it may hold: --no-store.`,
      { cause: error },
    )
  }
}

/** Lets go of a store when the work is done. What it could not write any more is told, and costs no result. */
export function closeStore(store: HealthStore, tell: (sentence: string) => void): void {
  try {
    store.close()
  } catch (error) {
    if (!hasCode(error, 'store-unusable')) throw error
    tell(`${error.message} The result stands; when models last served is not remembered.`)
  }
}

/** What is wrong with the file. What the store advises speaks of options of the library; the command has its own. */
function firstSentence(message: string, path: string): string {
  const end = message.indexOf('. ', message.indexOf(path) + path.length)
  return end === -1 ? message : message.slice(0, end + 1)
}
