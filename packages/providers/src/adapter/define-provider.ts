import type { ModelAdapter } from '@understudy/spec'
import type { Dialect } from './dialect.ts'
import { type CheckedOptions, checkOptions, type OptionRules, type ProviderOptions } from './options.ts'
import { realFetch } from './real-fetch.ts'
import type { VendorFacts } from './vendors.ts'
import { VendorAdapter } from './vendor-adapter.ts'

/**
 * Makes an adapter factory of a vendor's facts and its dialect. Options, keys, time, limits, classification and
 * secrets are taken care of; what is left to write is the translation. The `fetch` that its client is made with takes what any
 * `fetch` takes and gives a `Response`, so that an SDK can be handed it as it is.
 */
export function defineProvider<Client, Body, O extends ProviderOptions = ProviderOptions>(
  facts: VendorFacts,
  dialect: (checked: CheckedOptions, options: O) => Dialect<Client, Body>,
  rules?: OptionRules,
): (options: O) => ModelAdapter {
  return (options) => {
    const checked = checkOptions(facts, options, rules)
    const made = dialect(checked, options)
    return new VendorAdapter(facts, checked, { ...made, createClient: (fetch) => made.createClient(realFetch(fetch)) })
  }
}
