import jwt from 'jsonwebtoken'

export interface Claims {
  readonly sub: string
  readonly role: string
}

export function claimsOf(token: string, publicKey: string): Claims {
  const decoded = jwt.decode(token, { complete: true })
  const algorithm = decoded?.header.alg as jwt.Algorithm
  return jwt.verify(token, publicKey, { algorithms: [algorithm] }) as Claims
}
