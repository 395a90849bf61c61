import { checkMembers, checkNumber } from '@understudy/spec'

/** Asking a second target when the first is unusually slow. Off unless given: it discloses the code twice and costs twice. */
export interface HedgingOptions {
  /** Share of the target's own answers that took at most as long as is waited. @default 0.95 */
  readonly quantile?: number
  /** Answers that must be known before a target is hedged. @default 20 */
  readonly minimumAnswers?: number
  /** Most hedges, as a share of all executions of the route. @default 0.05 */
  readonly budget?: number
}

export type HedgingSettings = Required<HedgingOptions>

/** @throws InvalidOptionError */
export function hedgingSettings(options: HedgingOptions | undefined): HedgingSettings | null {
  if (options === undefined) return null
  checkMembers('hedging', options, ['quantile', 'minimumAnswers', 'budget'])
  const { quantile = 0.95, minimumAnswers = 20, budget = 0.05 } = options
  return Object.freeze({
    quantile: checkNumber('hedging.quantile', quantile, { min: 0.5, max: 0.999 }),
    minimumAnswers: checkNumber('hedging.minimumAnswers', minimumAnswers, { min: 1, max: 64, whole: true }),
    budget: checkNumber('hedging.budget', budget, { min: 0, max: 1 }),
  })
}

/** Counts hedges against executions. One is always allowed, so that a young route can hedge at all. */
export class HedgeBudget {
  readonly #share: number
  #executions = 0
  #hedges = 0

  constructor(share: number) {
    this.#share = share
  }

  executionBegan(): void {
    this.#executions++
  }

  tryTake(): boolean {
    if (this.#hedges >= Math.max(1, Math.floor(this.#share * this.#executions))) return false
    this.#hedges++
    return true
  }
}
