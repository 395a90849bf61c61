import { SEVERITIES } from '@understudy/spec'
import type { ReviewSettings, SettingName, TargetSetting } from '../settings/settings.ts'
import { parseTarget, targetId } from '../targets/parse.ts'

/** What a reviewed repository's file comes to. */
export interface Narrowed {
  /** Only what is stricter than, or the same as, what the operator allowed. Targets are the operator's own entries. */
  readonly values: ReviewSettings
  /** One sentence for every wish that was not granted. */
  readonly refused: readonly string[]
  /** The operator's models that the repository left out, by short id. The offline floor is none: its silence proves nothing. */
  readonly dropped: readonly string[]
}

/** What the operator allows, by flags, environment and own file over the defaults. */
export interface Allowed {
  readonly settings: ReviewSettings
  /** The operator's targets in the operator's order, named or chosen by the keys in the environment. */
  readonly targets: readonly (string | TargetSetting)[]
}

const idOf = (target: string | TargetSetting): string =>
  typeof target !== 'string' && target.adapter
    ? target.target
    : targetId(parseTarget(typeof target === 'string' ? target : target.target, 'targets'))

const noMore = (wish: number, allowed: number | undefined): boolean => allowed === undefined || wish <= allowed
const severity = (word: string): number =>
  word === 'none' ? SEVERITIES.length : SEVERITIES.indexOf(word as (typeof SEVERITIES)[number])

/**
 * Whether a repository may have its wish. Settings that are absent here are the operator's alone. Fewer attempts and shorter
 * times are among those: they decide which model gives up, and so who judges.
 */
const RULES: Readonly<Partial<Record<SettingName, (wish: never, allowed: never) => boolean>>> = {
  format: () => true,
  floor: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
  failOn: (wish: string, allowed: string | undefined) => severity(wish) <= severity(allowed ?? 'low'),
  failOnExisting: (wish: boolean, allowed: boolean | undefined) => wish || allowed !== true,
  concurrency: noMore,
  maxFileBytes: noMore,
  onRefusal: (wish: string, allowed: string | undefined) => wish === 'surface' || wish === allowed,
  allowSubstitution: (wish: boolean, allowed: boolean | undefined) => !wish || allowed === true,
  emptyProof: (wish: string, allowed: string | undefined) => wish === 'canary' || wish === (allowed ?? 'none'),
  // Leaving code out hides it, so what a repository excludes is counted as not reviewed. See `collectInput`.
  exclude: () => true,
  gitignore: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
  defaultExcludes: (wish: boolean, allowed: boolean | undefined) => !wish || allowed !== false,
}

/** Why a wished target may not be had; null when it selects one of the operator's entries. */
function targetRefusal(target: string | TargetSetting, operators: ReadonlySet<string>): string | null {
  const id = idOf(target)
  const own = typeof target === 'string' ? undefined : Object.keys(target).find((name) => name !== 'target')
  if (own !== undefined) return `${own} of ${id} is for the operator to say`
  return operators.has(id) ? null : `${id} is not among the operator’s targets (${[...operators].join(', ')})`
}

/** The operator's own entries that the repository selects, in the operator's order; or why it may not select. */
function selectTargets(
  wishes: readonly (string | TargetSetting)[],
  operators: readonly (string | TargetSetting)[],
): { readonly kept: readonly (string | TargetSetting)[]; readonly dropped: readonly string[] } | { readonly refused: string } {
  const known = new Set(operators.map(idOf))
  const reasons = wishes.map((wish) => targetRefusal(wish, known)).filter((reason) => reason !== null)
  if (reasons.length > 0) return { refused: `targets: ${reasons.join('; ')}` }
  const wished = new Set(wishes.map(idOf))
  const dropped = [...known].filter((id) => !wished.has(id) && !id.startsWith('floor/'))
  return { kept: operators.filter((entry) => wished.has(idOf(entry))), dropped }
}

/**
 * Takes over what a reviewed repository asks for only where it narrows what the operator allowed: a selection of the operator's
 * targets, a stricter threshold. It cannot add hosts, choose or order models, change budgets, accept findings or choose where
 * health is kept.
 */
export function narrow(wishes: ReviewSettings, allowed: Allowed): Narrowed {
  const values: Record<string, unknown> = {}
  const refused: string[] = []
  let dropped: readonly string[] = []
  for (const [name, wish] of Object.entries(wishes)) {
    if (wish === undefined) continue
    if (name === 'targets') {
      const selected = selectTargets(wishes.targets ?? [], allowed.targets)
      if ('refused' in selected) refused.push(selected.refused)
      else {
        values['targets'] = selected.kept
        dropped = selected.dropped
      }
      continue
    }
    const rule = RULES[name as SettingName]
    if (rule?.(wish as never, allowed.settings[name as SettingName] as never)) values[name] = wish
    else refused.push(rule ? `${name}: it would widen what the operator allowed` : `${name} is for the operator to say`)
  }
  return { values, refused, dropped }
}
