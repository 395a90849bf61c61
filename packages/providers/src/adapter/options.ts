import {
  checkMembers,
  checkNumber,
  checkText,
  type ModelLimits,
  refuseOption,
  type Runtime,
  systemRuntime,
} from '@understudy/spec'
import type { FreshValue } from '../transport/index.ts'
import { checkBaseURL, checkPlainHosts } from './base-url.ts'
import { checkHeaders } from './headers.ts'
import { checkKey } from './key.ts'
import { checkOwnId } from './own-id.ts'
import { defaultLimits } from './model-limits.ts'
import { checkNodeVersion } from './node-version.ts'
import type { VendorFacts } from './vendors.ts'

/** What every adapter factory takes. */
export interface ProviderOptions {
  /** As the vendor writes it. */
  readonly model: string
  /**
   * A key, or a function that gives one and is asked before each request, for tokens that run out. All targets with a function count as
   * one account of their endpoint. @default the vendor's usual environment variable
   */
  readonly apiKey?: string | (() => string | Promise<string>)
  /** Environment variable that holds the key. @default the vendor's usual one */
  readonly apiKeyEnv?: string
  /** Where the vendor's API, or a gateway that speaks it, is found. @default the vendor's own; never taken from the environment */
  readonly baseURL?: string
  /** Serving region that the channel pins. What it may be depends on the vendor. */
  readonly region?: string
  /** Residency class that policies compare. @default the region, or `global` */
  readonly residency?: string
  /** What your contract says that the vendor keeps: `none`, `30d`, … @default unknown */
  readonly retention?: string
  /** Used instead of pooled connections, under the same limits. */
  readonly fetch?: typeof globalThis.fetch
  /** Allows `http:` to these hosts, or with true to any; prompts and keys then travel readable. @default this machine only */
  readonly allowInsecureHttp?: boolean | readonly string[]
  /** Short id of one's own, `name/model`, so that one model can stand twice. @default `vendor/model` */
  readonly id?: string
  /**
   * Sent with every request, in place of the SDK's own of the same name; what a gateway wants. `${NAME}` in a value stands for a
   * variable of the environment; a function is asked before each request. @default none
   */
  readonly headers?: Readonly<Record<string, string | (() => string | Promise<string>)>>
  /** What the model can do, where the built-in table does not know it. */
  readonly limits?: Partial<ModelLimits>
  /**
   * Further names under which the endpoint may say that this same model answered. An answer that bears another model's name counts as
   * `substituted` and goes to the next target. The spellings of clouds and gateways are known, dated snapshots too; what has to be
   * listed is a name of one's own: an Azure deployment answers under its model's name, a gateway's alias under that of what is behind
   * it. @default []
   */
  readonly servedModels?: readonly string[]
  /**
   * Refuses an answer that does not say which model gave it. At a vendor's own hosts that is always refused; elsewhere the report says
   * `not stated`. @default false
   */
  readonly requireServedModel?: boolean
  /** Where the environment is read. @default the system's */
  readonly runtime?: Pick<Runtime, 'env'>
}

/** Names of the options that every adapter factory takes. */
export const PROVIDER_OPTIONS = [
  'model',
  'apiKey',
  'apiKeyEnv',
  'baseURL',
  'region',
  'residency',
  'retention',
  'fetch',
  'allowInsecureHttp',
  'id',
  'headers',
  'limits',
  'servedModels',
  'requireServedModel',
  'runtime',
] as const

/** Options after every rule was checked. */
export interface CheckedOptions {
  readonly model: string
  readonly key: string | undefined
  /** Why there is no key that could be used, though one is needed. */
  readonly missingKey?: string
  /** The variable that the key was read from. */
  readonly keyName?: string
  readonly baseURL: string
  /** Of the user's own. */
  readonly id?: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** Marks in `key` and `headers`, and what is asked for the value of each. @default none */
  readonly fresh?: readonly FreshValue[]
  readonly region?: string
  readonly residency: string
  readonly retention?: string
  readonly fetch?: typeof globalThis.fetch
  readonly limits: ModelLimits
  readonly servedModels: readonly string[]
  readonly requireServedModel?: boolean
}

/** What a vendor’s options may hold beside those of all vendors. */
export interface OptionRules {
  /** Options of this vendor alone. */
  readonly extras?: readonly string[]
  /** Regions that the vendor's API can pin, and the base URL that does it, where it takes another one. */
  readonly regions?: Readonly<Record<string, string | undefined>>
}

/** Checks what an adapter factory was given. @throws InvalidOptionError */
export function checkOptions(facts: VendorFacts, options: ProviderOptions, rules: OptionRules = {}): CheckedOptions {
  checkNodeVersion()
  if (typeof options !== 'object' || options === null) refuseOption('options', 'an object with a model', options)
  checkMembers('', options, [...PROVIDER_OPTIONS, ...(rules.extras ?? [])])
  const model = checkText('model', options.model)
  if (/[\s?#\\]|\.\.|[^\x20-\x7e]/.test(model)) refuseOption('model', 'a model id without spaces, ?, #, \\ or ..', model)
  if (options.fetch !== undefined && typeof options.fetch !== 'function') refuseOption('fetch', 'a function', options.fetch)
  const region = checkRegion(options, rules)
  const usual = (region && rules.regions?.[region]) ?? facts.baseURL
  const baseURL = checkBaseURL(options.baseURL ?? usual, checkPlainHosts(options.allowInsecureHttp ?? false))
  const env = (name: string): string | undefined => (options.runtime ?? systemRuntime).env(name)
  const {
    headers,
    fresh: ofHeaders = [],
    missing: lacking,
  } = options.headers === undefined ? {} : checkHeaders(options.headers, env)
  const {
    key,
    fresh: ofKey,
    missing,
    from,
  } = checkKey(facts, options.apiKey, {
    env,
    variable: options.apiKeyEnv === undefined ? undefined : checkText('apiKeyEnv', options.apiKeyEnv),
    ownEndpoint: options.baseURL !== undefined,
  })
  const missingKey = missing ?? lacking
  const fresh = ofKey ? [ofKey, ...ofHeaders] : ofHeaders
  return {
    model,
    key,
    ...(missingKey !== undefined && { missingKey }),
    ...(from !== undefined && { keyName: from }),
    baseURL,
    ...(options.id !== undefined && { id: checkOwnId(options.id) }),
    ...(headers && { headers }),
    ...(fresh.length > 0 && { fresh }),
    ...(region !== undefined && { region }),
    residency: options.residency === undefined ? (region ?? 'global') : checkText('residency', options.residency),
    ...(options.retention !== undefined && { retention: checkText('retention', options.retention) }),
    ...(options.fetch && { fetch: options.fetch }),
    limits: checkLimits(facts, model, options.limits),
    servedModels: (options.servedModels ?? []).map((name, index) => checkText(`servedModels[${index}]`, name)),
    ...(options.requireServedModel !== undefined && {
      requireServedModel: checkFlag('requireServedModel', options.requireServedModel),
    }),
  }
}

function checkRegion(options: ProviderOptions, { regions }: OptionRules): string | undefined {
  if (options.region === undefined) return undefined
  const region = checkText('region', options.region)
  if (options.baseURL !== undefined || (regions && Object.hasOwn(regions, region))) return region
  const known = Object.keys(regions ?? {})
  return refuseOption(
    'region',
    known.length ? `one of ${known.join(', ')}, or given together with baseURL` : 'given together with baseURL',
    region,
  )
}

function checkLimits(facts: VendorFacts, model: string, given: Partial<ModelLimits> = {}): ModelLimits {
  const known = { ...defaultLimits(facts.family ?? facts.vendor, model), ...facts.limits }
  checkMembers('limits', given, Object.keys(known))
  for (const name of ['contextTokens', 'maxOutputTokens'] as const)
    if (given[name] !== undefined) checkNumber(`limits.${name}`, given[name], { min: 1, whole: true })
  return Object.freeze({ ...known, ...given })
}

function checkFlag(name: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuseOption(name, 'true or false', value)
}
