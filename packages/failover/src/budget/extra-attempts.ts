import { checkMembers, checkNumber } from '@understudy/spec'

/** How much extra work failures may cause, as Envoy's retry budget counts it. */
export interface RetryBudgetOptions {
  /** Extra attempts in flight, as a share of the executions in flight. @default 0.2 */
  readonly ratio?: number
  /** Always allowed, however few executions there are. @default 3 */
  readonly minimum?: number
}

export const RETRY_BUDGET_DEFAULTS: Required<RetryBudgetOptions> = Object.freeze({ ratio: 0.2, minimum: 3 })

/** @throws InvalidOptionError */
export function retryBudgetSettings(options: RetryBudgetOptions = {}): Required<RetryBudgetOptions> {
  checkMembers('retryBudget', options, Object.keys(RETRY_BUDGET_DEFAULTS))
  const settings = { ...RETRY_BUDGET_DEFAULTS, ...options }
  checkNumber('retryBudget.ratio', settings.ratio, { min: 0, max: 1 })
  checkNumber('retryBudget.minimum', settings.minimum, { min: 0, max: 1_000, whole: true })
  return Object.freeze(settings)
}

/**
 * Keeps failures from multiplying load, over a whole process: retries, repairs, hedges, and moves away from a target that is
 * still in use count. A move away from a barred or open target does not: nobody asks that one again, so nothing multiplies.
 */
export class ExtraAttempts {
  readonly #settings: Required<RetryBudgetOptions>
  #executions = 0
  #extra = 0

  constructor(settings: Required<RetryBudgetOptions>) {
    this.#settings = settings
  }

  get extra(): number {
    return this.#extra
  }

  /** Most extra attempts that may be in flight now. */
  get allowed(): number {
    return Math.max(this.#settings.minimum, Math.floor(this.#settings.ratio * this.#executions))
  }

  executionBegan(): void {
    this.#executions++
  }

  executionEnded(): void {
    this.#executions--
  }

  get free(): boolean {
    return this.#extra < this.allowed
  }

  tryTake(): boolean {
    if (!this.free) return false
    this.#extra++
    return true
  }

  release(): void {
    this.#extra--
  }
}
