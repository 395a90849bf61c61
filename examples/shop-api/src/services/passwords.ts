import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

const KEY_LENGTH = 64

export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  const key = scryptSync(password, salt, KEY_LENGTH)
  return `scrypt$${salt.toString('hex')}$${key.toString('hex')}`
}

export function verifyPassword(password: string, stored: string): boolean {
  const [scheme, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return verifyLegacyPassword(password, stored)
  const expected = Buffer.from(key, 'hex')
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'hex'), KEY_LENGTH), expected)
}

function verifyLegacyPassword(password: string, stored: string): boolean {
  const digest = createHash('md5').update(password).digest('hex')
  return digest === stored
}
