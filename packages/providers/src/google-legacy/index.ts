import { checkText, type ModelAdapter } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter, VENDORS } from '../adapter/index.ts'
import { googleLegacyDialect } from './dialect.ts'

/** Options of `googleLegacy`. */
export interface GoogleLegacyOptions extends ProviderOptions {
  /** @default the SDK's (`v1beta`) */
  readonly apiVersion?: string
}

/**
 * A Gemini model through `@google/generative-ai`, which Google ended on 2025-08-31; for teams that still have it.
 * @throws InvalidOptionError
 */
export function googleLegacy(options: GoogleLegacyOptions): ModelAdapter {
  const checked = checkOptions(VENDORS['google-legacy'], options, { extras: ['apiVersion'] })
  const apiVersion = options.apiVersion === undefined ? undefined : checkText('apiVersion', options.apiVersion)
  return new VendorAdapter(
    VENDORS['google-legacy'],
    checked,
    googleLegacyDialect({ ...checked, ...(apiVersion && { apiVersion }) }),
  )
}
