import type { Severity } from '@understudy/spec'

export const FORMATS = ['pretty', 'json', 'sarif'] as const
export type Format = (typeof FORMATS)[number]

/** Everything a review can be told, whether by a flag, the environment or a file. Absent means: not said here. */
export interface ReviewSettings {
  /** In order of priority. @default one model for every key in the environment, then the floor */
  readonly targets?: readonly string[]
  /** Let the offline floor answer when nobody else does. Only looked at when `targets` is not given. @default true */
  readonly floor?: boolean
  /** @default 'pretty' */
  readonly format?: Format
  /** Least severity that makes the command fail, or `none`. @default 'low' */
  readonly failOn?: Severity | 'none'
  /** Longest time for the whole review, in milliseconds. @default none; each call has its own deadline */
  readonly deadlineMs?: number
  /** Calls at the same time. @default 4 */
  readonly concurrency?: number
  /** @default 262_144 */
  readonly maxFileBytes?: number
  /** Patterns to leave out, in the language of `.gitignore`. @default [] */
  readonly exclude?: readonly string[]
  /** @default true */
  readonly defaultExcludes?: boolean
  /** @default true */
  readonly gitignore?: boolean
  /** Path of the health store, or false for memory. @default a file in the user's state folder */
  readonly store?: string | false
  /** Address by vendor, for gateways. */
  readonly baseUrls?: Readonly<Record<string, string>>
}
