import type { TargetSetting } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { parseTarget } from '../targets/parse.ts'
import { keyedVendor, VENDOR_DEFAULTS } from '../targets/vendors.ts'

const KEY_VARIABLES: ReadonlySet<string> = new Set(Object.values(VENDOR_DEFAULTS).flatMap(({ keys }) => keys))

/** An input that nobody gave and a secret that a fork does not see both arrive as empty variables: here they count as unset. */
export function withoutEmptyKeys(shell: Shell): Shell {
  const env = (name: string): string | undefined => {
    const value = shell.env(name)
    return value === '' && KEY_VARIABLES.has(name) ? undefined : value
  }
  return { ...shell, env, runtime: { ...shell.runtime, env } }
}

/** Targets that can be asked without a secret that is not there; the floor alone when none is left. */
export function keylessTargets(
  targets: readonly (string | TargetSetting)[] | undefined,
  { env }: Pick<Shell, 'env'>,
): readonly (string | TargetSetting)[] | undefined {
  const left = targets?.filter((target) => {
    if (typeof target !== 'string' && target.adapter) return true
    if (typeof target !== 'string' && target.apiKeyEnv !== undefined) return Boolean(env(target.apiKeyEnv))
    const vendor = keyedVendor(parseTarget(typeof target === 'string' ? target : target.target).vendor)
    return vendor === null || VENDOR_DEFAULTS[vendor].keys.some((variable) => env(variable) !== undefined)
  })
  return left?.length === 0 ? ['floor'] : left
}
