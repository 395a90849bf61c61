import type { StageVendor } from '../wire/vendor.ts'

/** Where the vendors really are. Stages in memory answer for these addresses, so that clients need no base URL. */
export const ORIGINS: Readonly<Record<StageVendor, string>> = Object.freeze({
  openai: 'https://api.openai.com',
  anthropic: 'https://api.anthropic.com',
  google: 'https://generativelanguage.googleapis.com',
})

/** Base URL as each vendor's SDK has it by default. */
export function vendorBaseURL(vendor: StageVendor): string {
  return vendor === 'openai' ? `${ORIGINS.openai}/v1` : ORIGINS[vendor]
}

/** The vendor of a host name, or null. OpenAI has one more per residency: `eu.api.openai.com`. */
export function vendorOfHost(host: string): StageVendor | null {
  if (host === 'api.openai.com' || host.endsWith('.api.openai.com')) return 'openai'
  if (host === 'api.anthropic.com') return 'anthropic'
  return host === 'generativelanguage.googleapis.com' ? 'google' : null
}
