import { SEVERITIES } from '@understudy/spec'
import type { ReviewSettings, SettingName, TargetSetting } from '../settings/settings.ts'

/** What a reviewed repository's file comes to. */
export interface Narrowed {
  /** Only what is stricter than, or the same as, what the operator allowed. */
  readonly values: ReviewSettings
  /** One sentence for every wish that was not granted. */
  readonly refused: readonly string[]
}

/** What the operator allows, by flags, environment and own file over the defaults. */
export interface Allowed {
  readonly settings: ReviewSettings
  /** Short ids of the targets that the operator named or holds keys for, vendor words where any model of it will do. */
  readonly targets: { readonly named: readonly string[] | null; readonly vendors: readonly string[] }
}

const idOf = (target: string | TargetSetting): string => (typeof target === 'string' ? target : target.target)

const noMore = (wish: number, allowed: number | undefined): boolean => allowed === undefined || wish <= allowed
const severity = (word: string): number =>
  word === 'none' ? SEVERITIES.length : SEVERITIES.indexOf(word as (typeof SEVERITIES)[number])

/** Whether a repository may have its wish. Settings that are absent here are the operator's alone. */
const RULES: Readonly<Partial<Record<SettingName, (wish: never, allowed: never) => boolean>>> = {
  format: () => true,
  floor: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
  failOn: (wish: string, allowed: string | undefined) => severity(wish) <= severity(allowed ?? 'low'),
  deadlineMs: noMore,
  callDeadlineMs: noMore,
  concurrency: noMore,
  attempts: noMore,
  maxFileBytes: noMore,
  onRefusal: (wish: string, allowed: string | undefined) => wish === 'surface' || wish === allowed,
  allowSubstitution: (wish: boolean, allowed: boolean | undefined) => !wish || allowed === true,
  effort: (wish: string, allowed: string | undefined) =>
    ['low', 'medium', 'high'].indexOf(wish) <= ['low', 'medium', 'high'].indexOf(allowed ?? 'medium'),
  emptyProof: (wish: string, allowed: string | undefined) => wish === 'canary' || wish === (allowed ?? 'none'),
  // Leaving code out hides it, so what a repository excludes is counted as not reviewed. See `collectInput`.
  exclude: () => true,
  gitignore: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
  defaultExcludes: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
}

/** Why a wished target may not be had; null when it may. */
function targetRefusal(target: string | TargetSetting, { named, vendors }: Allowed['targets']): string | null {
  const id = idOf(target)
  if (typeof target !== 'string') {
    const own = (['baseURL', 'region', 'residency', 'retention', 'servedModels'] as const).find(
      (name) => target[name] !== undefined,
    )
    if (own) return `${own} of ${id} is for the operator to say`
  }
  if (named) return named.includes(id) ? null : `${id} is not among the operator’s targets (${named.join(', ')})`
  return vendors.includes(id.split('/')[0] ?? '') ? null : `the operator has no key for ${id}`
}

/**
 * Takes over what a reviewed repository asks for only where it narrows what the operator allowed: fewer targets, shorter
 * times, a stricter threshold. It cannot add hosts, raise budgets, accept findings or choose where health is kept.
 */
export function narrow(wishes: ReviewSettings, allowed: Allowed): Narrowed {
  const values: Record<string, unknown> = {}
  const refused: string[] = []
  for (const [name, wish] of Object.entries(wishes)) {
    if (wish === undefined) continue
    if (name === 'targets') {
      const reasons = (wishes.targets ?? [])
        .map((target) => targetRefusal(target, allowed.targets))
        .filter((reason) => reason !== null)
      if (reasons.length === 0) values['targets'] = wish
      else refused.push(`targets: ${reasons.join('; ')}`)
      continue
    }
    const rule = RULES[name as SettingName]
    if (rule?.(wish as never, allowed.settings[name as SettingName] as never)) values[name] = wish
    else refused.push(rule ? `${name}: it would widen what the operator allowed` : `${name} is for the operator to say`)
  }
  return { values, refused }
}
