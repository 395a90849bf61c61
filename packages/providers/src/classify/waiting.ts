import type { FailureKind } from '@understudy/spec'
import { durationMs, httpDate, isDecimal, isoTime, secondsOrTime } from './durations.ts'
import type { ErrorWords, StatedWait } from './error-words.ts'
import { type ResetHeaders, resetOfHeaders } from './reset-headers.ts'

/** The fields of an answer that state a waiting time. */
export interface WaitSigns {
  readonly get: (name: string) => string | null
  /** All fields, for limits under vendors' own names. @default none */
  readonly headers?: ResetHeaders
  readonly words?: ErrorWords | null | undefined
  /** What the failure is: fields of limits stand on other answers as well. */
  readonly kind?: FailureKind
  /** Epoch milliseconds, used when the answer has no Date. */
  readonly wallTime: number
}

const MILLISECOND_FIELDS = ['retry-after-ms', 'x-ms-retry-after-ms'] as const

/**
 * Milliseconds until the answer itself asks to be asked again: by its `Retry-After`, or by a field of its body. Read
 * strictly: the vendors' SDKs take `12abc` for 12 s and an ISO date for 2,026 s. A date counts from the answer's own Date,
 * so a wrong local clock does no harm.
 */
export function statedRetryMs({ get, words, wallTime }: WaitSigns): number | undefined {
  for (const name of MILLISECOND_FIELDS) {
    const milliseconds = get(name)?.trim()
    if (milliseconds !== undefined && isDecimal(milliseconds)) return Math.ceil(Number(milliseconds))
  }
  const after = get('retry-after')?.trim().slice(0, 200)
  const said = after === undefined ? undefined : (listed(after) ?? untilDate(after, get, wallTime))
  return said ?? firstOf(words?.waits, wallTime)
}

/** Two proxies that both add the field send `4, 4`; the longer one keeps both. */
function listed(after: string): number | undefined {
  const times = after.split(',').map((part) => {
    const text = part.trim()
    return isDecimal(text) ? Math.ceil(Number(text) * 1_000) : durationMs(text)
  })
  return times.every((time) => time !== undefined) ? Math.max(...times) : undefined
}

function untilDate(after: string, get: WaitSigns['get'], wallTime: number): number | undefined {
  const at = httpDate(after)
  return at === undefined ? undefined : Math.max(0, at - (httpDate(get('date')?.trim()) ?? wallTime))
}

function firstOf(waits: readonly StatedWait[] | undefined, wallTime: number): number | undefined {
  for (const wait of waits ?? []) {
    const found = ofStated(wait, wallTime)
    if (found !== undefined && Number.isFinite(found) && found >= 0) return found
  }
  return undefined
}

function ofStated({ form, value }: StatedWait, wallTime: number): number | undefined {
  if (form === 'text') {
    const text = value.trim()
    const at = isoTime(text) ?? httpDate(text)
    return at === undefined ? durationMs(text) : Math.max(0, at - wallTime)
  }
  if (form === 'milliseconds') return Math.ceil(value)
  return secondsOrTime(value, wallTime)
}

/** Kinds that end by themselves, at a time that words may name. */
const PASSES = new Set<FailureKind>(['rate-limited', 'quota-exhausted', 'overloaded', 'provider-error', 'timeout'])

/** When to come back, from wherever the answer says it: `Retry-After`, its body, its words, and the fields of its limits. */
export function waitMs(signs: WaitSigns): number | undefined {
  const stated = statedRetryMs(signs)
  if (stated !== undefined) return stated
  const { kind, words, wallTime } = signs
  if (kind === undefined || !PASSES.has(kind)) return undefined
  const inWords = [words?.message, ...(words?.sentences ?? [])].map((text) =>
    text === undefined ? undefined : waitInWords(text, wallTime),
  )
  const said = inWords.find((wait) => wait !== undefined)
  if (said !== undefined) return said
  // A limit of requests says nothing of money.
  if (kind !== 'rate-limited') return undefined
  return resetOfHeaders(signs.headers ?? [], wallTime) ?? resetOfHeaders(Object.entries(words?.headers ?? {}), wallTime)
}

const LONGEST_SENTENCE = 600
const UNIT_MS: Readonly<Record<string, number>> = { mil: 1, ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const AMOUNT = String.raw`\d{1,9}(?:\.\d{1,9})?\s{0,2}(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|[smhd])(?![a-z])`
const IN_WORDS = new RegExp(
  String.raw`\b(?:again|retry|retrying|wait|back|available|reset|resets|retried)\b(?: \w{1,12}){0,2}? (?:in|after|for|until)?\s{0,2}((?:${AMOUNT}[\s,]{0,2}(?:and )?){1,5})`,
  'i',
)
const AT_TIME =
  /\b(?:again|until|access|after|at|resets?)\b(?: on| at)? (\d{4}-\d{2}-\d{2})(?:(?:T| at | )(\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?)(?: ?(?:UTC|GMT|Z))?)?/i

/** `Try again in 20s`, `retry after 86400 seconds`, `in 5 days 22 hours`, `regain access on 2027-01-01 at 00:00 UTC`. */
export function waitInWords(sentence: string, wallTime: number): number | undefined {
  const text = sentence.slice(0, LONGEST_SENTENCE)
  const amounts = IN_WORDS.exec(text)?.[1]
  if (amounts !== undefined) {
    let total = 0
    for (const [, amount, unit] of amounts.matchAll(/(\d+(?:\.\d+)?)\s*(mil|ms|[smhd])/gi))
      total += Number(amount) * (UNIT_MS[(unit as string).toLowerCase()] ?? 0)
    return Math.ceil(total)
  }
  const time = AT_TIME.exec(text)
  const at = time?.[1] === undefined ? undefined : isoTime(`${time[1]}T${time[2] ?? '00:00'}`)
  return at === undefined ? undefined : Math.max(0, at - wallTime)
}
