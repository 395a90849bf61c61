import type { RouteOptions } from '@understudy/failover'
import { checkNumber, checkText, checkWord, type Effort, refuseOption } from '@understudy/spec'
import { type CheckpointKeeping, checkpointKeeping } from '../checkpoint/keeping.ts'
import { checkComparability, type ComparabilityChoice } from '../report/comparability.ts'
import { DEFAULT_CALL_TOKENS } from '../plan/tokens.ts'
import { type ShadowOptions, type ShadowSettings, shadowSettings } from '../shadow/options.ts'
import type { TaskRoutes } from './routes.ts'

/** Options of a reviewer. Those of its route are handed on as they are. */
export interface ReviewerOptions extends RouteOptions {
  /** Calls in flight at once. @default 4 */
  readonly concurrency?: number
  /** Longer files are skipped, with the reason in the coverage. Bytes. @default 1_048_576 */
  readonly maxFileBytes?: number
  /** Most code in one call, by estimate; longer files are cut. Tokens. @default 12_000, or less where a target's window is small */
  readonly callTokens?: number
  /** Most small files in one call. One keeps a file's failure from taking others along. @default 1 */
  readonly filesPerCall?: number
  /** @default 'medium' */
  readonly effort?: Effort
  /** Reasoning included. @default 16_000 */
  readonly maxOutputTokens?: number
  /** Ask vendors for a stream; results are whole either way. @default false */
  readonly stream?: boolean
  /** `canary`: every call carries a synthetic file with a flaw that the model must report, or its answer proves nothing. @default 'none' */
  readonly emptyProof?: 'none' | 'canary'
  /** Names whoever the review is for. Only a hash is sent, so that one user's block does not become everybody's. @default none */
  readonly tenant?: string
  /** Targets and other route options of tasks that have a route of their own. @default every task takes the reviewer's */
  readonly tasks?: TaskRoutes
  /** How long finished files are remembered in the store. @default 30 days, 20_000 files */
  readonly checkpoints?: CheckpointKeeping
  /** Baseline and profiles, so that reports say what a substitute's findings are worth. @default nothing is known of any model */
  readonly comparability?: ComparabilityChoice
  /**
   * Watch each served model, per task and language, for behaving otherwise than it used to (refusals, findings per line, mix of
   * families, planted canaries), and raise `drift-suspected`. Its past is kept in `store`. @default false
   */
  readonly watchDrift?: boolean
  /** Have a sample of files reviewed by a standby as well, so that its worth is known before it is needed. @default no shadow runs */
  readonly shadow?: ShadowOptions
}

/** The reviewer's own options, checked and with every default filled in. */
export interface ReviewerSettings {
  readonly concurrency: number
  readonly maxFileBytes: number
  /** Null: what fits every target. */
  readonly callTokens: number | null
  readonly filesPerCall: number
  readonly effort: Effort
  readonly maxOutputTokens: number
  readonly stream: boolean
  readonly emptyProof: 'none' | 'canary'
  readonly tenant: string | null
  readonly tasks: TaskRoutes
  readonly checkpoints: Required<CheckpointKeeping>
  readonly comparability: ComparabilityChoice | null
  readonly watchDrift: boolean
  readonly shadow: ShadowSettings | null
}

/** Lines that two parts of a cut file share. */
export const OVERLAP_LINES = 12

/** For the hint on a misspelt option; the route knows the others. */
export const OWN_OPTIONS: readonly (keyof ReviewerOptions)[] = [
  'concurrency',
  'maxFileBytes',
  'callTokens',
  'filesPerCall',
  'effort',
  'maxOutputTokens',
  'stream',
  'emptyProof',
  'tenant',
  'tasks',
  'checkpoints',
  'comparability',
  'watchDrift',
  'shadow',
]

/** System text, schema and the task's own words: room that every call needs beside the code. */
const FIXED_TOKENS = 3_000

/** No window is cut for below this: such a target is passed over instead. */
const LEAST_CALL_TOKENS = 1_000

/**
 * Code that fits every target's window, so that whichever has to take over can. Degraded targets read files, not prompts.
 */
export function tokensForAll(targets: RouteOptions['targets'], maxOutputTokens: number): number {
  const windows = targets
    .map((target) => ('adapter' in target ? target.adapter : target))
    .filter((adapter) => !adapter.degraded)
    .map(({ limits }) => limits.contextTokens - Math.min(maxOutputTokens, limits.maxOutputTokens) - FIXED_TOKENS)
  return Math.max(LEAST_CALL_TOKENS, Math.min(DEFAULT_CALL_TOKENS, ...windows))
}

/** Splits a reviewer's options into its own, checked, and its route's, which the route checks. @throws InvalidOptionError */
export function reviewerSettings(options: ReviewerOptions): {
  readonly settings: ReviewerSettings
  readonly route: RouteOptions
} {
  if (typeof options !== 'object' || options === null) refuseOption('options', 'an object with targets', options)
  const {
    concurrency,
    maxFileBytes,
    callTokens,
    filesPerCall,
    effort,
    maxOutputTokens,
    stream,
    emptyProof,
    tenant,
    tasks,
    checkpoints,
    comparability,
    watchDrift,
    shadow,
    ...route
  } = options
  const output = checkNumber('maxOutputTokens', maxOutputTokens ?? 16_000, { min: 256, max: 1_000_000, whole: true })
  const settings: ReviewerSettings = {
    concurrency: checkNumber('concurrency', concurrency ?? 4, { min: 1, max: 1_000, whole: true }),
    maxFileBytes: checkNumber('maxFileBytes', maxFileBytes ?? 2 ** 20, { min: 1, max: 2 ** 30, whole: true }),
    callTokens:
      callTokens === undefined
        ? null
        : checkNumber('callTokens', callTokens, { min: LEAST_CALL_TOKENS, max: 10 ** 6, whole: true }),
    filesPerCall: checkNumber('filesPerCall', filesPerCall ?? 1, { min: 1, max: 100, whole: true }),
    effort: checkWord('effort', effort ?? 'medium', ['low', 'medium', 'high']),
    maxOutputTokens: output,
    stream: stream === true,
    emptyProof: checkWord('emptyProof', emptyProof ?? 'none', ['none', 'canary']),
    tenant: tenant === undefined ? null : checkText('tenant', tenant),
    tasks: tasks ?? {},
    checkpoints: checkpointKeeping(checkpoints),
    comparability: comparability === undefined ? null : checkComparability(comparability),
    watchDrift: watchDrift === true,
    shadow: shadow === undefined ? null : shadowSettings(shadow, route.spendingCapUsd !== undefined),
  }
  return { settings, route }
}
