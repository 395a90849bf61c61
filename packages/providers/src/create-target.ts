import { checkWord, type ModelAdapter, refuseOption } from '@understudy/spec'
import { type ProviderOptions, VENDORS, type VendorWord } from './adapter/index.ts'
import { anthropic } from './anthropic/index.ts'
import { google } from './google/index.ts'
import { googleLegacy } from './google-legacy/index.ts'
import { openai } from './openai/index.ts'
import { openaiCompatible, type OpenAICompatibleOptions } from './openai-compatible/index.ts'

/** A target as configuration: a vendor's word and that vendor's options. */
export interface TargetDescription extends ProviderOptions {
  readonly vendor: VendorWord
}

const FACTORIES: Readonly<Record<VendorWord, (options: ProviderOptions) => ModelAdapter>> = {
  anthropic,
  openai,
  google,
  'google-legacy': googleLegacy,
  'openai-compatible': (options) => openaiCompatible(options as OpenAICompatibleOptions),
}

const WORDS = Object.keys(VENDORS) as VendorWord[]

/**
 * Makes an adapter from a short id, `vendor/model`, or from a description.
 * @throws InvalidOptionError that names the nearest vendor
 */
export function createTarget(target: string | TargetDescription, options: Omit<ProviderOptions, 'model'> = {}): ModelAdapter {
  if (typeof target !== 'string') {
    if (typeof target !== 'object' || target === null)
      refuseOption('target', 'a short id such as anthropic/claude-opus-4-8', target)
    const { vendor, ...described } = target
    return FACTORIES[checkWord('target.vendor', vendor, WORDS)]({ ...options, ...described })
  }
  const slash = target.indexOf('/')
  if (slash < 1 || slash === target.length - 1) refuseOption('target', 'a short id such as anthropic/claude-opus-4-8', target)
  const vendor = checkWord('target', target.slice(0, slash), WORDS)
  return FACTORIES[vendor]({ ...options, model: target.slice(slash + 1) })
}
