import { checkText, type ModelAdapter } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter, VENDORS } from '../adapter/index.ts'
import { googleDialect } from './dialect.ts'

/** Options of `google`. */
export interface GoogleOptions extends ProviderOptions {
  /** @default the SDK's (`v1`) */
  readonly apiVersion?: string
}

/**
 * A Gemini model through Google's maintained SDK, `@google/genai`, and `generateContent`.
 * @throws InvalidOptionError
 */
export function google(options: GoogleOptions): ModelAdapter {
  const checked = checkOptions(VENDORS.google, options, { extras: ['apiVersion'] })
  const apiVersion = options.apiVersion === undefined ? undefined : checkText('apiVersion', options.apiVersion)
  return new VendorAdapter(VENDORS.google, checked, googleDialect({ ...checked, ...(apiVersion && { apiVersion }) }))
}
