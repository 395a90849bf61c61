import { type FailureFixture, NO_ACCESS, RETIRED, UNKNOWN } from './fixture.ts'

const openai = (type: string | null, code: string | null, message: string): unknown => ({
  error: { message, type, code, param: null },
})

export const OPENAI_FAILURES: readonly FailureFixture[] = [
  {
    name: 'retired model',
    status: 404,
    body: openai(
      'invalid_request_error',
      'model_not_found',
      'The model `X` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations',
    ),
    ...RETIRED,
  },
  {
    name: 'unknown or no access',
    status: 404,
    body: openai('invalid_request_error', 'model_not_found', 'The model `X` does not exist or you do not have access to it.'),
    ...UNKNOWN,
  },
  {
    name: 'project lacks the model',
    status: 403,
    body: openai('invalid_request_error', 'model_not_found', 'Project `proj_1` does not have access to model `X`'),
    ...NO_ACCESS,
  },
  {
    name: 'cyber tier not granted',
    status: 403,
    body: openai('invalid_request_error', null, 'The requested access program is not available.'),
    ...NO_ACCESS,
  },
  {
    name: 'not authorised for the model',
    status: 401,
    body: openai('invalid_request_error', null, 'You are not authorized to access this model.'),
    ...NO_ACCESS,
  },
  {
    name: 'unsupported country',
    status: 403,
    body: openai('request_forbidden', 'unsupported_country_region_territory', 'Country, region, or territory not supported'),
    kind: 'region-blocked',
  },
  {
    name: 'key lacks scope',
    status: 401,
    body: openai('invalid_request_error', null, 'You have insufficient permissions. Missing scopes: api.responses.write'),
    kind: 'auth',
  },
  {
    name: 'wrong key',
    status: 401,
    body: openai('invalid_request_error', 'invalid_api_key', 'Incorrect API key provided'),
    kind: 'auth',
  },
  {
    name: 'cyber block',
    status: 400,
    body: openai('invalid_request', 'cyber_policy', 'This request has been flagged for potentially high-risk cyber activity.'),
    kind: 'refused',
  },
  {
    name: 'rate limit',
    status: 429,
    headers: { 'retry-after': '7' },
    body: openai('requests', 'rate_limit_exceeded', 'Rate limit reached'),
    kind: 'rate-limited',
    retryAfterMs: 7_000,
  },
  {
    name: 'no credit',
    status: 429,
    body: openai(
      'insufficient_quota',
      'insufficient_quota',
      'You exceeded your current quota, please check your plan and billing details.',
    ),
    kind: 'quota-exhausted',
  },
  {
    name: 'no credit, old body',
    status: 429,
    body: openai('insufficient_quota', null, 'You exceeded your current quota, please check your plan and billing details.'),
    kind: 'quota-exhausted',
  },
  {
    name: 'spend limit',
    status: 429,
    body: openai(null, 'project_spend_limit_exceeded', 'Spend limit'),
    kind: 'quota-exhausted',
  },
  { name: 'billing not active', status: 429, body: openai(null, 'billing_not_active', 'Billing'), kind: 'quota-exhausted' },
  {
    name: 'overloaded',
    status: 503,
    body: openai('server_error', 'server_overloaded', 'The server is overloaded'),
    kind: 'overloaded',
  },
  { name: 'flex unavailable', status: 503, body: openai(null, 'flex_unavailable', 'No capacity'), kind: 'overloaded' },
  {
    name: 'context',
    status: 400,
    body: openai('invalid_request_error', 'context_length_exceeded', 'Your input exceeds the context window of this model.'),
    kind: 'context-too-long',
  },
  {
    name: 'bad parameter',
    status: 400,
    body: openai('invalid_request_error', null, "Unsupported parameter: 'temperature' is not supported with this model."),
    kind: 'invalid-request',
  },
  { name: 'server error', status: 500, body: openai('server_error', null, 'The server had an error'), kind: 'provider-error' },
].map((fixture) => ({ ...fixture, vendor: 'openai' }) as FailureFixture)
