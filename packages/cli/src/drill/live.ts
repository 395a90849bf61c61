import { createRoute, type HealthStore, memoryStore, type Route } from '@understudy/failover'
import { checkWord, hasCode } from '@understudy/spec'
import { type ConfigChoice, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import { prepareTargets } from '../review/targets.ts'
import type { World } from '../shell/shell.ts'
import { openStore } from '../store/open.ts'

export interface LiveDrill {
  readonly passed: boolean
  /** The target that was taken out. */
  readonly withdrawn: string
  /** Who served instead; null when nobody did. */
  readonly servedBy: string | null
  readonly steps: readonly string[]
}

/** A copy in memory of what is remembered: bars hold in the drill as they do in a review, and nothing of the drill is kept. */
function copyOf(store: HealthStore): HealthStore {
  const copy = memoryStore()
  for (const bar of store.bars()) copy.changeBar(bar.key, bar.by, () => bar)
  for (const [key, at] of store.servedTargets()) copy.markServed(key, at)
  return copy
}

/** The call of a drill: it costs a few tokens and carries no user code. */
const CALL = {
  task: 'plain',
  system: 'You answer with one word.',
  input: 'Answer with the word: ready',
  // Room for a model that thinks before it says its one word.
  maxOutputTokens: 2048,
  effort: 'low',
  promptVersion: 'drill-1',
} as const

async function drillOn(route: Route, withdrawn: string): Promise<LiveDrill> {
  const steps = [`${withdrawn} is taken out for this drill. Nobody else’s reviews notice.`]
  route.withdraw(withdrawn, { reason: 'drill' })
  try {
    const { target, degraded, attempts } = await route.run(CALL)
    for (const { target: asked, failure } of attempts) if (failure) steps.push(`${asked}: ${failure.sentence}`)
    const asked = attempts.some((attempt) => attempt.target === withdrawn)
    if (asked) steps.push(`${withdrawn} was asked all the same.`)
    steps.push(`${target} served instead${degraded ? ', degraded' : ''}.`)
    return { passed: !degraded && !asked, withdrawn, servedBy: target, steps }
  } catch (error) {
    if (!hasCode(error, 'route-exhausted')) throw error
    for (const { target, why } of error.skipped) if (target !== withdrawn) steps.push(`${target} was not asked: ${why}`)
    for (const { target, failure } of error.attempts) steps.push(`${target}: ${failure?.sentence ?? 'failed'}`)
    return { passed: false, withdrawn, servedBy: null, steps: [...steps, 'Nobody served. Add a target of another vendor.'] }
  }
}

/**
 * Takes a target out and makes one real call under the operator's own rules and bars.
 * @param wanted short id of the target to take out. @default the one that would serve now
 * @throws UnderstudyError `invalid-option` for a target that is not configured
 */
export async function liveDrill(choice: ConfigChoice, wanted: string | undefined, world: World): Promise<LiveDrill> {
  const { values } = await effectiveSettings(choice, world)
  const { targets } = await prepareTargets(values, world)
  const { store } = openStore({ store: values.store }, world)
  try {
    using governance = await openGovernance(values, store, world)
    const route = createRoute({ ...governance.rules, targets, store: copyOf(store), runtime: world.runtime })
    try {
      const status = route.status()
      const ids = status.map(({ id }) => id)
      const serving = status.find(({ bar, circuit }) => !bar && circuit !== 'open')?.id ?? ids[0] ?? ''
      return await drillOn(route, wanted === undefined ? serving : checkWord('--target', wanted, ids))
    } finally {
      await route.close()
    }
  } finally {
    store.close()
  }
}
