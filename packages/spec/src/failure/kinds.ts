/**
 * Everything that can go wrong with one attempt. Adapters choose the kind once; everything above switches on it
 * and never reads a status again.
 */
export const FAILURE_KINDS = [
  'withdrawn',
  'not-permitted',
  'region-blocked',
  'auth',
  'quota-exhausted',
  'rate-limited',
  'overloaded',
  'provider-error',
  'unreachable',
  'timeout',
  'substituted',
  'refused',
  'malformed',
  'truncated',
  'context-too-long',
  'invalid-request',
  'cancelled',
] as const

/** What a failed attempt means: one of `FAILURE_KINDS`. */
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** What a failure says something about, from the narrowest to the widest. */
export type FailureScope = 'none' | 'request' | 'model' | 'credential-model' | 'credential' | 'endpoint' | 'region'

/**
 * What the engine does with a kind.
 * - `bar`: stop using the target until it is lifted; go on with the next one.
 * - `trip`: open the circuit at once; go on.
 * - `wait`: not before the vendor's time; others now.
 * - `retry-then-next`: one jittered retry within the budget, then the next.
 * - `next`: go on with the next target.
 * - `repair-then-next`: one repair on the same target, then the next.
 * - `operator`: surface or go on, as the operator chose; never ask the same vendor again.
 * - `larger`: only to a target with a larger window.
 * - `next-unless-agreed`: this target turned the request away, which says nothing of the next one: go on, without a retry or blame;
 *   surfaced when targets of two vendors say the same, or when it failed before anything was sent.
 * - `stop`: the caller's wish.
 */
export type Reaction =
  | 'bar'
  | 'trip'
  | 'wait'
  | 'retry-then-next'
  | 'next'
  | 'repair-then-next'
  | 'operator'
  | 'larger'
  | 'next-unless-agreed'
  | 'stop'

/** How the route reacts to one kind of failure. */
export interface FailureRule {
  readonly scope: FailureScope
  readonly reaction: Reaction
  /** Whether the health circuit, the quality circuit, the policy circuit or none records it. */
  readonly circuit: 'health' | 'quality' | 'policy' | 'none'
}

/** The failure table of the design, as data. An adapter that knows better may narrow or widen the scope. */
export const FAILURE_RULES: Readonly<Record<FailureKind, FailureRule>> = Object.freeze({
  withdrawn: { scope: 'model', reaction: 'bar', circuit: 'none' },
  'not-permitted': { scope: 'credential-model', reaction: 'bar', circuit: 'none' },
  'region-blocked': { scope: 'region', reaction: 'bar', circuit: 'none' },
  auth: { scope: 'credential', reaction: 'trip', circuit: 'health' },
  'quota-exhausted': { scope: 'credential', reaction: 'trip', circuit: 'health' },
  'rate-limited': { scope: 'credential-model', reaction: 'wait', circuit: 'none' },
  overloaded: { scope: 'model', reaction: 'retry-then-next', circuit: 'health' },
  'provider-error': { scope: 'model', reaction: 'retry-then-next', circuit: 'health' },
  unreachable: { scope: 'endpoint', reaction: 'next', circuit: 'health' },
  timeout: { scope: 'endpoint', reaction: 'next', circuit: 'health' },
  substituted: { scope: 'model', reaction: 'next', circuit: 'quality' },
  refused: { scope: 'request', reaction: 'operator', circuit: 'policy' },
  malformed: { scope: 'request', reaction: 'repair-then-next', circuit: 'quality' },
  truncated: { scope: 'request', reaction: 'repair-then-next', circuit: 'quality' },
  'context-too-long': { scope: 'request', reaction: 'larger', circuit: 'none' },
  'invalid-request': { scope: 'request', reaction: 'next-unless-agreed', circuit: 'none' },
  cancelled: { scope: 'none', reaction: 'stop', circuit: 'none' },
} as const)
