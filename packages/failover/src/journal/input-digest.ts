import { createHmac } from 'node:crypto'
import type { InputDigest } from './journal.ts'

/** Length and, with a salt, a hash that only those who know the salt can compare. */
export function inputDigest(text: string, salt?: string): InputDigest {
  if (salt === undefined) return { length: text.length }
  return { length: text.length, hash: createHmac('sha256', salt).update(text).digest('hex') }
}
