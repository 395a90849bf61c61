import { checkWord, refuseOption } from '@understudy/spec'
import type { TargetSetting } from '../settings/settings.ts'
import { VENDOR_WORDS, type VendorWord } from './vendors.ts'

export interface TargetName {
  readonly vendor: VendorWord
  readonly model: string
  /** Its place in the route and what makes it different, where that was said. */
  readonly setting?: TargetSetting
}

const EXAMPLE = 'vendor/model, such as anthropic/claude-opus-5-5'

/**
 * Reads a target as users write it; `floor` alone is enough for the offline engine.
 * @throws InvalidOptionError that names the nearest vendor
 */
export function parseTarget(text: string, path = '--targets'): TargetName {
  const trimmed = text.trim()
  if (trimmed === 'floor' || trimmed === 'floor/ast-grep') return { vendor: 'floor', model: 'ast-grep' }
  const slash = trimmed.indexOf('/')
  // Slashes after the first belong to the model: gateways serve names such as meta-llama/llama-4.
  const model = trimmed.slice(slash + 1)
  if (slash <= 0 || model.trim() === '' || /\s/.test(trimmed)) refuseOption(path, EXAMPLE, text)
  return { vendor: checkWord(path, trimmed.slice(0, slash), VENDOR_WORDS), model }
}

/** A target as settings have it; an adapter of the user's own has whatever id it says. @throws InvalidOptionError */
export function settingTarget(setting: TargetSetting): TargetName {
  const model = setting.target.slice(setting.target.indexOf('/') + 1)
  return setting.adapter ? { vendor: 'own', model, setting } : { ...parseTarget(setting.target, 'targets'), setting }
}

/** The short id under which a target is known everywhere. */
export function targetId({ vendor, model, setting }: TargetName): string {
  return setting?.id ?? (vendor === 'own' ? (setting?.target ?? model) : `${vendor}/${model}`)
}
