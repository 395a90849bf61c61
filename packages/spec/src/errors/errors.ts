import type { AttemptRecord } from '../attempt.ts'
import type { ModelFailure } from '../failure/model-failure.ts'
import { type ErrorCode, UnderstudyError } from './base.ts'

/** An option breaks its rule. Thrown on construction, before anything is sent. */
export class InvalidOptionError extends UnderstudyError<'invalid-option'> {
  override readonly name = 'InvalidOptionError'
  readonly path: string
  readonly rule: string

  constructor(path: string, rule: string, shown: string) {
    super('invalid-option', `${path} must be ${rule}, got ${shown}.`)
    this.path = path
    this.rule = rule
  }
}

/** A vendor's SDK is not installed. The sentence names the command that installs it. */
export class MissingPeerError extends UnderstudyError<'missing-peer'> {
  override readonly name = 'MissingPeerError'
  readonly packageName: string

  constructor(packageName: string, neededBy: string, options?: ErrorOptions) {
    super(
      'missing-peer',
      `${neededBy} needs the package ${packageName}, which is not installed. Run: npm install ${packageName}`,
      options,
    )
    this.packageName = packageName
  }
}

/** Every permitted target was tried or excluded. `attempts` has one entry per attempt, in order. */
export class RouteExhaustedError extends UnderstudyError<'route-exhausted'> {
  override readonly name = 'RouteExhaustedError'
  readonly attempts: readonly AttemptRecord[]
  /** Targets that were not asked, each with its reason. */
  readonly skipped: readonly { readonly target: string; readonly why: string }[]
  /** Milliseconds until the earliest target may be asked again, when that is known. */
  readonly retryAfterMs?: number

  constructor(
    sentence: string,
    details: Pick<RouteExhaustedError, 'attempts' | 'skipped'> & { readonly retryAfterMs?: number; readonly cause?: unknown },
  ) {
    super('route-exhausted', sentence, details.cause === undefined ? undefined : { cause: details.cause })
    this.attempts = details.attempts
    this.skipped = details.skipped
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs
  }
}

/** The type of the error that carries a given code. */
export interface ErrorByCode extends Record<ErrorCode, UnderstudyError> {
  'invalid-option': InvalidOptionError
  'missing-peer': MissingPeerError
  'model-failure': ModelFailure
  'route-exhausted': RouteExhaustedError
}

/** Narrows an error by its code, so it also holds when two copies of this package are installed. */
export function hasCode<C extends ErrorCode>(error: unknown, code: C): error is ErrorByCode[C] {
  return error instanceof Error && 'code' in error && error.code === code
}
