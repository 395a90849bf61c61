import type { ModelAdapter } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter, VENDORS } from '../adapter/index.ts'
import { anthropicDialect } from './dialect.ts'

/** `region` pins where inference runs (`us`, `global`). */
export type AnthropicOptions = ProviderOptions

/**
 * A Claude model through Anthropic's own SDK.
 * @throws InvalidOptionError
 */
export function anthropic(options: AnthropicOptions): ModelAdapter {
  const checked = checkOptions(VENDORS.anthropic, options, { regions: { us: undefined, global: undefined } })
  return new VendorAdapter(VENDORS.anthropic, checked, anthropicDialect(checked))
}
