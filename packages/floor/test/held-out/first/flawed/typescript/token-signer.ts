import { SignJWT } from 'jose'

const signingKey = new TextEncoder().encode('9f2c1a7be04d4f6d8c55e3b1aa7720cd')

export async function issue(subject: string): Promise<string> {
  return new SignJWT({ scope: 'read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime('15m')
    .sign(signingKey)
}
