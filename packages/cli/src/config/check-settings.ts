import { fitsAny } from '@understudy/failover'
import { nearestWord, UnderstudyError } from '@understudy/spec'
import type { Layer } from '../settings/layers.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { checkConfig } from './load.ts'

/** Targets that a flag or a variable wrote out keep the rules of a file. @throws ConfigError */
export function checkWrittenTargets(layers: readonly Layer[]): void {
  for (const { origin, values } of layers) {
    const name = origin === 'flag' ? '--targets' : origin === 'environment' ? 'UNDERSTUDY_TARGETS' : null
    if (name !== null && values.targets?.some((target) => typeof target !== 'string'))
      checkConfig({ targets: values.targets }, name)
  }
}

interface Ruled {
  readonly rules: readonly { readonly repositoryClasses?: readonly string[] }[]
}

/**
 * A class that nobody wrote down is treated like ordinary code, and a slip of the pen would send secret code to whoever reads
 * that. So with lists by class it must be one of them, or of the policy's; with a policy alone, no near miss of one.
 * @throws UnderstudyError `invalid-option`
 */
export function checkClass({ repositoryClass, targetsByClass, policy }: ReviewSettings): void {
  if (repositoryClass === undefined) return
  const listed = Object.keys(targetsByClass ?? {})
  const rules = (policy as Ruled | undefined)?.rules ?? []
  const ruled = rules.flatMap((rule) => rule.repositoryClasses ?? []).filter((pattern) => pattern !== '*')
  const nearList = nearestWord(repositoryClass, listed)
  if (listed.includes(repositoryClass) || (nearList === undefined && fitsAny(ruled, repositoryClass))) return
  const meant = nearList ?? nearestWord(repositoryClass, ruled)
  if (listed.length === 0 && meant === undefined) return
  throw new UnderstudyError(
    'invalid-option',
    `The class ${repositoryClass} (repositoryClass, --repository-class) is not in your configuration, which has ${[...new Set([...listed, ...ruled])].join(', ')}.${meant ? ` Did you mean ${meant}?` : ''} To have it reviewed like any other code, give it a list in targetsByClass, or name it in a rule of the policy.`,
  )
}
