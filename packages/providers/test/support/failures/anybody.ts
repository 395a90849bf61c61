import { type FailureFixture, GONE, RETIRED, UNKNOWN } from './fixture.ts'

const HTML = '<!doctype html><title>Blocked</title><h1>Access denied</h1>'
const html = { 'content-type': 'text/html' }

/** What anybody may answer, and what resellers pass on behind a base URL of theirs. */
export const ANYBODYS_FAILURES: readonly Omit<FailureFixture, 'vendor'>[] = [
  {
    name: '451 with HTML',
    status: 451,
    headers: { ...html, link: '<https://law.example>; rel="blocked-by"' },
    body: HTML,
    ...GONE,
  },
  { name: '410', status: 410, body: { error: { message: 'Gone', type: 'gone' } }, ...GONE },
  {
    name: '410 that speaks of retirement',
    status: 410,
    body: { error: { message: 'The model was retired', type: 'gone' } },
    ...RETIRED,
  },
  { name: '403 without an API’s words', status: 403, headers: html, body: HTML, kind: 'region-blocked', explicit: false },
  { name: '404 without an API’s words', status: 404, headers: html, body: HTML, kind: 'unreachable' },
  { name: '407 of a proxy', status: 407, headers: html, body: HTML, kind: 'unreachable' },
  { name: '511 of a captive portal', status: 511, headers: html, body: HTML, kind: 'unreachable' },
  { name: '502 with HTML', status: 502, headers: html, body: HTML, kind: 'provider-error' },
  { name: '503, JSON in name only', status: 503, body: HTML, kind: 'overloaded' },
  { name: '408', status: 408, body: {}, kind: 'timeout', scope: 'model' },
  {
    name: 'Databricks’ word for a moment',
    status: 403,
    body: { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'The endpoint is temporarily unavailable.' },
    kind: 'overloaded',
  },
  {
    name: 'Bedrock, gone',
    status: 404,
    body: { __type: 'ResourceNotFoundException', message: 'This model version has reached the end of its life.' },
    ...RETIRED,
  },
  {
    name: 'Bedrock, gone, as 400',
    status: 400,
    body: { __type: 'ValidationException', message: 'The provided model has reached the end of its life.' },
    ...RETIRED,
  },
  {
    name: 'Bedrock, unknown',
    status: 404,
    body: {
      __type: 'ResourceNotFoundException',
      message: 'Could not resolve the foundation model from the provided model identifier.',
    },
    ...UNKNOWN,
  },
  {
    name: 'Bedrock, country',
    status: 400,
    body: {
      __type: 'ValidationException',
      message: 'Access is not allowed from unsupported countries, regions, or territories.',
    },
    kind: 'region-blocked',
  },
  {
    name: 'Groq, decommissioned, as 400',
    status: 400,
    body: {
      error: { message: 'The model `x` has been decommissioned', type: 'invalid_request_error', code: 'model_decommissioned' },
    },
    ...RETIRED,
  },
  {
    name: 'Azure, no deployment',
    status: 404,
    body: { error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' } },
    ...UNKNOWN,
  },
  { name: 'Ollama, no such model', status: 404, body: { error: "model 'x' not found" }, ...UNKNOWN },
  {
    name: 'model not offered in the region',
    status: 403,
    body: { error: { message: 'This model is not available in your region.' } },
    kind: 'region-blocked',
    scope: 'model',
    reason: 'withdrawn-in-region',
    explicit: true,
  },
  // Look-alikes: nothing of these takes a model away.
  {
    name: 'look-alike: Bedrock, deprecated parameter',
    status: 400,
    body: { __type: 'ValidationException', message: 'The parameter textGenerationConfig is deprecated for this model.' },
    kind: 'invalid-request',
  },
  {
    name: 'look-alike: Bedrock, batch job not found',
    status: 404,
    body: { __type: 'ResourceNotFoundException', message: 'The batch job is not available.' },
    kind: 'invalid-request',
  },
  {
    name: 'look-alike: expired file',
    status: 404,
    body: { error: { type: 'not_found_error', message: 'The file has been removed.' } },
    kind: 'invalid-request',
  },
  {
    name: 'look-alike: 413',
    status: 413,
    body: { error: { message: 'Payload is no longer supported at this size' } },
    kind: 'unreachable',
  },
  {
    name: 'look-alike: 429 quota',
    status: 429,
    body: {
      error: {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message: 'The model is not available: you exceeded your quota.',
      },
    },
    kind: 'quota-exhausted',
  },
  {
    name: 'look-alike: 503 with withdrawal words',
    status: 503,
    body: { error: { message: 'The model is currently unavailable.' } },
    kind: 'overloaded',
  },
]
