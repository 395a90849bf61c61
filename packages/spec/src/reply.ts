/** Why a model stopped, in our word and the vendor's. */
export interface Stop {
  readonly unified: 'finished' | 'length' | 'refused' | 'other'
  readonly raw: string | undefined
}

/** Tokens, counted the same way for every vendor. */
export interface Usage {
  /** All input tokens, cached ones included. */
  readonly inputTotal: number
  readonly inputCached: number
  /** Output tokens without reasoning. */
  readonly outputVisible: number
  readonly reasoning: number
}

/** A retirement or deprecation that the vendor announced along with an answer. */
export interface ModelNotice {
  readonly stage: 'legacy' | 'deprecated' | 'retired'
  /** ISO 8601 date, when the vendor gives one. */
  readonly retiresAt?: string
  readonly message?: string
}

/** What the vendor says is left of a rate limit. Absent members were not stated. */
export interface RateLimitState {
  readonly requestsLimit?: number
  readonly requestsRemaining?: number
  readonly tokensLimit?: number
  readonly tokensRemaining?: number
  /** Milliseconds until the tighter of the limits resets. */
  readonly resetMs?: number
}

/** A whole, finished answer. An adapter returns one only after it saw the vendor's finish marker. */
export interface ModelReply {
  readonly text: string
  readonly stop: Stop
  readonly requestedModel: string
  /** The model that the vendor says answered. */
  readonly servedModel: string
  /** False when the served model is another one than the requested; a dated snapshot of an alias is the same one. */
  readonly servedAsRequested: boolean
  readonly usage: Usage
  readonly requestId?: string
  readonly timing: { readonly firstByteMs: number; readonly totalMs: number }
  /** Settings of the call that this model could not honour, in words. */
  readonly adjustments: readonly string[]
  readonly notice?: ModelNotice
  readonly rateLimit?: RateLimitState
  /** True for engines whose silence proves nothing, such as the floor. */
  readonly degraded?: boolean
  /** Effective vendor settings worth keeping with the result, such as an access tier. */
  readonly served?: Readonly<Record<string, string>>
}
