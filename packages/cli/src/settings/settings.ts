import type { Effort, ModelAdapter, Severity, TaskName } from '@understudy/spec'

export const FORMATS = ['pretty', 'json', 'sarif', 'html', 'markdown', 'gitlab', 'rdjson', 'github'] as const
export type Format = (typeof FORMATS)[number]

/** A target with its place in the route, and what a gateway or a contract makes different. */
export interface TargetSetting {
  /** `vendor/model`, or `floor`; the id of an adapter of one's own. */
  readonly target: string
  /** Gives an adapter of one's own, which a configuration in code brought along. */
  readonly adapter?: (() => ModelAdapter) | undefined
  /** Short id of one's own. @default the target */
  readonly id?: string | undefined
  readonly tier?: number | undefined
  readonly weight?: number | undefined
  readonly tasks?: readonly TaskName[] | undefined
  readonly baseURL?: string | undefined
  /** Environment variable that holds the key. @default the vendor's usual one */
  readonly apiKeyEnv?: string | undefined
  /** Headers that a gateway wants; `${NAME}` stands for an environment variable. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Hosts that may be asked over plain http. @default this machine only */
  readonly allowInsecureHttp?: readonly string[] | undefined
  readonly structuredOutput?: 'json-schema' | 'json-object' | 'none' | undefined
  readonly outputCap?: 'max_tokens' | 'max_completion_tokens' | undefined
  readonly sendEffort?: boolean | undefined
  /** Refuse an answer that does not say which model gave it. @default false */
  readonly requireServedModel?: boolean | undefined
  readonly region?: string | undefined
  readonly residency?: string | undefined
  readonly retention?: string | undefined
  readonly servedModels?: readonly string[] | undefined
}

/** Everything a review can be told, whether by a flag, the environment or a file. Absent means: not said here. */
export interface ReviewSettings {
  /** In order of priority. @default one model for every key in the environment, then the floor */
  readonly targets?: readonly (string | TargetSetting)[] | undefined
  /** Targets for code of a class, instead of those above. @default none */
  readonly targetsByClass?: Readonly<Record<string, readonly (string | TargetSetting)[]>> | undefined
  /** Let a reviewed repository leave out targets without the result counting as degraded. @default false */
  readonly repositoryMayDropTargets?: boolean | undefined
  /** Let the offline floor answer when nobody else does. Only looked at when `targets` is not given. @default true */
  readonly floor?: boolean | undefined
  /** SARIF log of another scanner, which answers before the floor does. @default none */
  readonly floorSarif?: string | undefined
  /** @default 'pretty' */
  readonly format?: Format | undefined
  /** Least severity that makes the command fail, or `none`. @default 'low' */
  readonly failOn?: Severity | 'none' | undefined
  /** Let findings on lines that a change does not touch count as well. @default false */
  readonly failOnExisting?: boolean | undefined
  /** Longest time for the whole review, in milliseconds. @default none; each call has its own deadline */
  readonly deadlineMs?: number | undefined
  /** Longest time for one call with all its attempts, in milliseconds. @default 300_000 */
  readonly callDeadlineMs?: number | undefined
  /** Calls at the same time. @default 4 */
  readonly concurrency?: number | undefined
  /** Model calls per request. @default 3 */
  readonly attempts?: number | undefined
  /** @default 'surface' */
  readonly onRefusal?: 'surface' | 'failover' | undefined
  /** @default false */
  readonly allowSubstitution?: boolean | undefined
  /** @default 'medium' */
  readonly effort?: Effort | undefined
  /** @default 'none' */
  readonly emptyProof?: 'none' | 'canary' | undefined
  /** @default 262_144 */
  readonly maxFileBytes?: number | undefined
  /** Patterns to leave out, in the language of `.gitignore`. @default [] */
  readonly exclude?: readonly string[] | undefined
  /** @default true */
  readonly defaultExcludes?: boolean | undefined
  /** @default true */
  readonly gitignore?: boolean | undefined
  /** Path of the health store, or false for memory. @default a file in the user's state folder */
  readonly store?: string | false | undefined
  /** File that keeps one line per attempt and decision. @default none */
  readonly journal?: string | undefined
  /** Address by vendor, for gateways. */
  readonly baseUrls?: Readonly<Record<string, string>> | undefined
  /** Who may send which code where. @default everybody everything */
  readonly policy?: object | undefined
  /** Documents that bar models before any call fails. @default none */
  readonly notices?:
    | {
        readonly sources: readonly string[]
        readonly trustedKeys: readonly { readonly id: string; readonly file: string }[]
        readonly mayBarLast?: readonly string[] | true | undefined
      }
    | undefined
  /** Model that others are compared with, and the file of profiles that `qualify` wrote. @default none */
  readonly comparability?:
    | {
        readonly baseline: string
        readonly profiles: string
        readonly delta?: number | undefined
        readonly calibrateSeverity?: boolean | undefined
        readonly require?: boolean | undefined
      }
    | undefined
  /** Watch each model for behaving otherwise than it used to. @default false */
  readonly watchDrift?: boolean | undefined
  /** Have a standby review a sample of files as well. @default none */
  readonly shadow?:
    | {
        readonly share: number
        readonly whileReturning?: number | undefined
        readonly spendingCapUsd?: number | undefined
        readonly concurrency?: number | undefined
      }
    | undefined
  /** Prices that outweigh the list that came along. */
  readonly prices?: readonly object[] | undefined
  /** The most that one review may spend, in US dollars. @default no cap */
  readonly spendingCapUsd?: number | undefined
  /** Class of the reviewed code, for policies that ask. @default none */
  readonly repositoryClass?: string | undefined
  /** File with findings that are known and accepted. @default none */
  readonly baseline?: string | undefined
}

/** What holds where nobody said anything. Settings that are absent here have a default that depends on the environment. */
export const SETTING_DEFAULTS: ReviewSettings = Object.freeze({
  floor: true,
  format: 'pretty',
  failOn: 'low',
  callDeadlineMs: 300_000,
  concurrency: 4,
  attempts: 3,
  onRefusal: 'surface',
  allowSubstitution: false,
  effort: 'medium',
  emptyProof: 'none',
  maxFileBytes: 262_144,
  exclude: [],
  defaultExcludes: true,
  gitignore: true,
  baseUrls: {},
} as const)

export type SettingName = keyof ReviewSettings
