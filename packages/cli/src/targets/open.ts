import { createRoute, type Route } from '@understudy/failover'
import type { RouteTarget } from '@understudy/sdk'
import { type ConfigChoice, type Effective, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import { prepareTargets } from '../review/targets.ts'
import type { World } from '../shell/shell.ts'
import { type OpenedStore, openStore } from '../store/open.ts'

/** Targets with what is remembered about them, for commands that look and act without reviewing. */
export interface OpenedTargets extends AsyncDisposable {
  readonly effective: Effective
  readonly targets: readonly RouteTarget[]
  readonly route: Route
  readonly store: OpenedStore
  readonly notes: readonly string[]
}

/** @throws UnderstudyError `invalid-option`, `missing-peer` or `store-unusable` */
export async function openTargets(choice: ConfigChoice, shell: World): Promise<OpenedTargets> {
  const effective = await effectiveSettings(choice, shell)
  const { targets, notes } = await prepareTargets(effective.values, shell)
  const store = openStore({ store: effective.values.store }, shell)
  const governance = await openGovernance(effective.values, store.store, shell)
  const route = createRoute({ ...governance.rules, targets, store: store.store, runtime: shell.runtime })
  return {
    effective,
    targets,
    route,
    store,
    notes: [...effective.notes, ...notes, ...(store.warning ? [store.warning] : [])],
    async [Symbol.asyncDispose]() {
      await route.close()
      governance[Symbol.dispose]()
      store.store.close()
    },
  }
}
