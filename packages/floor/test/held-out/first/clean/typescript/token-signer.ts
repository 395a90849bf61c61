import { SignJWT } from 'jose'

const signingKey = new TextEncoder().encode(process.env.TOKEN_KEY)

export async function issue(subject: string): Promise<string> {
  return new SignJWT({ scope: 'read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime('15m')
    .sign(signingKey)
}
