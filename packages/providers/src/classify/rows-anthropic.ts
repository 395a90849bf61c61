import type { ErrorRow } from './row.ts'

const vendors = ['anthropic']

/** `reference`: @anthropic-ai/sdk 1.12.0's error classes, and bodies quoted in public threads up to 2026-11. */
export const ANTHROPIC_ROWS: readonly ErrorRow[] = [
  { vendors, status: 400, word: 'organization_on_hold', kind: 'auth' },
  { vendors, status: 400, message: /organization has been disabled/i, kind: 'auth' },
  { vendors, status: 400, message: /credit balance is too low/i, kind: 'quota-exhausted' },
  { vendors, word: 'billing_error', kind: 'quota-exhausted' },
  { vendors, word: ['contract_spend_limit_reached', 'enforced_spend_limit_reached'], kind: 'quota-exhausted' },
  { vendors, status: 403, word: 'forbidden', message: /request not allowed/i, kind: 'region-blocked' },
  { vendors, status: 403, word: 'permission_error', kind: 'not-permitted', reason: 'no-access', explicit: false },
  {
    vendors,
    status: [400, 413],
    message: /prompt is too long|input length and `?max_tokens`? exceed context limit/i,
    kind: 'context-too-long',
  },
  { vendors, status: 404, message: /^model: /i, kind: 'not-permitted', reason: 'unknown-model', explicit: false },
]
