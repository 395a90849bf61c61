import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { Situation, SituationDetails } from '../wire.ts'

interface ErrorForm {
  readonly status: number
  readonly word: string
  readonly message: (details: SituationDetails) => string
  readonly details?: (details: SituationDetails) => readonly unknown[]
}

const TYPE = 'type.googleapis.com/google.rpc'
const info = (reason: string): unknown => ({
  '@type': `${TYPE}.ErrorInfo`,
  reason,
  domain: 'googleapis.com',
  metadata: { service: 'generativelanguage.googleapis.com' },
})
const quota = (quotaId: string, model: string | undefined): unknown => ({
  '@type': `${TYPE}.QuotaFailure`,
  violations: [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
      quotaId,
      quotaDimensions: { location: 'global', model },
    },
  ],
})
const retryIn = (ms = 0): unknown => ({ '@type': `${TYPE}.RetryInfo`, retryDelay: `${Math.ceil(ms / 1000)}s` })
const notFound = (d: SituationDetails): string =>
  `models/${d.model} is not found for API version ${d.version ?? 'v1beta'}, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`

const unknownName = ({ parameter, place }: SituationDetails): string =>
  `Invalid JSON payload received. Unknown name "${parameter}"${place === undefined ? '' : ` at '${place}'`}: Cannot find field.`

/** Gemini's errors as seen on the wire; sources in `vendor-sdks.md` §2.3. */
const FORMS: Readonly<Record<Situation, ErrorForm>> = {
  withdrawn: {
    status: 404,
    word: 'NOT_FOUND',
    message: (d) =>
      `This model models/${d.model} is no longer available to new users. Please update your code to use a newer model for the latest features and improvements.`,
  },
  unavailable: { status: 404, word: 'NOT_FOUND', message: () => 'Requested entity was not found.' },
  retired: { status: 404, word: 'NOT_FOUND', message: notFound },
  'unknown-model': { status: 404, word: 'NOT_FOUND', message: notFound },
  'not-permitted': { status: 403, word: 'PERMISSION_DENIED', message: () => 'The caller does not have permission' },
  'region-blocked': {
    status: 400,
    word: 'FAILED_PRECONDITION',
    message: () => 'User location is not supported for the API use.',
  },
  'missing-key': {
    status: 403,
    word: 'PERMISSION_DENIED',
    message: () =>
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  },
  'wrong-key': {
    status: 400,
    word: 'INVALID_ARGUMENT',
    message: () => 'API key not valid. Please pass a valid API key.',
    details: () => [
      info('API_KEY_INVALID'),
      { '@type': `${TYPE}.LocalizedMessage`, locale: 'en-US', message: 'API key not valid. Please pass a valid API key.' },
    ],
  },
  'revoked-key': {
    status: 403,
    word: 'PERMISSION_DENIED',
    message: () => "Consumer 'api_key:stage' has been suspended.",
    details: () => [info('CONSUMER_SUSPENDED')],
  },
  'quota-exhausted': {
    status: 429,
    word: 'RESOURCE_EXHAUSTED',
    message: () => 'You exceeded your current quota, please check your plan and billing details.',
    details: (d) => [quota('GenerateRequestsPerDayPerProjectPerModel', d.model), retryIn(d.retryAfterMs ?? 3_600_000)],
  },
  'rate-limited': {
    status: 429,
    word: 'RESOURCE_EXHAUSTED',
    message: (d) =>
      `You exceeded your current quota, please check your plan and billing details.${d.retryAfterForm === 'none' ? '' : ` Please retry in ${((d.retryAfterMs ?? 0) / 1000).toFixed(2)}s.`}`,
    details: (d) => [
      quota('GenerateRequestsPerMinutePerProjectPerModel', d.model),
      ...(d.retryAfterForm === 'none' ? [] : [retryIn(d.retryAfterMs)]),
    ],
  },
  overloaded: {
    status: 503,
    word: 'UNAVAILABLE',
    message: () =>
      'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
  },
  'server-error': { status: 500, word: 'INTERNAL', message: () => 'An internal error has occurred. Please retry.' },
  'gateway-timeout': { status: 504, word: 'DEADLINE_EXCEEDED', message: () => 'The request timed out. Please try again.' },
  'context-too-long': {
    status: 400,
    word: 'INVALID_ARGUMENT',
    message: (d) => `The input token count (${d.tokens}) exceeds the maximum number of tokens allowed (${d.limit}).`,
  },
  // No vendor error: Gemini refuses in a 200. Kept for callers who ask for an error all the same.
  refused: { status: 400, word: 'INVALID_ARGUMENT', message: () => 'The request was blocked.' },
  'unknown-parameter': {
    status: 400,
    word: 'INVALID_ARGUMENT',
    message: (d) => unknownName(d),
    details: (d) => [
      {
        '@type': `${TYPE}.BadRequest`,
        fieldViolations: [{ description: unknownName(d) }],
      },
    ],
  },
  'unsupported-schema': {
    status: 400,
    word: 'INVALID_ARGUMENT',
    message: (d) => d.message ?? 'The specified schema produces a constraint that has too many states for serving.',
  },
  'invalid-request': {
    status: 400,
    word: 'INVALID_ARGUMENT',
    message: (d) => d.message ?? 'Request contains an invalid argument.',
  },
  'not-found': { status: 404, word: 'NOT_FOUND', message: () => 'Requested entity was not found.' },
}

export function googleErrorBody(situation: Situation, details: SituationDetails) {
  const { status, word, message, details: more } = FORMS[situation]
  const error = {
    code: status,
    message: details.message ?? message(details),
    status: word,
    ...(more && { details: more(details) }),
  }
  return { status, body: { error } }
}

export function googleError(situation: Situation, details: SituationDetails): WireAnswer {
  const { status, body } = googleErrorBody(situation, details)
  return jsonAnswer(
    status,
    details.surface === 'interactions' ? { error: interactionsErrorOf(body.error) } : body,
    googleHeaders(),
  )
}

/** Gemini sends no request id and no limits; only how long the server took. */
export function googleHeaders(): Record<string, string> {
  return { 'content-type': 'application/json; charset=UTF-8', 'server-timing': 'gfet4t7; dur=1' }
}

/** Interactions says the same in another form: a word for the code, and nothing else. */
function interactionsErrorOf({ status, message }: { readonly status: string; readonly message: string }) {
  return { code: status.toLowerCase(), message }
}

/** An error inside a stream of Interactions. */
export function interactionsErrorEvent(situation: Situation, details: SituationDetails): string {
  const error = interactionsErrorOf(googleErrorBody(situation, details).body.error)
  return `event: error\ndata: ${JSON.stringify({ event_type: 'error', error })}\n\n`
}
