import { collect } from './read-members.ts'

/** What an error body says, in one shape for every vendor and reseller. */
export interface ErrorWords {
  /** The vendor's type: `not_found_error`, `invalid_request_error`, `NOT_FOUND`, `ResourceNotFoundException`, … */
  readonly type?: string
  /** The vendor's finer code: `model_not_found`, `API_KEY_INVALID`, … */
  readonly code?: string
  readonly message?: string
  /** Every machine-readable word of the body, `type` and `code` among them. @default type and code */
  readonly codes?: readonly string[]
  /** Every sentence of the body, bounded; what rows on words look at. @default the message */
  readonly sentences?: readonly string[]
  /** Gemini's quota ids, joined; they tell a minute's limit from a day's. */
  readonly quotas?: string
  /** True when the body says that its quota counts one model. */
  readonly quotaOfModel?: boolean
  /** When to come back, in each form that the body states it. */
  readonly waits?: readonly StatedWait[]
  /** Header fields that the body repeats, lower case; gateways and frames of streams do. */
  readonly headers?: Readonly<Record<string, string>>
  /** Status that the body states, for errors inside a stream that began with 200. */
  readonly status?: number
  /** The body is text, not an API's JSON. */
  readonly plain?: true
}

/** A waiting time as a body states it: for so long, or until a time. */
export type StatedWait =
  | { readonly form: 'seconds' | 'milliseconds' | 'at'; readonly value: number }
  | { readonly form: 'text'; readonly value: string }

type Members = Readonly<Record<string, unknown>>

/** A text that is not JSON is taken for somebody's words up to this length; longer ones are pages. */
const LONGEST_PLAIN_TEXT = 1_000

/** The members of an object; undefined for anything else, lists too. */
export function members(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined
}

/** Reads a body; null when it says nothing about an error. */
export function wordsOfBody(body: string | undefined): ErrorWords | null {
  const text = body?.trim()
  if (!text) return null
  try {
    return wordsOf(JSON.parse(text))
  } catch {
    return plainWords(text)
  }
}

/** Whether a body is a page of whatever stands in between: a proxy's, a firewall's, a portal's. */
export const isPage = (body: string | undefined): boolean => body !== undefined && /^\s{0,100}</.test(body)

/** Text that is no whole JSON: an error sent as an event, JSON that was cut off, or somebody's plain words. */
function plainWords(text: string): ErrorWords | null {
  if (isPage(text)) return null
  const start = text.indexOf('{')
  if (start !== -1 && start < LONGEST_PLAIN_TEXT)
    return /^(?:event|data)\s{0,5}:/.test(text) ? eventWords(text, start) : cutWords(text)
  return text.length > LONGEST_PLAIN_TEXT ? null : { message: text, plain: true }
}

function eventWords(text: string, start: number): ErrorWords | null {
  const line = text.indexOf('\n', start)
  try {
    return wordsOf(JSON.parse(text.slice(start, line === -1 ? undefined : line)))
  } catch {
    return cutWords(text)
  }
}

/** The first members of JSON that nobody can parse. */
function cutWords(text: string): ErrorWords | null {
  const member = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s{0,5}:\\s{0,5}"((?:[^"\\\\]|\\\\.){1,600})"`).exec(text)?.[1]
  return wordsOf(
    Object.fromEntries(
      ['type', 'code', 'status', 'message', 'detail'].flatMap((name) => {
        const said = member(name)
        return said === undefined ? [] : [[name, said]]
      }),
    ),
  )
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

/**
 * Reads a parsed body or the error inside it, whatever members it uses: `error`, `errors`, `detail`, `title`, `reason`,
 * `metadata`, FastAPI's lists, problem details, JSON inside a message. The walk is bounded in depth, members and length.
 */
export function wordsOf(value: unknown): ErrorWords | null {
  const found = collect(value)
  const { type, code, message } = found
  if (type === undefined && code === undefined && message === undefined && !found.codes.length) return null
  return {
    ...(type !== undefined && { type }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    codes: found.codes,
    sentences: found.sentences,
    ...(found.quotas.length > 0 && { quotas: found.quotas.join(' ') }),
    ...(found.quotaOfModel && { quotaOfModel: true }),
    ...(found.waits.length > 0 && { waits: found.waits }),
    ...(found.headers && { headers: found.headers }),
    ...(found.status !== undefined && { status: found.status }),
  }
}
