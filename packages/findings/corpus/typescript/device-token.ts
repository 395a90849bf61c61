import jwt from 'jsonwebtoken'

export interface Claims {
  readonly sub: string
  readonly role: string
}

export function claimsOf(token: string, publicKey: string): Claims {
  return jwt.verify(token, publicKey, { algorithms: ['RS256'], issuer: 'https://id.example.com' }) as Claims
}
