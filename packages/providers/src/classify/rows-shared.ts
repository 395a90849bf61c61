import type { ErrorRow } from './row.ts'
import { GONE, MODEL_GONE, OTHER_RESOURCE, RETIRED } from './withdrawal-words.ts'

/** OpenAI's codes, which gateways in front of other vendors use as well. */
const OUT_OF_MONEY = [
  'insufficient_quota',
  'billing_not_active',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'usage_limit_exceeded',
]

/** Words of gateways and clouds that pass the vendors' models on: Bedrock, Azure, Groq, Databricks, vLLM, Ollama. */
const RESELLER_ROWS: readonly ErrorRow[] = [
  { word: OUT_OF_MONEY, kind: 'quota-exhausted' },
  { word: 'TEMPORARILY_UNAVAILABLE', kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  { word: ['model_decommissioned', 'ServiceModelDeprecating'], kind: 'withdrawn', reason: 'retired', explicit: true },
  { status: 404, word: 'DeploymentNotFound', kind: 'not-permitted', reason: 'unknown-model', explicit: false },
  { status: 400, message: /unsupported countries, regions, or territories/i, kind: 'region-blocked' },
  {
    status: [400, 403, 404],
    message: /\b(?:available|supported|allowed) in your (?:current )?(?:country|region|location|territory)\b/i,
    kind: 'region-blocked',
    scope: 'model',
    reason: 'withdrawn-in-region',
    explicit: true,
  },
  {
    status: 400,
    message: /input is too long|maximum context length|context (?:window|length) exceeded/i,
    kind: 'context-too-long',
  },
]

/** What a type or code means when no narrower row took it; also for errors inside streams, which have no status. */
const WORD_ROWS: readonly ErrorRow[] = [
  { word: ['overloaded_error', 'UNAVAILABLE', 'server_overloaded'], kind: 'overloaded' },
  {
    word: ['rate_limit_error', 'rate_limit_exceeded', 'RESOURCE_EXHAUSTED', 'ThrottlingException', 'too_many_requests'],
    kind: 'rate-limited',
  },
  { word: ['authentication_error', 'invalid_api_key', 'UNAUTHENTICATED', 'UnrecognizedClientException'], kind: 'auth' },
  { word: ['timeout_error', 'DEADLINE_EXCEEDED'], kind: 'timeout', scope: 'model' },
  { word: ['api_error', 'server_error', 'INTERNAL', 'internal_server_error'], kind: 'provider-error' },
]

const GONE_ROWS: readonly ErrorRow[] = [
  { status: 410, message: RETIRED, kind: 'withdrawn', reason: 'retired', explicit: true },
  { status: [410, 451], kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  { status: 404, wordless: true, kind: 'unreachable' },
  { status: 404, message: OTHER_RESOURCE, kind: 'invalid-request' },
  {
    status: 404,
    message: /\b(?:deprecated|retired|decommissioned|end of its life)\b/i,
    kind: 'withdrawn',
    reason: 'retired',
    explicit: true,
  },
  { status: 404, message: GONE, kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  {
    status: [400, 403],
    message: /\bmodels?\b[^\n]{0,120}?(?:decommissioned|end of its life)/i,
    kind: 'withdrawn',
    reason: 'retired',
    explicit: true,
  },
  { status: [400, 403], message: MODEL_GONE, kind: 'withdrawn', reason: 'withdrawn', explicit: true },
  {
    status: 404,
    word: ['not_found_error', 'NOT_FOUND', 'ResourceNotFoundException', 'NotFoundError', 'not_found'],
    kind: 'not-permitted',
    reason: 'unknown-model',
    explicit: false,
  },
  { status: 404, kind: 'not-permitted', reason: 'unknown-model', explicit: false },
  { status: 403, wordless: true, kind: 'region-blocked', explicit: false },
]

/** What is left to be told from the status alone. */
const STATUS_ROWS: readonly ErrorRow[] = [
  { status: [400, 405, 406, 411, 414, 415, 422, 431], kind: 'invalid-request' },
  { status: 401, kind: 'auth' },
  { status: 402, kind: 'quota-exhausted' },
  { status: 403, kind: 'not-permitted', reason: 'no-access', explicit: false },
  { status: [407, 511], kind: 'unreachable' },
  { status: [408, 504], kind: 'timeout', scope: 'model' },
  { status: 413, kind: 'context-too-long' },
  { status: 429, kind: 'rate-limited' },
  { status: [498, 503, 529], kind: 'overloaded' },
]

export const SHARED_ROWS: readonly ErrorRow[] = [...RESELLER_ROWS, ...GONE_ROWS, ...WORD_ROWS, ...STATUS_ROWS]
