/** The way to a model. Health, bars and policy are kept per channel and model, never per vendor alone. */
export interface Channel {
  /** Lower-case vendor word, the first half of a target's short id: `anthropic`, `openai`, `google`, … */
  readonly vendor: string
  /** Origin and base path that calls go to, without query: `https://api.anthropic.com`. */
  readonly endpoint: string
  /** Serving region, where the channel pins one. */
  readonly region?: string
  /** Residency class that policies compare: `us`, `eu`, `global`, `local`, … @default 'global' */
  readonly residency?: string
  /** What the vendor keeps of a call: `none`, `30d`, … Absent means unknown. */
  readonly retention?: string
  /** Fingerprint of the credential (see `credentialFingerprint`), or `none`. Never the key. */
  readonly credential: string
}

/** What a target can do; the route filters by it before it asks. */
export interface ModelLimits {
  readonly contextTokens: number
  readonly maxOutputTokens: number
  readonly structuredOutput: boolean
  readonly streaming: boolean
}

/** Where a channel leads: its endpoint, and the region where it pins one. */
export function channelPlace({ endpoint, region }: Pick<Channel, 'endpoint' | 'region'>): string {
  return region === undefined ? endpoint : `${endpoint} ${region}`
}

/**
 * The key under which health, suspensions and finished work are kept: vendor, endpoint, region, credential and model. What one
 * endpoint or account answered says nothing of another.
 */
export function targetKey(channel: Channel, model: string): string {
  return [channel.vendor, channelPlace(channel), channel.credential, model].join('|')
}

/** The key of the same target in stores of the first edition, which left the endpoint out where a region was pinned. */
export function formerTargetKey(channel: Channel, model: string): string {
  return [channel.vendor, channel.region ?? channel.endpoint, channel.credential, model].join('|')
}
