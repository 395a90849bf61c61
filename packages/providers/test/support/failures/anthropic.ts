import { type FailureFixture, GONE, NO_ACCESS, PERHAPS_GONE, UNKNOWN } from './fixture.ts'

const anthropic = (type: string, message: string, code?: string): unknown => ({
  type: 'error',
  error: { type, message, ...(code && { details: { error_code: code } }) },
  request_id: 'req_1',
})

export const ANTHROPIC_FAILURES: readonly FailureFixture[] = [
  {
    name: 'withdrawn by order (2026-06-12)',
    status: 404,
    body: anthropic(
      'not_found_error',
      'Claude Fable 5 is not available. Please use Opus 4.8. Learn more: https://www.anthropic.com/news/fable-mythos-access',
    ),
    ...GONE,
  },
  {
    name: 'staggered return (2026-07)',
    status: 404,
    body: anthropic(
      'not_found_error',
      'Claude Fable 5 is currently unavailable. Learn more: https://www.anthropic.com/news/fable-mythos-access',
    ),
    ...PERHAPS_GONE,
  },
  { name: 'unknown model', status: 404, body: anthropic('not_found_error', 'model: claude-opsu-4'), ...UNKNOWN },
  {
    name: 'no permission',
    status: 403,
    body: anthropic('permission_error', 'Your API key does not have permission to use the specified resource.'),
    ...NO_ACCESS,
  },
  { name: 'region or edge block', status: 403, body: anthropic('forbidden', 'Request not allowed'), kind: 'region-blocked' },
  {
    name: 'organisation disabled',
    status: 400,
    body: anthropic('invalid_request_error', 'This organization has been disabled.'),
    kind: 'auth',
  },
  {
    name: 'organisation on hold',
    status: 400,
    body: anthropic('invalid_request_error', 'On hold.', 'organization_on_hold'),
    kind: 'auth',
  },
  {
    name: 'no credit',
    status: 400,
    body: anthropic('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
    kind: 'quota-exhausted',
  },
  { name: 'no credit, typed', status: 402, body: anthropic('billing_error', 'Payment required'), kind: 'quota-exhausted' },
  {
    name: 'spend cap',
    status: 429,
    body: anthropic('rate_limit_error', 'Spend limit', 'contract_spend_limit_reached'),
    kind: 'quota-exhausted',
  },
  {
    name: 'enforced spend cap',
    status: 429,
    body: anthropic('rate_limit_error', 'Spend limit', 'enforced_spend_limit_reached'),
    kind: 'quota-exhausted',
  },
  {
    name: 'ramp limit',
    status: 429,
    headers: { 'retry-after': '90' },
    body: anthropic('rate_limit_error', 'Too fast', 'ramp_limit_exceeded'),
    kind: 'rate-limited',
    retryAfterMs: 90_000,
  },
  { name: 'overloaded', status: 529, body: anthropic('overloaded_error', 'Overloaded'), kind: 'overloaded' },
  { name: 'internal', status: 500, body: anthropic('api_error', 'Internal server error'), kind: 'provider-error' },
  { name: 'gateway timeout', status: 504, body: anthropic('timeout_error', 'Timed out'), kind: 'timeout', scope: 'model' },
  {
    name: 'prompt too long',
    status: 400,
    body: anthropic('invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum'),
    kind: 'context-too-long',
  },
  {
    name: 'prompt and output too long',
    status: 400,
    body: anthropic('invalid_request_error', 'input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000'),
    kind: 'context-too-long',
  },
  {
    name: 'body too large',
    status: 413,
    body: anthropic('request_too_large', 'Request exceeds the maximum size'),
    kind: 'context-too-long',
  },
  {
    name: 'schema outside the subset',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      "output_config.format.schema: For 'array' type, 'minItems' values other than 0 or 1 are not supported",
    ),
    kind: 'invalid-request',
  },
  {
    name: 'temperature on a new model',
    status: 400,
    body: anthropic('invalid_request_error', '`temperature` is deprecated for this model.'),
    kind: 'invalid-request',
  },
  { name: 'wrong key', status: 401, body: anthropic('authentication_error', 'invalid x-api-key'), kind: 'auth' },
].map((fixture) => ({ ...fixture, vendor: 'anthropic' }) as FailureFixture)
