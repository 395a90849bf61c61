/** What an error body says, in one shape for every vendor and reseller. */
export interface ErrorWords {
  /** The vendor's type: `not_found_error`, `invalid_request_error`, `NOT_FOUND`, `ResourceNotFoundException`, … */
  readonly type?: string
  /** The vendor's finer code: `model_not_found`, `API_KEY_INVALID`, … */
  readonly code?: string
  readonly message?: string
  /** Gemini's quota ids, joined; they tell a minute's limit from a day's. */
  readonly quotas?: string
  /** Gemini's `RetryInfo.retryDelay`, such as `45.57s`. */
  readonly retryDelay?: string
  /** Status that the body states, for errors inside a stream that began with 200. */
  readonly status?: number
}

type Members = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The members of an object; undefined for anything else, lists too. */
export function members(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined
}

/** Reads a body; null when it is not JSON or says nothing about an error. */
export function wordsOfBody(body: string | undefined): ErrorWords | null {
  if (!body) return null
  try {
    return wordsOf(JSON.parse(body))
  } catch {
    return null
  }
}

/** Reads the error inside an answer that came with a good status; null when it has none. */
export function wordsOfGoodStatus(body: string | undefined): ErrorWords | null {
  if (!body?.includes('"error"')) return null
  try {
    const parsed = members(JSON.parse(body))
    return parsed?.['error'] ? wordsOf(parsed) : null
  } catch {
    return null
  }
}

/** Reads a parsed body or the error inside it. Gemini wraps stream errors in a list; Bedrock and Databricks wrap nothing. */
export function wordsOf(value: unknown): ErrorWords | null {
  const body = members(Array.isArray(value) ? value[0] : value)
  if (!body) return null
  if (typeof body['error'] === 'string')
    return present({ message: body['error'], code: text(body['code']), type: text(body['type']) })
  const error = members(body['error']) ?? body
  return present({
    type: text(error['status']) ?? text(error['type']) ?? text(error['__type']),
    code:
      text(members(error['details'])?.['error_code']) ?? googleReason(error) ?? text(error['code']) ?? text(error['error_code']),
    message: text(error['message']) ?? text(error['Message']),
    quotas: quotas(error),
    retryDelay: details(error)
      .map((detail) => text(detail['retryDelay']))
      .find(Boolean),
    status: typeof error['code'] === 'number' ? error['code'] : undefined,
  })
}

function present(words: { readonly [K in keyof ErrorWords]: ErrorWords[K] | undefined }): ErrorWords | null {
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as ErrorWords
  return said.type === undefined && said.code === undefined && said.message === undefined ? null : said
}

function details(error: Members): Members[] {
  const list = error['details']
  return Array.isArray(list) ? list.map(members).filter((detail) => detail !== undefined) : []
}

const googleReason = (error: Members): string | undefined =>
  details(error)
    .map((detail) => text(detail['reason']))
    .find(Boolean)

function quotas(error: Members): string | undefined {
  const ids = details(error)
    .flatMap((detail) => (Array.isArray(detail['violations']) ? detail['violations'] : []))
    .flatMap((violation) => text(members(violation)?.['quotaId']) ?? [])
  return ids.length ? ids.join(' ') : undefined
}
