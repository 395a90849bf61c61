import { createRoute, type RouteOptions } from '@understudy/failover'
import { type CastModel, castScenario, type DrillGround, labelledReviewer, type Scenario, SCENARIOS } from '@understudy/outage'
import type { RouteTarget } from '@understudy/sdk'
import { UnderstudyError } from '@understudy/spec'
import { type ConfigChoice, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import { reviewerOptions } from '../review/options.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'
import { openStore } from '../store/open.ts'
import { chooseTargets } from '../targets/choose.ts'
import { createTargets } from '../targets/create.ts'
import { type TargetName, targetId } from '../targets/parse.ts'
import { onStage, SPOKEN } from './on-stage.ts'
import { copyOf } from './store-copy.ts'

/** What is drilled: a scenario, the targets that meet it, and the rules that hold. */
export interface DrillPlan extends Disposable {
  readonly scenario: Scenario
  /** Makes the targets on a stage. */
  readonly targets: (ground: DrillGround) => Promise<readonly RouteTarget[]>
  readonly rules: Omit<RouteOptions, 'targets' | 'runtime'>
  readonly subject: Readonly<Record<string, string>>
  /** Sentences about what is drilled, and what is not. */
  readonly notes: readonly string[]
}

/** A true key is not needed: nothing is sent. What is not set is taken for set, since a drill is about outages. */
const withKeys = ({ env }: Pick<World, 'env'>) => ({ env: (name: string) => env(name) || 'drill-key' })

const review = labelledReviewer({ labels: [], habits: { inventions: 0 } })

/** The operator's rules as a route takes them. Spending is left out: simulated calls cost nothing. */
function rulesOf(settings: ReviewSettings): Omit<RouteOptions, 'targets' | 'runtime'> {
  const { onRefusal, attempts, allowSubstitution, deadlineMs } = reviewerOptions(settings)
  return {
    ...(onRefusal && { onRefusal }),
    ...(attempts !== undefined && { attempts }),
    ...(allowSubstitution !== undefined && { allowSubstitution }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  }
}

/** The models that could serve now, in the order in which they would be asked: to the first of them befalls what befalls the first. */
async function castOf(
  names: readonly TargetName[],
  plan: Pick<DrillPlan, 'rules' | 'subject'>,
  settings: ReviewSettings,
  world: World,
) {
  const targets = await createTargets(names, settings.baseUrls ?? {}, withKeys(world))
  const { store } = plan.rules
  const route = createRoute({ ...plan.rules, ...(store && { store: copyOf(store) }), targets, runtime: world.runtime })
  const permitted = new Set(route.permitted({ task: 'review.files', subject: plan.subject }))
  const status = route.status()
  await route.close()
  const cast: CastModel[] = []
  const notes: string[] = []
  for (const { id, key, model, vendor, endpoint, bar } of status) {
    const name = names.find((each) => targetId(each) === id)
    const spoken = name && SPOKEN[name.vendor]
    if (!spoken) continue
    if (bar) notes.push(`${id} is suspended, as it is now: ${bar.sentence}`)
    else if (!permitted.has(key)) notes.push(`${id} does not review this code, by your rules or its tasks.`)
    else cast.push({ vendor: spoken, model, house: `${vendor} ${endpoint}`, replies: review })
  }
  return { cast, notes }
}

/**
 * A scenario for the operator's own targets, tiers, policy, directives and suspensions. Null where nobody named a target and no key
 * is set: then there is nothing of one's own to drill.
 * @throws UnderstudyError `invalid-option` for a wrong configuration
 */
export async function planDrill(scenario: Scenario, choice: ConfigChoice, world: World): Promise<DrillPlan | null> {
  const settings = (await effectiveSettings(choice, world)).values
  const { targets: all } = chooseTargets(settings.targets, true, world.env)
  const models = all.filter(({ vendor }) => SPOKEN[vendor] !== null)
  // The simulator's models have one vendor each.
  const names = models.filter(
    ({ vendor, model }) => SPOKEN[models.find((other) => other.model === model)?.vendor ?? vendor] === SPOKEN[vendor],
  )
  if (settings.targets === undefined && names.length === 0) return null
  if (names.length === 0)
    throw new UnderstudyError(
      'invalid-option',
      'targets: nothing is configured that can be simulated: neither the offline scanner nor an adapter of one’s own is.',
    )
  const { store } = openStore({ store: settings.store }, world)
  try {
    const governance = await openGovernance(settings, store, world)
    const { spendingCapUsd: _cap, prices: _prices, ...governed } = governance.rules
    const rules = { ...rulesOf(settings), ...governed, store: copyOf(store) }
    const { repositoryClass } = settings
    const subject: Readonly<Record<string, string>> = repositoryClass === undefined ? {} : { repositoryClass }
    const { cast, notes } = await castOf(names, { rules, subject }, settings, world)
    if (cast.length === 0)
      throw new UnderstudyError('invalid-option', `No target could serve before any outage. ${notes.join(' ')}`)
    return {
      scenario: castScenario(scenario, cast, {
        startsAt: world.runtime.wallTime(),
        asNamed: !Object.values<Scenario>(SCENARIOS).includes(scenario),
      }),
      targets: (ground) =>
        createTargets(names, settings.baseUrls ?? {}, withKeys(world), (vendor) => {
          const spoken = SPOKEN[vendor]
          return spoken === null ? undefined : onStage(ground, spoken)
        }),
      rules,
      subject,
      notes: [
        `Drilled are your own targets: ${names.map(targetId).join(', ')}.`,
        ...models
          .filter((name) => !names.includes(name))
          .map((name) => `${targetId(name)} is left out: the simulator has a model of this name for another API.`),
        ...(all.some(({ vendor }) => vendor === 'floor')
          ? ['The offline scanner is left out: what it reviews is degraded.']
          : []),
        ...all.flatMap((name) =>
          name.vendor === 'own'
            ? [`${targetId(name)} is left out: the simulator does not speak for an adapter of your own.`]
            : [],
        ),
        ...notes,
      ],
      [Symbol.dispose]: () => governance[Symbol.dispose](),
    }
  } finally {
    store.close()
  }
}
