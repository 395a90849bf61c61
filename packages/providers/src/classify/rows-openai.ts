import { GONE, RETIRED } from './withdrawal-words.ts'
import type { ErrorRow } from './row.ts'

/**
 * openai 7.57.0's types, and bodies quoted in public threads up to 2026-11. They hold for every vendor: the codes are
 * unmistakable, and gateways in front of other vendors' models answer with them.
 */
export const OPENAI_ROWS: readonly ErrorRow[] = [
  // A refusal arrives as an error here: it says nothing about the model's health.
  {
    word: ['cyber_policy', 'bio_policy', 'misalignment_policy_violation', 'content_policy_violation', 'content_filter'],
    kind: 'refused',
  },
  { word: 'invalid_prompt', message: /polic|flagged|safety/i, kind: 'refused' },
  { word: ['unsupported_country_region_territory', 'data_residency_mismatch'], kind: 'region-blocked' },
  { word: 'context_length_exceeded', kind: 'context-too-long' },
  { status: 403, word: 'model_not_found', kind: 'not-permitted', reason: 'no-access', explicit: false },
  { word: 'model_not_found', message: RETIRED, kind: 'withdrawn', reason: 'retired', explicit: true },
  { word: 'model_not_found', message: GONE, kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  { word: 'model_not_found', kind: 'not-permitted', reason: 'unknown-model', explicit: false },
  {
    status: [401, 403],
    message: /not authorized to access this model/i,
    kind: 'not-permitted',
    reason: 'no-access',
    explicit: false,
  },
  { word: ['server_overloaded', 'flex_unavailable', 'slow_down'], kind: 'overloaded' },
  { word: 'rate_limit_exceeded', kind: 'rate-limited' },
]
