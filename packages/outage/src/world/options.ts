import { checkMembers, checkNumber, checkText, checkWord, refuseOption, type Runtime } from '@understudy/spec'
import type { ReplyWriter } from '../replies/writer.ts'
import { STAGE_VENDORS, type StageVendor } from '../wire/vendor.ts'

/** A model of the small world. */
export interface WorldModel {
  readonly vendor: StageVendor
  /** Id as callers ask for it. */
  readonly model: string
  /** @default made from the id: `claude-fable-5` is `Claude Fable 5` */
  readonly displayName?: string
  /** What it says. @default a clean review, JSON that fits the schema, or a sentence */
  readonly replies?: ReplyWriter
  /** Time to the first header. @default 0 */
  readonly latencyMs?: number
  /** Pace of a stream; 0 sends all at once. @default 0 */
  readonly tokensPerSecond?: number
  /** Tokens of thinking that each answer is billed for. @default 64 */
  readonly reasoningTokens?: number
  /** @default 1_000_000 */
  readonly contextTokens?: number
  /** @default 128_000 */
  readonly maxOutputTokens?: number
  /** Dated id that an alias is served by, as vendors report it. @default the id itself */
  readonly servedAs?: string
  /** What the vendor recommends when this model is gone. @default 'Opus 4.8' for Anthropic */
  readonly replacement?: string
  /** ISO 8601 date. Before it, the model is unknown. */
  readonly releasedAt?: string
  /** ISO 8601 date announced for its end; from then on it is retired. */
  readonly retiresAt?: string
}

/** A customer of a vendor: a key and what comes with it. */
export interface WorldAccount {
  readonly vendor: StageVendor
  readonly name: string
  readonly apiKey: string
  /** Where its calls come from. */
  readonly region?: string
  /** Models it may use. @default all */
  readonly models?: readonly string[]
  /** Requests allowed in any 60 s; one more is answered by the vendor's 429. @default no limit */
  readonly requestsPerMinute?: number
  /** Input tokens allowed in any 60 s. @default no limit */
  readonly tokensPerMinute?: number
}

/** The models and accounts of a simulated world. */
export interface WorldOptions {
  readonly models: readonly WorldModel[]
  /** @default one account per vendor, with the key that `stage.apiKey(vendor)` gives */
  readonly accounts?: readonly WorldAccount[]
  /** Seed of every chance in this world. @default 1 */
  readonly seed?: number
  /** @default the system's clock and timers */
  readonly runtime?: Runtime
  /** Events kept for the timeline. @default 10_000 */
  readonly timelineLimit?: number
}

const MODEL_MEMBERS = [
  'vendor',
  'model',
  'displayName',
  'replies',
  'latencyMs',
  'tokensPerSecond',
  'reasoningTokens',
  'contextTokens',
  'maxOutputTokens',
  'servedAs',
  'replacement',
  'releasedAt',
  'retiresAt',
]
const ACCOUNT_MEMBERS = ['vendor', 'name', 'apiKey', 'region', 'models', 'requestsPerMinute', 'tokensPerMinute']

/** @throws InvalidOptionError with path, rule and value; also where production is running */
export function checkWorld(options: WorldOptions, environment: string | undefined): WorldOptions {
  if (environment === 'production')
    refuseOption(
      'NODE_ENV',
      "anything but 'production': a stage plays vendors and must not run where users are served",
      environment,
    )
  checkMembers('', options, ['models', 'accounts', 'seed', 'runtime', 'timelineLimit'])
  if (!Array.isArray(options.models) || options.models.length === 0)
    refuseOption('models', 'a list of at least one model', options.models)
  const seen = new Set<string>()
  for (const [index, model] of options.models.entries()) {
    checkModel(`models[${index}]`, model)
    if (seen.has(model.model)) refuseOption(`models[${index}].model`, 'named only once in a world', model.model)
    seen.add(model.model)
  }
  for (const [index, account] of (options.accounts ?? []).entries()) checkAccount(`accounts[${index}]`, account, seen)
  if (options.seed !== undefined) checkNumber('seed', options.seed, { whole: true })
  if (options.timelineLimit !== undefined) checkNumber('timelineLimit', options.timelineLimit, { min: 1, whole: true })
  return options
}

function checkModel(path: string, model: WorldModel): void {
  checkMembers(path, model, MODEL_MEMBERS)
  checkWord(`${path}.vendor`, model.vendor, STAGE_VENDORS)
  checkText(`${path}.model`, model.model)
  for (const name of ['latencyMs', 'tokensPerSecond', 'reasoningTokens'] as const)
    if (model[name] !== undefined) checkNumber(`${path}.${name}`, model[name], { min: 0 })
  for (const name of ['contextTokens', 'maxOutputTokens'] as const)
    if (model[name] !== undefined) checkNumber(`${path}.${name}`, model[name], { min: 1, whole: true })
  for (const name of ['releasedAt', 'retiresAt'] as const) {
    const date = model[name]
    if (date !== undefined && Number.isNaN(Date.parse(date))) refuseOption(`${path}.${name}`, 'an ISO 8601 date', date)
  }
}

function checkAccount(path: string, account: WorldAccount, models: ReadonlySet<string>): void {
  checkMembers(path, account, ACCOUNT_MEMBERS)
  checkWord(`${path}.vendor`, account.vendor, STAGE_VENDORS)
  checkText(`${path}.name`, account.name)
  checkText(`${path}.apiKey`, account.apiKey, { secret: true })
  for (const name of ['requestsPerMinute', 'tokensPerMinute'] as const)
    if (account[name] !== undefined) checkNumber(`${path}.${name}`, account[name], { min: 1, whole: true })
  for (const [index, model] of (account.models ?? []).entries()) checkWord(`${path}.models[${index}]`, model, [...models])
}
