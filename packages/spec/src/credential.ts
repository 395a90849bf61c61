import { createHash } from 'node:crypto'

/** A short, one-way name for a key, so that health and memory can be kept per credential without keeping the key. */
export function credentialFingerprint(key: string | undefined): string {
  if (!key) return 'none'
  return createHash('sha256').update(`understudy.credential.v1\0${key}`).digest('hex').slice(0, 12)
}
