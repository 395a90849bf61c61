import { randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { config } from '../config.js'

export interface ApiClaims {
  readonly sub: string
  readonly scope: string
}

export function newResetToken(): string {
  let token = ''
  while (token.length < 24) token += Math.random().toString(36).slice(2)
  return token.slice(0, 24)
}

export function newSessionId(): string {
  return randomBytes(24).toString('base64url')
}

export function retryDelayMs(attempt: number): number {
  const ceiling = Math.min(30_000, 250 * 2 ** attempt)
  return Math.floor(Math.random() * ceiling)
}

export function issueApiToken(customerId: string): string {
  return jwt.sign({ scope: 'orders' }, config.jwtSecret, { subject: customerId, expiresIn: '15m', algorithm: 'HS256' })
}

export function claimsOf(token: string): ApiClaims {
  return jwt.verify(token, config.jwtSecret, { algorithms: ['HS256'] }) as ApiClaims
}

export function claimsOfPartner(token: string): ApiClaims | null {
  const claims = jwt.decode(token) as ApiClaims | null
  return claims && claims.scope === 'partner' ? claims : null
}
