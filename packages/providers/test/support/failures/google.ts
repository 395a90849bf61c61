import { type FailureFixture, NO_ACCESS, UNKNOWN } from './fixture.ts'

const google = (code: number, status: string, message: string, details: unknown[] = []): unknown => ({
  error: { code, status, message, details },
})

const quota = (quotaId: string): unknown => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaId }],
})

export const GOOGLE_FAILURES: readonly FailureFixture[] = [
  {
    name: 'retired or unknown',
    status: 404,
    body: google(
      404,
      'NOT_FOUND',
      'models/X is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list.',
    ),
    ...UNKNOWN,
  },
  {
    name: 'withdrawn for new users',
    status: 404,
    body: google(404, 'NOT_FOUND', 'This model models/gemini-2.5-flash-lite is no longer available to new users.'),
    kind: 'withdrawn',
    scope: 'credential-model',
    reason: 'withdrawn-for-credential',
    explicit: true,
  },
  { name: 'no preview access', status: 404, body: google(404, 'NOT_FOUND', 'Requested entity was not found.'), ...NO_ACCESS },
  {
    name: 'unsupported location',
    status: 400,
    body: google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    kind: 'region-blocked',
  },
  {
    name: 'bad key',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [{ reason: 'API_KEY_INVALID' }]),
    kind: 'auth',
  },
  {
    name: 'key leaked',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'),
    kind: 'auth',
  },
  {
    name: 'key suspended',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', "Consumer 'api_key:test-key-0123456789abcdef' has been suspended.", [
      { reason: 'CONSUMER_SUSPENDED' },
    ]),
    kind: 'auth',
  },
  {
    name: 'model not allowed',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
    ...NO_ACCESS,
  },
  {
    name: 'rate per minute',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded. Please retry in 45.57s.', [
      quota('GenerateRequestsPerMinutePerProjectPerModel'),
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '45.57s' },
    ]),
    kind: 'rate-limited',
    retryAfterMs: 45_570,
  },
  {
    name: 'quota per day',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', [quota('GenerateRequestsPerDayPerProjectPerModel')]),
    kind: 'quota-exhausted',
    scope: 'credential-model',
  },
  {
    name: 'tier without access',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for metric: generate_requests, limit: 0, model: gemini-3-pro', [
      quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
    ]),
    ...NO_ACCESS,
  },
  {
    name: 'overloaded',
    status: 503,
    body: google(503, 'UNAVAILABLE', 'This model is currently experiencing high demand. Please try again later.'),
    kind: 'overloaded',
  },
  {
    name: 'overloaded, older words',
    status: 503,
    body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    kind: 'overloaded',
  },
  {
    name: 'context',
    status: 400,
    body: google(
      400,
      'INVALID_ARGUMENT',
      'The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).',
    ),
    kind: 'context-too-long',
  },
  { name: 'Interactions body', status: 404, body: { error: { code: 'not_found', message: 'Model not found.' } }, ...UNKNOWN },
  {
    name: 'Vertex publisher model',
    status: 404,
    body: google(
      404,
      'NOT_FOUND',
      'Publisher Model `projects/p/locations/us/publishers/google/models/X` was not found or your project does not have access to it.',
    ),
    ...UNKNOWN,
  },
  {
    name: 'Vertex permission',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied on resource"),
    ...NO_ACCESS,
  },
].map((fixture) => ({ ...fixture, vendor: 'google' }) as FailureFixture)
