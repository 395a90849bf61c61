import type { ReviewSettings, SettingName } from './settings.ts'

/** Settings of one origin: the defaults, a file, the environment, or the flags. */
export interface Layer {
  /** In words, for `understudy config`. */
  readonly origin: string
  readonly values: ReviewSettings
}

/** Settings in force, each with the origin that decided it. */
export interface EffectiveSettings {
  readonly values: ReviewSettings
  readonly origins: ReadonlyMap<SettingName, string>
}

/** Lays settings over one another, the strongest last. Addresses are joined by vendor; everything else is replaced. */
export function mergeLayers(layers: readonly Layer[]): EffectiveSettings {
  const origins = new Map<SettingName, string>()
  let values: ReviewSettings = {}
  for (const { origin, values: said } of layers) {
    for (const [name, value] of Object.entries(said)) {
      if (value === undefined) continue
      const joined = name === 'baseUrls' ? { ...values.baseUrls, ...said.baseUrls } : value
      if (name !== 'baseUrls' || Object.keys(said.baseUrls ?? {}).length > 0) origins.set(name as SettingName, origin)
      values = { ...values, [name]: joined }
    }
  }
  return { values, origins }
}
