import type { RouteTarget } from '@understudy/sdk'
import type { ReviewSettings } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'
import { unusedAddresses } from '../targets/addresses.ts'
import { chooseTargets } from '../targets/choose.ts'
import { createTargets } from '../targets/create.ts'

export interface PreparedTargets {
  readonly targets: readonly RouteTarget[]
  /** What the user should know about them. */
  readonly notes: readonly string[]
}

/** Who may be asked. @throws UnderstudyError `invalid-option` for a wrong target or key, `missing-peer` for a missing SDK */
export async function prepareTargets(settings: ReviewSettings, { env, runtime }: World): Promise<PreparedTargets> {
  const addresses = settings.baseUrls ?? {}
  const { targets, notes } = chooseTargets(settings.targets, settings.floor ?? true, env)
  return {
    targets: await createTargets(targets, addresses, runtime),
    notes: [...notes, ...unusedAddresses(addresses, env)],
  }
}
