import type { ErrorRow } from './row.ts'

const vendors = ['google']

/** @google/genai 3.1.0, and bodies quoted in public threads up to 2026-11. */
export const GOOGLE_ROWS: readonly ErrorRow[] = [
  {
    vendors,
    status: 404,
    message: /no longer available to new users/i,
    kind: 'withdrawn',
    scope: 'credential-model',
    reason: 'withdrawn-for-credential',
    explicit: true,
  },
  {
    vendors,
    status: 404,
    message: /is not found for api version|publisher model .* (?:was )?not found/i,
    kind: 'not-permitted',
    reason: 'unknown-model',
    explicit: false,
  },
  {
    vendors,
    status: 404,
    message: /requested entity was not found/i,
    kind: 'not-permitted',
    reason: 'no-access',
    explicit: false,
  },
  { vendors, status: 400, message: /location is not supported/i, kind: 'region-blocked' },
  { vendors, word: 'API_KEY_INVALID', kind: 'auth' },
  { vendors, status: 400, message: /api key not valid/i, kind: 'auth' },
  { vendors, word: ['CONSUMER_SUSPENDED', 'API_KEY_SERVICE_BLOCKED', 'SERVICE_DISABLED'], kind: 'auth' },
  { vendors, status: 403, message: /reported as leaked|has been suspended/i, kind: 'auth' },
  { vendors, status: 403, word: 'PERMISSION_DENIED', kind: 'not-permitted', reason: 'no-access', explicit: false },
  { vendors, status: 429, message: /\blimit: 0\b/, kind: 'not-permitted', reason: 'no-access', explicit: false },
  { vendors, status: 429, quotas: /PerDay/i, kind: 'quota-exhausted' },
  { vendors, status: 429, quotas: /PerMinute/i, kind: 'rate-limited' },
  { vendors, status: 429, message: /per ?day/i, kind: 'quota-exhausted' },
  { vendors, status: 400, message: /input token count .* exceeds the maximum/i, kind: 'context-too-long' },
]
