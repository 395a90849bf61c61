import type { WireAnswer } from '../wire/answer.ts'
import type { Operation } from '../wire/request.ts'
import type { Situation, SituationDetails, VendorWire } from '../wire/wire.ts'
import { type ModelState, replacementFor } from './model.ts'
import type { AccountState, WorldState } from './world.ts'

/** A request that was understood, and all that decides its answer. */
export interface Case {
  readonly state: WorldState
  readonly wire: VendorWire
  readonly operation: Operation
  readonly account: AccountState
  /** Undefined when this vendor never had it. */
  readonly model: ModelState | undefined
}

export function callerOf({ account }: Case): { readonly account: string; readonly region: string | undefined } {
  return { account: account.name, region: account.region }
}

/** The vendor's error, with the names of this case filled in. */
export function errorFor(one: Case, situation: Situation, details: SituationDetails = {}): WireAnswer {
  const { state, operation, model, wire } = one
  const replacement = model && replacementFor(model, [...state.models.values()])
  const names = {
    model: operation.model,
    displayName: model?.displayName ?? operation.model,
    version: operation.version,
    surface: operation.surface,
    ...(replacement !== undefined && { replacement }),
  }
  return wire.error(situation, { ...names, ...details }, state.wireContext)
}
