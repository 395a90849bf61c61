import type { PassedOver } from '@understudy/failover'
import type { ReviewRun } from './review-run.ts'

/** What keeps a model out of reviews for longer than this one. */
const EXCLUDED: ReadonlySet<PassedOver['code']> = new Set(['policy', 'barred', 'not-installed'])

/** Says once in the report which rule, notice or verdict excluded which target. */
export function noteExcluded({ notes }: Pick<ReviewRun, 'notes'>, passedOver: readonly PassedOver[]): void {
  for (const { target, code, why } of passedOver) {
    const note = `${target} was not asked: ${why}`
    if (EXCLUDED.has(code) && !notes.includes(note)) notes.push(note)
  }
}
