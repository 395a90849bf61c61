import type { ModelAdapter } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter } from '../adapter/index.ts'
import { anthropicDialect } from './dialect.ts'

/** `region` pins where inference runs (`us`, `global`). */
export type AnthropicOptions = ProviderOptions

/**
 * A Claude model through Anthropic's own SDK.
 * @throws InvalidOptionError
 */
export function anthropic(options: AnthropicOptions): ModelAdapter {
  const checked = checkOptions('anthropic', options, { regions: { us: undefined, global: undefined } })
  return new VendorAdapter('anthropic', checked, anthropicDialect(checked))
}
