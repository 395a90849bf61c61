import { GONE, RETIRED } from './withdrawal-words.ts'
import type { ErrorRow } from './row.ts'

const vendors = ['openai', 'openai-compatible']

/** openai 7.57.0's types, and bodies quoted in public threads up to 2026-11. */
export const OPENAI_ROWS: readonly ErrorRow[] = [
  // A refusal arrives as an error here: it says nothing about the model's health.
  {
    vendors,
    word: ['cyber_policy', 'bio_policy', 'misalignment_policy_violation', 'content_policy_violation', 'content_filter'],
    kind: 'refused',
  },
  { vendors, word: 'invalid_prompt', message: /polic|flagged|safety/i, kind: 'refused' },
  { vendors, word: ['unsupported_country_region_territory', 'data_residency_mismatch'], kind: 'region-blocked' },
  { vendors, word: 'context_length_exceeded', kind: 'context-too-long' },
  { vendors, status: 403, word: 'model_not_found', kind: 'not-permitted', reason: 'no-access', explicit: false },
  { vendors, word: 'model_not_found', message: RETIRED, kind: 'withdrawn', reason: 'retired', explicit: true },
  { vendors, word: 'model_not_found', message: GONE, kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  { vendors, word: 'model_not_found', kind: 'not-permitted', reason: 'unknown-model', explicit: false },
  {
    vendors,
    status: [401, 403],
    message: /not authorized to access this model/i,
    kind: 'not-permitted',
    reason: 'no-access',
    explicit: false,
  },
  { vendors, word: ['server_overloaded', 'flex_unavailable', 'slow_down'], kind: 'overloaded' },
  { vendors, word: 'rate_limit_exceeded', kind: 'rate-limited' },
]
