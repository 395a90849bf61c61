import { generates } from '../wire/request.ts'
import { countTokens } from '../wire/usage.ts'
import type { Situation, SituationDetails } from '../wire/wire.ts'
import { callerOf, type Case } from './case.ts'
import { listing, type ModelState } from './model.ts'
import { hits, situationOf } from './withdrawal.ts'

export interface Absence {
  readonly situation: Situation
  readonly details?: SituationDetails
}

/** Why this caller cannot have this model now, or null. Counts the request against withdrawals and limits. */
export function absence(one: Case): Absence | null {
  const { state, operation, account, model } = one
  if (!model) return { situation: 'unknown-model' }
  const wallTime = state.runtime.wallTime()
  if (wallTime < model.releasedAt) return { situation: 'unknown-model' }
  // A vendor's list goes on showing a model that it withdrew (vendor-sdks.md §1.5), so only calls find out.
  if (!generates(operation.surface)) return null
  const withdrawn = withdrawalFor(one, model)
  if (withdrawn) return withdrawn
  if (listing(model, wallTime).lifecycle === 'retired') return { situation: 'retired' }
  if (account.models && !account.models.includes(operation.model)) return { situation: 'not-permitted' }
  return overLimits(one, model)
}

function withdrawalFor(one: Case, model: ModelState): Absence | null {
  for (const withdrawal of model.withdrawals) {
    const situation = situationOf(withdrawal.mode)
    if (!situation || !hits(withdrawal, callerOf(one), one.state.runtime.now())) continue
    const { message } = withdrawal.options
    return { situation, ...(message !== undefined && { details: { message } }) }
  }
  return null
}

function overLimits({ state, operation, account }: Case, model: ModelState): Absence | null {
  const { input } = countTokens(operation, '', 0)
  const waitMs = account.allowance.take(input, state.runtime.now())
  if (waitMs !== null) return { situation: 'rate-limited', details: { retryAfterMs: waitMs } }
  const limit = model.listed.contextTokens
  return input > limit ? { situation: 'context-too-long', details: { tokens: input, limit } } : null
}
