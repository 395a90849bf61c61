import { type AttemptContext, ATTEMPT_LIMITS, type AttemptLimits } from './adapter.ts'
import type { Runtime } from './runtime/runtime.ts'
import { systemRuntime } from './runtime/system.ts'

/** What an attempt’s context is made of; everything has a default. */
export interface AttemptContextOptions {
  readonly runtime?: Runtime
  readonly signal?: AbortSignal
  /** @default 120_000 */
  readonly deadlineMs?: number
  readonly limits?: Partial<AttemptLimits>
  readonly onProgress?: AttemptContext['onProgress']
  readonly beforeSend?: AttemptContext['beforeSend']
}

/** What the world gives to one attempt, with the defaults of the design; for whoever calls an adapter by itself. */
export function attemptContext(options: AttemptContextOptions = {}): AttemptContext {
  const runtime = options.runtime ?? systemRuntime
  return {
    runtime,
    signal: options.signal ?? new AbortController().signal,
    deadline: runtime.now() + (options.deadlineMs ?? 120_000),
    limits: { ...ATTEMPT_LIMITS, ...options.limits },
    ...(options.onProgress && { onProgress: options.onProgress }),
    ...(options.beforeSend && { beforeSend: options.beforeSend }),
  }
}
