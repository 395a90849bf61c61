import { createReviewer, type Reviewer, type RouteTarget } from '@understudy/sdk'
import type { HealthStore, Journal, LaterRules } from '@understudy/failover'
import type { Effective } from '../config/effective.ts'
import { readComparability } from '../review/comparability.ts'
import { openGovernance } from '../review/governance.ts'
import { reviewerOptions } from '../review/options.ts'
import { prepareTargets } from '../review/targets.ts'
import type { World } from '../shell/shell.ts'
import type { Permissions } from './successor.ts'

/** A reviewer as one state of the configuration wants it, and what it rests on. */
export interface Generation extends Permissions {
  readonly effective: Effective
  readonly reviewer: Reviewer
  /** Counts a piece of work, and gives back what ends it. */
  begin(): () => void
  /** Takes no more work, lets what is under way end, and closes. */
  close(): Promise<void>
}

function idleGate(): { readonly begin: () => () => void; readonly whenIdle: () => Promise<void> } {
  let working = 0
  const waiting: (() => void)[] = []
  return {
    begin() {
      working++
      return () => {
        working--
        if (working === 0) for (const tell of waiting.splice(0)) tell()
      }
    },
    whenIdle: () => (working === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}

/** Builds a reviewer from settings. Nothing of it stays open when it fails. @throws UnderstudyError for settings that are not good */
export async function openGeneration(
  effective: Effective,
  {
    store,
    journal,
    laterRules,
  }: { readonly store: HealthStore; readonly journal: Journal | undefined; readonly laterRules: LaterRules },
  world: World,
): Promise<Generation> {
  const settings = effective.values
  const comparability = await readComparability(settings, world)
  const { targets } = await prepareTargets(settings, world)
  const governance = await openGovernance(settings, store, world)
  try {
    const reviewer = createReviewer({
      ...reviewerOptions(settings),
      ...governance.rules,
      ...comparability,
      ...(journal && { journal }),
      laterRules,
      targets: targets satisfies readonly RouteTarget[],
      store,
      runtime: world.runtime,
    })
    const { begin, whenIdle } = idleGate()
    return {
      effective,
      reviewer,
      targets,
      rules: governance.rules,
      begin,
      async close() {
        await whenIdle()
        await reviewer.close()
        governance[Symbol.dispose]()
      },
    }
  } catch (error) {
    governance[Symbol.dispose]()
    throw error
  }
}
