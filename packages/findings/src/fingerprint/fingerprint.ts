import { hash } from 'node:crypto'
import type { Family } from '@understudy/spec'

/** What a flaw is known by. Never a line number, a model, a wording or a severity: those differ from run to run. */
export interface FlawIdentity {
  readonly path: string
  readonly family: Family
  /** The anchored code, normalised (see `keyStatement`). */
  readonly code: string
  /** 0-based: which of the equal pieces of code in this file. */
  readonly ordinal: number
}

/** sha256 over version, path, family, code and ordinal, in hexadecimal. */
export function fingerprintV1({ path, family, code, ordinal }: FlawIdentity): string {
  return hash('sha256', `v1\0${path}\0${family}\0${code}\0${ordinal}`)
}
