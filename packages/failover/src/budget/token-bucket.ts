import { checkMembers, checkNumber } from '@understudy/spec'

/** Costs as in the retry quota of AWS's clients (`@smithy/core` 3.41, Retry.v2026). */
export interface TokenBucketOptions {
  /** @default 500 */
  readonly capacity?: number
  /** @default 14 */
  readonly retryCost?: number
  /** @default 5 */
  readonly throttleCost?: number
}

export const TOKEN_BUCKET_DEFAULTS: Required<TokenBucketOptions> = Object.freeze({
  capacity: 500,
  retryCost: 14,
  throttleCost: 5,
})

/** Stops retries on a vendor that keeps failing, long before its circuits know: each retry costs, each success gives back. */
export class TokenBucket {
  readonly #settings: Required<TokenBucketOptions>
  #tokens: number

  constructor(options: TokenBucketOptions = {}) {
    checkMembers('tokenBucket', options, Object.keys(TOKEN_BUCKET_DEFAULTS))
    this.#settings = { ...TOKEN_BUCKET_DEFAULTS, ...options }
    this.#tokens = checkNumber('tokenBucket.capacity', this.#settings.capacity, { min: 1, whole: true })
    for (const name of ['retryCost', 'throttleCost'] as const)
      checkNumber(`tokenBucket.${name}`, this.#settings[name], { min: 0 })
  }

  get tokens(): number {
    return this.#tokens
  }

  /** Takes a retry's cost; null when too little is left. */
  take(kind: 'retry' | 'throttle'): number | null {
    const cost = kind === 'retry' ? this.#settings.retryCost : this.#settings.throttleCost
    if (this.#tokens < cost) return null
    this.#tokens -= cost
    return cost
  }

  /** A success gives back what its retry cost, or one token when it was a first try. */
  succeeded(cost: number | null): void {
    this.#tokens = Math.min(this.#settings.capacity, this.#tokens + (cost ?? 1))
  }
}
