import type { ListedModel } from '../wire/wire.ts'
import { displayName, shortName } from './display-name.ts'
import type { WorldModel } from './options.ts'
import type { Withdrawal } from './withdrawal.ts'

/** A model and what has happened to it so far. */
export interface ModelState {
  readonly options: WorldModel
  readonly displayName: string
  readonly listed: Omit<ListedModel, 'lifecycle'>
  readonly releasedAt: number
  /** Requests that named it. */
  asked: number
  withdrawals: Withdrawal[]
}

const FIRST_RELEASE = Date.UTC(2026, 0, 15)

export function modelState(options: WorldModel): ModelState {
  const name = options.displayName ?? displayName(options.model)
  const releasedAt = options.releasedAt === undefined ? FIRST_RELEASE : Date.parse(options.releasedAt)
  return {
    options,
    displayName: name,
    releasedAt: options.releasedAt === undefined ? Number.NEGATIVE_INFINITY : releasedAt,
    listed: {
      model: options.model,
      displayName: name,
      createdAt: releasedAt,
      contextTokens: options.contextTokens ?? 1_000_000,
      maxOutputTokens: options.maxOutputTokens ?? 128_000,
      ...(options.retiresAt !== undefined && { retiresAt: Date.parse(options.retiresAt) }),
    },
    asked: 0,
    withdrawals: [],
  }
}

/** A model as its vendor's list shows it at a time. */
export function listing({ listed }: ModelState, wallTime: number): ListedModel {
  if (listed.retiresAt === undefined) return { ...listed, lifecycle: 'active' }
  return { ...listed, lifecycle: wallTime >= listed.retiresAt ? 'retired' : 'deprecated' }
}

/** What the vendor tells callers to use instead: its own option, or another model of the same vendor that still serves. */
export function replacementFor(model: ModelState, all: readonly ModelState[]): string | undefined {
  if (model.options.replacement !== undefined) return model.options.replacement
  const other = all.find((one) => one !== model && one.options.vendor === model.options.vendor && one.withdrawals.length === 0)
  return other && shortName(other.displayName)
}
