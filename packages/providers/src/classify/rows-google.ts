import type { ErrorRow } from './row.ts'

const vendors = ['google']

/** Google's `details` say more than its sentences: a quota's id names what it counts, and for how long. */
export const GOOGLE_ROWS: readonly ErrorRow[] = [
  { status: [403, 429], says: /\blimit(?: is| of| set to|:) 0\b/, kind: 'not-permitted', reason: 'no-access', explicit: false },
  { quotas: /PerDay\w*PerModel|PerModel\w*PerDay/i, kind: 'quota-exhausted', scope: 'credential-model' },
  { quotas: /PerDay/i, quotaOfModel: true, kind: 'quota-exhausted', scope: 'credential-model' },
  { quotas: /PerDay/i, kind: 'quota-exhausted' },
  { quotas: /PerMinute|PerSecond/i, quotaOfModel: true, kind: 'rate-limited' },
  { quotas: /PerModel/i, kind: 'rate-limited' },
  { quotas: /PerMinute|PerSecond/i, kind: 'rate-limited', scope: 'credential' },
  { vendors, status: 429, says: /\bper ?day\b/i, kind: 'quota-exhausted' },
  { vendors, status: 429, says: /\bquota exceeded for (?:quota )?metric\b|\bplease retry in\b/i, kind: 'rate-limited' },
  { status: 403, word: ['RATE_LIMIT_EXCEEDED', 'rateLimitExceeded', 'userRateLimitExceeded'], kind: 'rate-limited' },
]
