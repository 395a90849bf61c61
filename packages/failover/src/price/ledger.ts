import type { FailureKind, ModelCall, Usage } from '@understudy/spec'
import { costUsd, indexPrices, type ModelPrice, mostUsd, type PriceIndex, priceOf, type PriceTable } from './price.ts'
import { type Reservation, SpendingCap } from './spending-cap.ts'

/** Whose price is looked up. */
export interface Priced {
  readonly id: string
  readonly vendor: string
  readonly model: string
}

/** How an attempt ended, as far as its cost depends on it. */
export interface Spent {
  readonly usage?: Usage | undefined
  /** Absent when it served. */
  readonly kind?: FailureKind | undefined
}

/** Failures after which the vendor may have read the call without saying what it counted. */
const READ_ANYWAY: ReadonlySet<FailureKind> = new Set([
  'timeout',
  'cancelled',
  'truncated',
  'malformed',
  'provider-error',
  'refused',
])

/** What one route spends: prices, and the cap of a run when there is one. */
export class Ledger {
  readonly #prices: PriceIndex
  readonly #cap: SpendingCap | null

  /** @throws InvalidOptionError */
  constructor(tables: readonly PriceTable[], cap: number | SpendingCap | undefined) {
    this.#prices = indexPrices(tables)
    this.#cap = cap === undefined ? null : cap instanceof SpendingCap ? cap : new SpendingCap(cap)
  }

  /** Null when the model's price is not known. */
  price({ id, vendor, model }: Priced): ModelPrice | null {
    return priceOf(this.#prices, id) ?? priceOf(this.#prices, `${vendor}/${model}`)
  }

  /** Why the call may not be sent, or null. */
  refusal(target: Priced, call: ModelCall): string | null {
    if (!this.#cap) return null
    const { capUsd, leftUsd, spentUsd } = this.#cap
    const price = this.price(target)
    const most = price ? mostUsd(price, call) : 0
    if (spentUsd < capUsd && most <= leftUsd) return null
    return `it could cost up to $${most.toFixed(4)}, and $${leftUsd.toFixed(4)} of the run's $${capUsd} are left`
  }

  /** Sets aside the most that the call can cost. Null without a cap. Ask `refusal` in the same turn before. */
  reserve(target: Priced, call: ModelCall): Reservation | null {
    if (!this.#cap) return null
    const price = this.price(target)
    return this.#cap.reserve(price ? mostUsd(price, call) : 0)
  }

  /** What an ended attempt cost, when its price and its tokens are known; and what is booked for it in any case. */
  settle(target: Priced, call: ModelCall, reservation: Reservation | null, { usage, kind }: Spent): void {
    if (!reservation) return
    const price = this.price(target)
    const unsaid = price && kind && READ_ANYWAY.has(kind) ? mostUsd(price, { ...call, maxOutputTokens: 0 }) : 0
    this.#cap?.settle(reservation, price && usage ? costUsd(price, usage) : unsaid)
  }

  /** For the record of an attempt. */
  costUsd(target: Priced, usage: Usage | undefined): number | undefined {
    const price = usage && this.price(target)
    return price ? costUsd(price, usage) : undefined
  }
}
