const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export function createInviteCode(length = 10): string {
  let code = ''
  for (let at = 0; at < length; at++) {
    code += ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length))
  }
  return code
}

export async function invite(members: { add(email: string, code: string): Promise<void> }, email: string): Promise<void> {
  await members.add(email, createInviteCode())
}
