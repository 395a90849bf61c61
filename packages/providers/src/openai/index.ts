import { checkWord, type ModelAdapter } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter, VENDORS } from '../adapter/index.ts'
import { openaiDialect } from './dialect.ts'

/** `region` chooses a residency domain: `us`, `eu`, `ae`, `au`, `in`, `jp`. */
export interface OpenAIOptions extends ProviderOptions {
  /** Access tier for security work; set so that the vendor does not choose a lesser one in silence. @default not sent */
  readonly cyberAccess?: 'standard' | 'daybreak_blue' | 'daybreak_red'
}

const CYBER_ACCESS = ['standard', 'daybreak_blue', 'daybreak_red'] as const

/** As openai 7.57.0's `dataResidency` lists them; the vendor performs no fallback between them. */
const REGIONS = Object.fromEntries(
  ['us', 'eu', 'ae', 'au', 'in', 'jp'].map((region) => [region, `https://${region}.api.openai.com/v1`]),
)

/**
 * An OpenAI model through the Responses API and OpenAI's own SDK.
 * @throws InvalidOptionError
 */
export function openai(options: OpenAIOptions): ModelAdapter {
  const checked = checkOptions(VENDORS.openai, options, { regions: REGIONS, extras: ['cyberAccess'] })
  const cyberAccess = options.cyberAccess && checkWord('cyberAccess', options.cyberAccess, CYBER_ACCESS)
  return new VendorAdapter(VENDORS.openai, checked, openaiDialect({ ...checked, ...(cyberAccess && { cyberAccess }) }))
}
