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

/** The key under which health is kept: vendor, endpoint or region, credential and model. */
export function targetKey(channel: Channel, model: string): string {
  return [channel.vendor, channel.region ?? channel.endpoint, channel.credential, model].join('|')
}
