import { type Runtime, UnderstudyError } from '@understudy/spec'

/** A signal that ends one review, and the way to let go of it. */
export interface ReviewEnd {
  readonly signal: AbortSignal
  /** On the runtime's clock; null when there is none. */
  readonly deadline: number | null
  /** Stops the clock. */
  release(): void
}

/** Joins the caller's signal with the review's own deadline. */
export function reviewEnd(runtime: Runtime, given: AbortSignal | undefined, deadlineMs: number | undefined): ReviewEnd {
  const late = new AbortController()
  const signal = given ? AbortSignal.any([given, late.signal]) : late.signal
  if (deadlineMs === undefined) return { signal, deadline: null, release: () => {} }
  const release = runtime.after(deadlineMs, () =>
    late.abort(new UnderstudyError('deadline-exceeded', `The review did not end within ${deadlineMs / 1_000} s.`)),
  )
  return { signal, deadline: runtime.now() + deadlineMs, release }
}
