import type { Stage } from '@understudy/outage'
import type { ReviewEvent, Reviewer } from '@understudy/sdk'
import { FABLE, GPT } from '../simulated/vendors.ts'

/** Files after which the first model disappears, and after which the second one is short of breath. */
const WITHDRAWN_AFTER = 8
const THROTTLED_AFTER = 17

/**
 * Lets the outage of June 2026 happen in the middle of the review: the first model is withdrawn for every customer, with the
 * vendor's true answer. Later the second one asks for a pause, so that the third shows what it can do.
 */
export function scheduleOutage(stage: Stage, reviewer: Reviewer, tell: (sentence: string) => void): void {
  let finished = 0
  reviewer.subscribe((event: ReviewEvent) => {
    if (event.type !== 'file-finished') return
    finished++
    if (finished === WITHDRAWN_AFTER) {
      stage.withdraw(FABLE)
      tell(`Incident: the (simulated) vendor withdraws ${FABLE} for every customer. Nobody tells us.`)
    }
    if (finished === THROTTLED_AFTER) {
      stage.inject(GPT, { name: 'rate-limited', retryAfterMs: 1_000 }, { first: 1 })
      tell(`Incident: the (simulated) vendor of ${GPT} answers the next request with 429, retry after 1 s.`)
    }
  })
}
