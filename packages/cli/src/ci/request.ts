import { InvalidArgumentError } from 'commander'
import type { OnSwitch } from '@understudy/findings'
import { UnderstudyError } from '@understudy/spec'
import type { ReviewSettings } from '../settings/settings.ts'
import { dollars, oneOf, yesOrNo as yes } from '../shell/options.ts'
import type { ReadEnv } from '../terminal/terminal.ts'
import { INCONCLUSIVE_WORDS, type InconclusiveWord } from './conclusion.ts'

/** What a run in CI is told beyond a review's settings. */
export interface CiRequest {
  /** @default everything */
  readonly paths: readonly string[]
  /** Tells this review's alerts, comment and check from another one's of the same repository. @default 'understudy' */
  readonly category: string
  /** @default 'neutral' */
  readonly inconclusive: InconclusiveWord
  /** Folder that the runner's cache keeps from run to run; it is copied, and never worked in. */
  readonly state: string
  /** Folder for the reports. */
  readonly reports: string
  /** What becomes of alerts of a model that another one replaced. @default 'carry' */
  readonly onSwitch: OnSwitch
  /** Time after which somebody is asked about a carried alert, in milliseconds. @default 30 days */
  readonly carryForMs: number
  /** Served models that were accepted in place of the one before: what they do not repeat closes. @default none */
  readonly acceptSwitch: readonly string[]
  /** @default true, each */
  readonly comment: boolean
  readonly sarif: boolean
  readonly check: boolean
}

/** What the flags said; the rest comes from the environment and the defaults. */
export type CiFlags = { readonly [K in keyof CiRequest]?: CiRequest[K] | undefined } & {
  readonly maxCost?: number | undefined
  readonly exclude?: readonly string[] | undefined
}

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function category(text: string): string {
  if (/^[\w.-]{1,60}$/.test(text)) return text
  throw new InvalidArgumentError('It must be up to 60 letters, digits, dots, underlines and dashes.')
}

export const ON_SWITCH = ['carry', 'replace', 'degrade'] as const satisfies readonly OnSwitch[]

const DAY_MS = 24 * 3_600_000

/** Reads `30d`. @throws InvalidArgumentError */
export function days(text: string): number {
  const [, number] = /^(\d{1,4})d$/.exec(text) ?? []
  if (number === undefined) throw new InvalidArgumentError('It must look like 30d.')
  return Number(number) * DAY_MS
}

/** Variables that stand for flags: the inputs of the action arrive this way, so that none is ever part of a script. */
export const CI_ENVIRONMENT = Object.freeze({
  paths: ['UNDERSTUDY_CI_PATHS', lines],
  category: ['UNDERSTUDY_CI_CATEGORY', category],
  inconclusive: ['UNDERSTUDY_CI_INCONCLUSIVE', oneOf(INCONCLUSIVE_WORDS)],
  onSwitch: ['UNDERSTUDY_CI_ON_SWITCH', oneOf(ON_SWITCH)],
  carryForMs: ['UNDERSTUDY_CI_CARRY_FOR', days],
  acceptSwitch: ['UNDERSTUDY_CI_ACCEPT_SWITCH', lines],
  state: ['UNDERSTUDY_CI_STATE', String],
  reports: ['UNDERSTUDY_CI_REPORTS', String],
  comment: ['UNDERSTUDY_CI_COMMENT', yes],
  sarif: ['UNDERSTUDY_CI_SARIF', yes],
  check: ['UNDERSTUDY_CI_CHECK', yes],
  maxCost: ['UNDERSTUDY_CI_MAX_COST', dollars],
  exclude: ['UNDERSTUDY_CI_EXCLUDE', lines],
} as const)

export { category as readCategory }

function environmentFlags(env: ReadEnv): CiFlags {
  const said: Record<string, unknown> = {}
  for (const [name, [variable, read]] of Object.entries(CI_ENVIRONMENT)) {
    const text = env(variable)
    // An input that nobody gave arrives empty.
    if (!text) continue
    try {
      said[name] = read(text)
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      throw new UnderstudyError('invalid-option', `${variable}: ${error.message}`, { cause: error })
    }
  }
  return said
}

export interface CiInput {
  readonly request: CiRequest
  /** Settings of the review that are said in the words of CI. */
  readonly settings: ReviewSettings
}

/** Flags before the environment before the defaults. @throws UnderstudyError `invalid-option` that names the variable */
export function ciInput(flags: CiFlags, env: ReadEnv, places: Pick<CiRequest, 'state' | 'reports'>): CiInput {
  const said = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as CiFlags
  const { maxCost, exclude, paths, ...rest } = { ...environmentFlags(env), ...said }
  const defaults = {
    category: 'understudy',
    onSwitch: 'carry',
    carryForMs: 30 * DAY_MS,
    acceptSwitch: [],
    inconclusive: 'neutral',
    comment: true,
    sarif: true,
    check: true,
  } as const
  return {
    request: { ...defaults, ...places, ...(rest as Partial<CiRequest>), paths: paths && paths.length > 0 ? paths : ['.'] },
    settings: { ...(maxCost !== undefined && { spendingCapUsd: maxCost }), ...(exclude && exclude.length > 0 && { exclude }) },
  }
}
