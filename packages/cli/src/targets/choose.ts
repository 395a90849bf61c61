import { refuseOption, UnderstudyError } from '@understudy/spec'
import type { TargetSetting } from '../settings/settings.ts'
import type { ReadEnv } from '../terminal/terminal.ts'
import { repeatedId } from './distinct.ts'
import { parseTarget, settingTarget, type TargetName } from './parse.ts'
import { tierNote } from './tiers.ts'
import { DEFAULT_ORDER, type KeyedVendor, VENDOR_DEFAULTS } from './vendors.ts'

export interface ChosenTargets {
  /** In order of priority. */
  readonly targets: readonly TargetName[]
  /** Sentences for the user, such as that no key was found. */
  readonly notes: readonly string[]
}

const FLOOR: TargetName = { vendor: 'floor', model: 'ast-grep' }

/** An empty variable counts: whoever exports one means to use the vendor, and is told that the key is missing. */
function hasKey(vendor: KeyedVendor, env: ReadEnv): boolean {
  return VENDOR_DEFAULTS[vendor].keys.some((variable) => env(variable) !== undefined)
}

/**
 * The targets of a run. Named ones are taken as they are; else one default model for every key in the environment, and
 * the offline floor last, so that something answers when every model is gone.
 * @throws InvalidOptionError for an unknown vendor or a target named twice
 */
export function chooseTargets(
  named: readonly (string | TargetSetting)[] | undefined,
  withFloor: boolean,
  env: ReadEnv,
): ChosenTargets {
  if (named !== undefined) return { targets: uniqueTargets(named), notes: tierNote(named) }
  const keyed = DEFAULT_ORDER.filter((vendor) => hasKey(vendor, env))
  const targets = keyed.map((vendor): TargetName => ({ vendor, model: VENDOR_DEFAULTS[vendor].model }))
  const variables = DEFAULT_ORDER.map((vendor) => VENDOR_DEFAULTS[vendor].keys[0]).join(', ')
  if (targets.length > 0) return { targets: withFloor ? [...targets, FLOOR] : targets, notes: [] }
  if (!withFloor) refuseOption('targets', `at least one target: set one of ${variables}, or allow the offline floor`, undefined)
  return {
    targets: [FLOOR],
    notes: [`No vendor key found (${variables}). Only the offline floor reviews, so the result is degraded.`],
  }
}

function uniqueTargets(named: readonly (string | TargetSetting)[]): readonly TargetName[] {
  if (named.length === 0) refuseOption('targets', 'a list of at least one target', named)
  const twice = repeatedId(named)
  if (twice) throw new UnderstudyError('invalid-option', `targets[${twice.index}]: ${twice.sentence}.`)
  return named.map((name): TargetName => (typeof name === 'string' ? parseTarget(name) : settingTarget(name)))
}
