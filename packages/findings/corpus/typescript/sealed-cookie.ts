import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-cbc'

export function sealCookie(key: Buffer, text: string): string {
  const cipher = createCipheriv(ALGORITHM, key, Buffer.alloc(16))
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64url')
}

export function inviteCode(): string {
  const code = Math.floor(Math.random() * 36 ** 8)
  return code.toString(36).padStart(8, '0')
}
