import { jsonAnswer, type WireAnswer } from '../answer.ts'
import { retryAfterHeader } from '../headers.ts'
import type { Situation, SituationDetails, WireContext } from '../wire.ts'

interface ErrorForm {
  readonly status: number
  readonly type: string
  readonly message: (details: SituationDetails) => string
}

const invalid = 'invalid_request_error'
const NEWS = 'https://www.anthropic.com/news/fable-mythos-access'

/** Anthropic's errors as seen on the wire; sources in `vendor-sdks.md` §0.1 and §2.3. */
const FORMS: Readonly<Record<Situation, ErrorForm>> = {
  withdrawn: {
    status: 404,
    type: 'not_found_error',
    message: (d) => `${d.displayName} is not available. Please use ${d.replacement ?? 'Opus 4.8'}. Learn more: ${NEWS}`,
  },
  unavailable: {
    status: 404,
    type: 'not_found_error',
    message: (d) => `${d.displayName} is currently unavailable. Learn more: ${NEWS}`,
  },
  retired: { status: 404, type: 'not_found_error', message: (d) => `model: ${d.model}` },
  'unknown-model': { status: 404, type: 'not_found_error', message: (d) => `model: ${d.model}` },
  'not-permitted': {
    status: 403,
    type: 'permission_error',
    message: (d) => `Your API key does not have permission to use the model ${d.model}.`,
  },
  'region-blocked': { status: 403, type: 'forbidden', message: () => 'Request not allowed' },
  'missing-key': { status: 401, type: 'authentication_error', message: () => 'x-api-key header is required' },
  'wrong-key': { status: 401, type: 'authentication_error', message: () => 'invalid x-api-key' },
  'revoked-key': { status: 401, type: 'authentication_error', message: () => 'invalid x-api-key' },
  'quota-exhausted': {
    status: 400,
    type: invalid,
    message: () =>
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  },
  'rate-limited': {
    status: 429,
    type: 'rate_limit_error',
    message: () =>
      "This request would exceed your organization's rate limit. Please reduce the prompt length or try again later.",
  },
  overloaded: { status: 529, type: 'overloaded_error', message: () => 'Overloaded' },
  'server-error': { status: 500, type: 'api_error', message: () => 'Internal server error' },
  'gateway-timeout': { status: 504, type: 'timeout_error', message: () => 'Request timed out' },
  'context-too-long': {
    status: 400,
    type: invalid,
    message: (d) => `prompt is too long: ${d.tokens} tokens > ${d.limit} maximum`,
  },
  // No vendor error: Anthropic refuses in a 200. Kept for callers who ask for an error all the same.
  refused: { status: 400, type: invalid, message: () => 'Output blocked by content filtering policy' },
  'unknown-parameter': { status: 400, type: invalid, message: (d) => `${d.parameter}: Extra inputs are not permitted` },
  'unsupported-schema': {
    status: 400,
    type: invalid,
    message: (d) => d.message ?? 'output_config.format.schema: invalid schema',
  },
  'invalid-request': { status: 400, type: invalid, message: (d) => d.message ?? 'Invalid request' },
  'not-found': { status: 404, type: 'not_found_error', message: () => 'Not Found' },
}

export function anthropicErrorBody(situation: Situation, details: SituationDetails, requestId: string) {
  const { status, type, message } = FORMS[situation]
  const body = { type: 'error', error: { type, message: details.message ?? message(details) }, request_id: requestId }
  return { status, body }
}

export function anthropicError(situation: Situation, details: SituationDetails, context: WireContext): WireAnswer {
  const requestId = context.ids('req_01', 22)
  const { status, body } = anthropicErrorBody(situation, details, requestId)
  return jsonAnswer(status, body, {
    'request-id': requestId,
    ...(details.retryAfterMs !== undefined && retryAfterHeader(details, context.wallTime())),
    'x-should-retry': status === 429 || status >= 500 ? 'true' : 'false',
  })
}
