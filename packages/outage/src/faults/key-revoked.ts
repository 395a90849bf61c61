import type { Fault } from './fault.ts'

export const keyRevoked: Fault = {
  name: 'key-revoked',
  number: 35,
  summary: 'The key was revoked or suspended.',
  apply: (_healthy, { error }) => error('revoked-key'),
}
