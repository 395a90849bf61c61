import { type AttemptContext, attemptContext, hasCode, type ModelAdapter, type Runtime, UnderstudyError } from '@understudy/spec'
import type { ConfirmingLook } from '../verdict/confirm.ts'

/** Longest that one canned call or one look at a list may take. */
export const LOOK_MS = 30_000

/**
 * Asks a vendor about a target without any user's code: its model list when `list`, and its canned call. Settles in time even
 * when the adapter ignores its signal. Never rejects.
 */
export async function look(adapter: ModelAdapter, runtime: Runtime, signal: AbortSignal, list: boolean): Promise<ConfirmingLook> {
  const [listing, probe] = await Promise.all([
    list && adapter.describe ? inTime(runtime, signal, (context) => adapter.describe?.(context)) : undefined,
    adapter.probe ? inTime(runtime, signal, (context) => adapter.probe?.(context)) : undefined,
  ])
  return {
    ...(listing?.ok && listing.value && { listing: listing.value }),
    ...(probe && { probe: probe.ok ? { ok: true } : { ok: false, kind: probe.kind } }),
  }
}

type Looked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly kind: NonNullable<Failed>['kind'] }
type Failed = Extract<ConfirmingLook['probe'], { ok: false }>

async function inTime<T>(
  runtime: Runtime,
  outer: AbortSignal,
  ask: (context: AttemptContext) => Promise<T> | undefined,
): Promise<Looked<T | undefined>> {
  const controller = new AbortController()
  const cut = Promise.withResolvers<never>()
  const stop = (): void => {
    controller.abort(new UnderstudyError('cancelled', 'A probe was cut off.'))
    cut.reject(controller.signal.reason)
  }
  cut.promise.catch(() => {})
  if (outer.aborted) stop()
  outer.addEventListener('abort', stop, { once: true })
  const disarm = runtime.after(LOOK_MS, stop)
  try {
    const asked = ask(attemptContext({ runtime, signal: controller.signal, deadlineMs: LOOK_MS }))
    return { ok: true, value: await Promise.race([asked, cut.promise]) }
  } catch (error) {
    return {
      ok: false,
      kind: hasCode(error, 'model-failure') ? error.kind : controller.signal.aborted ? 'timeout' : 'provider-error',
    }
  } finally {
    disarm()
    outer.removeEventListener('abort', stop)
  }
}
