import type { ModelCall, ModelReply } from '@understudy/spec'
import type { RouteEvent } from '../events/events.ts'
import type { RouteResult, RunOptions } from '../route/types.ts'
import { EventQueue } from './event-queue.ts'
import type { RouteStreamEvent } from './events.ts'

type Run = (call: ModelCall, options: RunOptions) => Promise<RouteResult<ModelReply>>

/** Runs a call and tells how it goes. Leaving the loop early cancels the call. */
export async function* streamOf(
  run: Run,
  call: ModelCall,
  options: RunOptions,
): AsyncGenerator<RouteStreamEvent, void, undefined> {
  const queue = new EventQueue<RouteStreamEvent>()
  const left = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal
  const running = run(
    { ...call, stream: true },
    {
      ...options,
      signal,
      onEvent(event) {
        const told = streamEvent(event)
        if (told) queue.push(told)
        options.onEvent?.(event)
      },
      onProgress(progress, attempt) {
        if (progress.mark === 'content') queue.push({ type: 'text', number: attempt.number, text: progress.text })
        options.onProgress?.(progress, attempt)
      },
    },
  )
  running.then(
    (result) => queue.end({ type: 'finished', result }),
    (error: unknown) => queue.fail(error),
  )
  try {
    yield* queue
  } finally {
    left.abort()
    await running.catch(() => {})
  }
}

function streamEvent(event: RouteEvent): RouteStreamEvent | null {
  if (event.type === 'attempt-started') {
    const { number, target, why } = event
    return { type: 'attempt-started', number, target, why }
  }
  if (event.type !== 'attempt-failed') return null
  const { number, target, kind, sentence } = event
  return { type: 'attempt-abandoned', number, target, kind, sentence }
}
