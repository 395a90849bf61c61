import { createHmac, timingSafeEqual } from 'node:crypto'
import { UnderstudyError } from '@understudy/spec'
import type { ReadEnv } from '../terminal/terminal.ts'

/** Secret of the CI that the kept state is signed with. */
export const STATE_KEY_VARIABLE = 'UNDERSTUDY_CI_STATE_KEY'
const SHORTEST_KEY = 16

/** Signs files of the kept state, and tells whether one is as it was signed. */
export interface StateSigner {
  sign(name: string, content: Uint8Array): string
  holds(name: string, content: Uint8Array, signature: unknown): boolean
}

/** Null where the CI has no secret for it. @throws UnderstudyError `invalid-option` for a key that is too short */
export function stateSigner(env: ReadEnv): StateSigner | null {
  const key = env(STATE_KEY_VARIABLE)
  if (!key) return null
  if (key.length < SHORTEST_KEY)
    throw new UnderstudyError('invalid-option', `${STATE_KEY_VARIABLE} must have at least ${SHORTEST_KEY} characters.`)
  // The name is signed as well, so that one file cannot stand in for another.
  const sign = (name: string, content: Uint8Array): string =>
    createHmac('sha256', key).update(`understudy-state-v1\0${name}\0`).update(content).digest('hex')
  return {
    sign,
    holds(name, content, signature) {
      const expected = Buffer.from(sign(name, content))
      const given = Buffer.from(typeof signature === 'string' ? signature : '')
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}
