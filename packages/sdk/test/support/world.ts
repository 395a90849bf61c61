import { ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import type { ReviewerOptions } from '../../src/reviewer/options.ts'
import { createReviewer } from '../../src/reviewer/reviewer.ts'

/** Files with one flaw each, on line 2. */
export const files = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ path: `src/f${n}.ts`, content: `const a${n} = 1\nquery(FLAW${n})\n` }))

/** A reviewer on virtual time. */
export function world(targets: ReviewerOptions['targets'], options: Partial<ReviewerOptions> = {}) {
  const runtime = virtualRuntime()
  return { runtime, reviewer: createReviewer({ targets, runtime, ...options }) }
}

/** What a model does that its vendor took away. */
export const withdrawn = (): never => {
  throw new ModelFailure('a/one', 'withdrawn', 'One is not available.', { reason: 'withdrawn', explicit: true })
}
