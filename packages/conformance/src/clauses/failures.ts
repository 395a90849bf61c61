import { FAILURE_RULES, type FailureKind, type ModelFailure } from '@understudy/spec'
import { callOf, failureOf, withAdapter } from '../calls.ts'
import { type CallForm, type Clause, promise } from '../clause.ts'

/** A fault, and what an adapter has to make of it. */
export interface ExpectedFailure {
  readonly fault: string
  readonly settings?: Readonly<Record<string, unknown>>
  /** The first is what the shipped adapters say; the others are as good. */
  readonly kinds: readonly FailureKind[]
  /** @default both */
  readonly form?: CallForm
  /**
   * The model is gone. Where the vendor's words say so, the kind is `withdrawn` and explicit; where they are the same
   * as for a mistyped id, it is `not-permitted` and not explicit, and the route's memory decides.
   */
  readonly gone?: true
  /** The waiting time as stated; null when none can be read. */
  readonly retryAfterMs?: number | null
  /** Limits that make the fault visible in little time. */
  readonly limits?: {
    readonly firstByteMs?: number
    readonly idleMs?: number
    readonly maxBytes?: number
    readonly maxLineBytes?: number
  }
  readonly deadlineMs?: number
}

const SOON = { firstByteMs: 30, idleMs: 30 }

/** Every fault of the simulator that an adapter must fail on, with the kinds that are right for it. */
export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [
  { fault: 'withdrawn', kinds: ['withdrawn', 'not-permitted'], gone: true },
  { fault: 'unavailable', kinds: ['withdrawn', 'not-permitted'], gone: true },
  { fault: 'gone-410', kinds: ['withdrawn'], gone: true },
  { fault: 'legal-block', kinds: ['withdrawn'], gone: true },
  { fault: 'retired', kinds: ['withdrawn', 'not-permitted'], gone: true },
  { fault: 'unknown-model', kinds: ['not-permitted'], gone: true },
  { fault: 'not-permitted', kinds: ['not-permitted'] },
  { fault: 'region-blocked', kinds: ['region-blocked'] },
  { fault: 'edge-403', kinds: ['region-blocked', 'unreachable'] },
  { fault: 'key-revoked', kinds: ['auth'] },
  { fault: 'quota-exhausted', kinds: ['quota-exhausted'] },
  { fault: 'rate-limited', kinds: ['rate-limited'], settings: { retryAfterMs: 7_000 }, retryAfterMs: 7_000 },
  { fault: 'rate-limited-ms', kinds: ['rate-limited'], settings: { retryAfterMs: 1_500 }, retryAfterMs: 1_500 },
  { fault: 'rate-limited-date', kinds: ['rate-limited'], settings: { retryAfterMs: 60_000 }, retryAfterMs: 60_000 },
  { fault: 'skewed-clock', kinds: ['rate-limited'], settings: { retryAfterMs: 60_000 }, retryAfterMs: 60_000 },
  { fault: 'retry-after-nonsense', kinds: ['rate-limited'], retryAfterMs: null },
  { fault: 'rate-limited-bare', kinds: ['rate-limited'], retryAfterMs: null },
  { fault: 'overloaded', kinds: ['overloaded'] },
  { fault: 'server-error', kinds: ['provider-error'] },
  { fault: 'gateway-timeout', kinds: ['timeout', 'provider-error', 'overloaded'] },
  { fault: 'html-502', kinds: ['provider-error'] },
  { fault: 'html-503-as-json', kinds: ['overloaded', 'provider-error'] },
  { fault: 'context-too-long', kinds: ['context-too-long'] },
  { fault: 'refusal', kinds: ['refused'] },
  { fault: 'refusal-in-answer', kinds: ['refused'] },
  { fault: 'max-tokens-cut', kinds: ['truncated'] },
  { fault: 'empty-text', kinds: ['malformed'] },
  { fault: 'captive-portal', kinds: ['unreachable', 'provider-error'] },
  { fault: 'redirect', kinds: ['unreachable', 'provider-error'] },
  { fault: 'empty-200', kinds: ['provider-error', 'truncated', 'unreachable'] },
  { fault: 'error-in-200', kinds: ['provider-error', 'overloaded'] },
  { fault: 'truncated-json', kinds: ['provider-error'], form: 'unary' },
  { fault: 'invalid-utf8', kinds: ['provider-error', 'malformed'] },
  { fault: 'dns-failure', kinds: ['unreachable'] },
  { fault: 'connection-refused', kinds: ['unreachable'] },
  { fault: 'tls-self-signed', kinds: ['unreachable'] },
  { fault: 'reset', kinds: ['provider-error', 'unreachable'] },
  { fault: 'close-before-reply', kinds: ['provider-error', 'unreachable'] },
  { fault: 'lost-reply', kinds: ['provider-error', 'unreachable'] },
  { fault: 'reset-mid-body', kinds: ['provider-error', 'unreachable'], form: 'unary' },
  { fault: 'content-length-mismatch', kinds: ['provider-error', 'unreachable'], form: 'unary' },
  { fault: 'bad-gzip', kinds: ['provider-error', 'unreachable'] },
  { fault: 'header-flood', kinds: ['provider-error', 'unreachable'] },
  { fault: 'gzip-bomb', kinds: ['provider-error'], limits: { maxBytes: 1_000_000 } },
  { fault: 'endless-line', kinds: ['provider-error'], limits: { maxBytes: 1_000_000, maxLineBytes: 200_000 } },
  { fault: 'hang', kinds: ['timeout'], limits: SOON },
  { fault: 'slow-headers', kinds: ['timeout'], settings: { delayMs: 5_000 }, limits: SOON },
  { fault: 'body-stall', kinds: ['timeout'], form: 'unary', limits: SOON },
  { fault: 'stream-stall', kinds: ['timeout'], form: 'stream', limits: SOON },
  { fault: 'slow-drip', kinds: ['timeout'], settings: { delayMs: 10 }, deadlineMs: 80, limits: { idleMs: 10_000 } },
  { fault: 'reset-mid-stream', kinds: ['provider-error', 'unreachable'], form: 'stream' },
  { fault: 'no-finish-marker', kinds: ['truncated'], form: 'stream' },
  { fault: 'sse-error-event', kinds: ['overloaded', 'provider-error'], form: 'stream' },
  { fault: 'malformed-sse', kinds: ['provider-error', 'truncated', 'malformed'], form: 'stream' },
]

/** Every way to fail has one name, and no failed call looks like an answer. */
export const FAILURE_CLAUSES: readonly Clause[] = EXPECTED_FAILURES.flatMap((expected) =>
  (['unary', 'stream'] as const)
    .filter((form) => (expected.form ?? form) === form)
    .map((form) => ({
      group: 'failures',
      name: `calls ${expected.fault} ${expected.kinds.join(' or ')}`,
      form,
      needs: form === 'stream' ? (['streaming'] as const) : [],
      check: (bench) =>
        withAdapter(bench, async (adapter) => {
          bench.inject(expected.fault, expected.settings)
          const failure = await failureOf(adapter, callOf(form), {
            ...(expected.limits && { limits: expected.limits }),
            ...(expected.deadlineMs !== undefined && { deadlineMs: expected.deadlineMs }),
          })
          judge(failure, expected, adapter.id)
        }),
    })),
)

function judge(failure: ModelFailure, expected: ExpectedFailure, id: string): void {
  const { kind, verdict, target, message } = failure
  promise(expected.kinds.includes(kind), `${expected.fault} is ${expected.kinds.join(' or ')}`, { kind, message })
  promise(target === id && message.includes(id), 'The failure names its target', { target, message })
  promise(message.endsWith('.') || /[!?)]$/.test(message), 'The failure is a sentence', message)
  promise(verdict.scope in SCOPES, 'The failure has a scope', verdict.scope)
  if (expected.gone) promise(verdict.explicit === (kind === 'withdrawn'), 'Only a withdrawal in words is explicit', verdict)
  if (expected.retryAfterMs === undefined) return
  // A date has whole seconds, and the answer was on its way for a moment.
  const near = expected.retryAfterMs !== null && Math.abs((verdict.retryAfterMs ?? -1e9) - expected.retryAfterMs) <= 1_000
  promise(
    expected.retryAfterMs === null ? verdict.retryAfterMs === undefined : near,
    `The waiting time is ${expected.retryAfterMs} ms`,
    verdict,
  )
}

const SCOPES = Object.fromEntries(Object.values(FAILURE_RULES).map(({ scope }) => [scope, true]))
