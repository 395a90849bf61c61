import { jsonAnswer, type WireAnswer } from '../answer.ts'
import { retryAfterHeader } from '../headers.ts'
import type { Situation, SituationDetails, WireContext } from '../wire.ts'

interface ErrorForm {
  readonly status: number
  readonly type: string
  readonly code: string | null
  readonly message: (details: SituationDetails) => string
  readonly param?: (details: SituationDetails) => string
}

const invalid = 'invalid_request_error'
const noAccess = (d: SituationDetails): string => `The model \`${d.model}\` does not exist or you do not have access to it.`

/** OpenAI's errors as seen on the wire; sources in `vendor-sdks.md` §2.3. */
const FORMS: Readonly<Record<Situation, ErrorForm>> = {
  withdrawn: { status: 404, type: invalid, code: 'model_not_found', message: noAccess },
  unavailable: {
    status: 404,
    type: invalid,
    code: 'model_not_found',
    message: (d) => `The model \`${d.model}\` is currently unavailable.`,
  },
  retired: {
    status: 404,
    type: invalid,
    code: 'model_not_found',
    message: (d) =>
      `The model \`${d.model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
  },
  'unknown-model': { status: 404, type: invalid, code: 'model_not_found', message: noAccess },
  'not-permitted': {
    status: 403,
    type: invalid,
    code: 'model_not_found',
    message: (d) => `Project \`proj_stage\` does not have access to model \`${d.model}\``,
  },
  'region-blocked': {
    status: 403,
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
    message: () => 'Country, region, or territory not supported',
  },
  'missing-key': {
    status: 401,
    type: invalid,
    code: null,
    message: () =>
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.",
  },
  'wrong-key': {
    status: 401,
    type: invalid,
    code: 'invalid_api_key',
    message: () =>
      'Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.',
  },
  'revoked-key': {
    status: 401,
    type: invalid,
    code: 'invalid_api_key',
    message: () =>
      'Incorrect API key provided: sk-****. You can find your API key at https://platform.openai.com/account/api-keys.',
  },
  'quota-exhausted': {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: () => 'You exceeded your current quota, please check your plan and billing details.',
  },
  'rate-limited': {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: (d) => `Rate limit reached for ${d.model} on requests per min (RPM). Please try again later.`,
  },
  overloaded: {
    status: 503,
    type: 'server_error',
    code: 'server_overloaded',
    message: () => 'The server is currently overloaded with other requests. Sorry about that! You can retry your request.',
  },
  'server-error': {
    status: 500,
    type: 'server_error',
    code: 'server_error',
    message: () => 'The server had an error while processing your request. Sorry about that!',
  },
  'gateway-timeout': { status: 504, type: 'server_error', code: null, message: () => 'The request timed out.' },
  'context-too-long': {
    status: 400,
    type: invalid,
    code: 'context_length_exceeded',
    message: () => 'Your input exceeds the context window of this model. Please adjust your input and try again.',
    param: () => 'input',
  },
  refused: {
    status: 400,
    type: 'invalid_request',
    code: 'cyber_policy',
    message: () => 'This request has been flagged for potentially high-risk cyber activity.',
  },
  'unknown-parameter': {
    status: 400,
    type: invalid,
    code: 'unknown_parameter',
    message: (d) => `Unknown parameter: '${d.parameter}'.`,
    param: (d) => d.parameter ?? '',
  },
  'unsupported-schema': {
    status: 400,
    type: invalid,
    code: 'invalid_json_schema',
    message: (d) => d.message ?? 'Invalid schema for response_format.',
    param: (d) => (d.surface === 'chat' ? 'response_format' : 'text.format.schema'),
  },
  'invalid-request': {
    status: 400,
    type: invalid,
    code: null,
    message: (d) => d.message ?? 'Invalid request.',
    param: (d) => d.parameter ?? '',
  },
  'not-found': { status: 404, type: invalid, code: null, message: () => 'Invalid URL' },
}

export function openaiErrorBody(
  situation: Situation,
  details: SituationDetails,
): { status: number; error: Readonly<Record<string, unknown>> } {
  const { status, type, code, message, param } = FORMS[situation]
  return { status, error: { message: details.message ?? message(details), type, param: param?.(details) || null, code } }
}

export function openaiError(situation: Situation, details: SituationDetails, context: WireContext): WireAnswer {
  const { status, error } = openaiErrorBody(situation, details)
  return jsonAnswer(
    status,
    { error },
    {
      'x-request-id': context.hex('req_', 32),
      ...(details.retryAfterMs !== undefined && retryAfterHeader(details, context.wallTime())),
    },
  )
}
