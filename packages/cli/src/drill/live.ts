import { createRoute, type Route, type RouteOptions } from '@understudy/failover'
import type { RouteTarget } from '@understudy/sdk'
import { checkWord, hasCode, type RouteExhaustedError, UnderstudyError } from '@understudy/spec'
import { type ConfigChoice, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import { prepareTargets } from '../review/targets.ts'
import type { World } from '../shell/shell.ts'
import { openStore } from '../store/open.ts'
import { copyOf, keepLearned } from './store-copy.ts'

export interface LiveDrill {
  readonly passed: boolean
  /** The target that was taken out. */
  readonly withdrawn: string
  /** Who served instead; null when nobody did. */
  readonly servedBy: string | null
  readonly steps: readonly string[]
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
    return { passed: false, withdrawn, servedBy: null, steps: [...steps, `Nobody served. ${remedy(error)}`] }
  }
}

/** What to do next, by what kept the others from serving. */
function remedy({ attempts, skipped }: RouteExhaustedError): string {
  const refused = attempts.filter(({ failure }) => failure?.kind === 'auth').map(({ target }) => target)
  if (refused.length > 0) return `The key of ${refused.join(', ')} is wrong: set one that is valid.`
  if (attempts.length > 0) return 'What each target answered stands above; see also: understudy doctor'
  return skipped.length > 1 ? 'Why each target was not asked stands above.' : 'Add a target of another vendor.'
}

/** One call to each target that never served, so that every one is proven or known not to be. */
async function askUnproven(targets: readonly RouteTarget[], options: Omit<RouteOptions, 'targets'>): Promise<readonly string[]> {
  const steps: string[] = []
  for (const target of targets) {
    const { id, degraded, unavailable } = target.adapter
    if (degraded || unavailable !== undefined) continue
    const route = createRoute({ ...options, targets: [target] })
    const [status] = route.status()
    if (status?.unproven && !status.bar)
      steps.push(
        await route.run(CALL).then(
          () => `${id} answers, too.`,
          (error: unknown) => `${id} does not answer: ${lastWords(error)}`,
        ),
      )
  }
  return steps
}

function lastWords(error: unknown): string {
  if (hasCode(error, 'route-exhausted')) return error.attempts.at(-1)?.failure?.sentence ?? error.skipped[0]?.why ?? error.message
  return error instanceof UnderstudyError ? error.message : 'It failed in an unexpected way.'
}

/**
 * Takes a target out and makes one real call under the operator's own rules and bars, and one to each other target that never served.
 * What they prove is remembered.
 * @param wanted short id of the target to take out. @default the one that would serve now
 * @throws UnderstudyError `invalid-option` for a target that is not configured
 */
export async function liveDrill(choice: ConfigChoice, wanted: string | undefined, world: World): Promise<LiveDrill> {
  const { values } = await effectiveSettings(choice, world)
  const { targets } = await prepareTargets(values, world)
  const { store } = openStore({ store: values.store }, world)
  try {
    using governance = await openGovernance(values, store, world)
    const copy = copyOf(store)
    const options = { ...governance.rules, store: copy, runtime: world.runtime }
    const route = createRoute({ ...options, targets })
    try {
      const status = route.status()
      const ids = status.map(({ id }) => id)
      const serving =
        status.find(({ bar, circuit, unavailable }) => !bar && !unavailable && circuit !== 'open')?.id ?? ids[0] ?? ''
      const outcome = await drillOn(route, wanted === undefined ? serving : checkWord('--target', wanted, ids))
      keepLearned(copy, store)
      // In a copy of its own: there nobody is taken out.
      const aside = copyOf(store)
      const others = await askUnproven(targets, { ...options, store: aside })
      keepLearned(aside, store)
      return { ...outcome, steps: [...outcome.steps, ...others] }
    } finally {
      await route.close()
    }
  } finally {
    store.close()
  }
}
