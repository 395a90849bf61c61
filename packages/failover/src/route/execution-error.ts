import { type AttemptRecord, type ErrorCode, UnderstudyError } from '@understudy/spec'

/** An execution ended for a reason of the caller's side: cancelled, out of time, too much at once, closed. */
export class ExecutionError<
  C extends ErrorCode = 'cancelled' | 'deadline-exceeded' | 'overloaded-locally' | 'closed',
> extends UnderstudyError<C> {
  override readonly name = 'ExecutionError'
  /** What was tried before, in order. */
  readonly attempts: readonly AttemptRecord[]
  readonly skipped: readonly { readonly target: string; readonly why: string }[]

  constructor(
    code: C,
    sentence: string,
    details: Partial<Pick<ExecutionError, 'attempts' | 'skipped'>> & { readonly cause?: unknown } = {},
  ) {
    super(code, sentence, details.cause === undefined ? undefined : { cause: details.cause })
    this.attempts = details.attempts ?? []
    this.skipped = details.skipped ?? []
  }
}
