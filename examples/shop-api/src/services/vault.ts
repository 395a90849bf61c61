import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface Sealed {
  readonly nonce: string
  readonly tag: string
  readonly body: string
}

export function sealAddress(key: Buffer, text: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { nonce: nonce.toString('hex'), tag: cipher.getAuthTag().toString('hex'), body: body.toString('hex') }
}

export function openAddress(key: Buffer, sealed: Sealed): string {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'hex'))
  decipher.setAuthTag(Buffer.from(sealed.tag, 'hex'))
  return decipher.update(sealed.body, 'hex', 'utf8') + decipher.final('utf8')
}

export function sealCardToken(key: Buffer, token: string): string {
  const cipher = createCipheriv('aes-128-ecb', key, null)
  return cipher.update(token, 'utf8', 'hex') + cipher.final('hex')
}

export function openCardToken(key: Buffer, sealed: string): string {
  const decipher = createDecipheriv('aes-128-ecb', key, null)
  return decipher.update(sealed, 'hex', 'utf8') + decipher.final('utf8')
}
