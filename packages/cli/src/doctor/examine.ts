import { createRoute, type TargetStatus } from '@understudy/failover'
import type { RouteTarget } from '@understudy/sdk'
import { type ConfigChoice, type Effective, effectiveSettings } from '../config/effective.ts'
import { openGovernance } from '../review/governance.ts'
import type { World } from '../shell/shell.ts'
import { type OpenedStore, openStore } from '../store/open.ts'
import { unusedAddresses } from '../targets/addresses.ts'
import { chooseTargets } from '../targets/choose.ts'
import { createTargets } from '../targets/create.ts'
import { type TargetName, targetId } from '../targets/parse.ts'
import { type Check, clockCheck, healthCheck, modelCheck, ownKeyChecks, proxyCheck, vendorChecks } from './checks.ts'
import { certificateCheck, checkOf, endpointCheck, endpointsOf, fileChecks, gitCheck, troubleOf } from './surroundings.ts'

export interface ExamineOptions {
  /** Ask nobody on the network. @default false */
  readonly offline?: boolean
}

interface Configured {
  readonly checks: readonly Check[]
  readonly effective: Effective | null
}

async function configured(choice: ConfigChoice, world: World): Promise<Configured> {
  try {
    const effective = await effectiveSettings(choice, world)
    const origins = [...new Set(effective.origins.values())].filter((origin) => origin !== 'default')
    const sentence = origins.length === 0 ? 'defaults only' : `from ${origins.join(', ')}`
    return { checks: [{ name: 'configuration', result: 'ok', sentence }], effective }
  } catch (error) {
    // Without it nobody knows what to look at, so what follows looks at the defaults.
    const checks: Check[] = [{ name: 'configuration', result: 'failed', sentence: troubleOf(error) }]
    return { checks, effective: await effectiveSettings({ flags: {}, ignoreFiles: true }, world).catch(() => null) }
  }
}

/** Each target by itself: one that cannot be made must not hide how the others are. */
async function made(names: readonly TargetName[], effective: Effective, world: World) {
  const targets: RouteTarget[] = []
  const checks: Check[] = []
  for (const name of names)
    try {
      const [target] = await createTargets([name], effective.values.baseUrls ?? {}, world.runtime)
      if (!target) continue
      targets.push(target)
      const { unavailable } = target.adapter
      if (unavailable !== undefined) checks.push({ name: targetId(name), result: 'failed', sentence: unavailable })
    } catch (error) {
      checks.push({ name: targetId(name), result: 'failed', sentence: troubleOf(error) })
    }
  return { targets, checks }
}

function opened(effective: Effective, world: World): { readonly store: OpenedStore | null; readonly check: Check } {
  try {
    const store = openStore({ store: effective.values.store }, world)
    const bars = store.store.bars().length
    const sentence = store.path === null ? (store.warning ?? 'memory only: nothing is remembered') : `${store.path}, ${bars} bars`
    return { store, check: { name: 'store', result: store.path === null ? 'warning' : 'ok', sentence } }
  } catch (error) {
    return { store: null, check: { name: 'store', result: 'failed', sentence: troubleOf(error) } }
  }
}

async function healthOf(targets: readonly RouteTarget[], { store }: OpenedStore, world: World): Promise<readonly TargetStatus[]> {
  if (targets.every(({ adapter }) => adapter.unavailable !== undefined)) return []
  const route = createRoute({ targets, store, runtime: world.runtime })
  try {
    return route.status()
  } finally {
    await route.close()
  }
}

/** Looks at everything that a review needs. What is broken is a check like any other; nothing is thrown. */
export async function examine(
  choice: ConfigChoice,
  world: World,
  { offline = false }: ExamineOptions = {},
): Promise<readonly Check[]> {
  const { checks: about, effective } = await configured(choice, world)
  const node: Check = { name: 'node', result: 'ok', sentence: process.versions.node }
  if (!effective) return [node, ...about]
  const { values } = effective
  const { store, check } = opened(effective, world)
  try {
    const chosen = await chosenTargets(effective, world)
    const { targets, checks: broken } = await made(chosen.names, effective, world)
    const status = store ? await healthOf(targets, store, world) : []
    const rules = store && (values.notices || values.policy) ? [await rulesCheck(effective, store, world)] : []
    const asked = offline
      ? []
      : await Promise.all([
          ...endpointsOf(targets).map((endpoint) => endpointCheck(endpoint, world)),
          ...targets.filter(({ adapter }) => adapter.unavailable === undefined).map(({ adapter }) => modelCheck(adapter, world)),
        ])
    return [
      node,
      ...about,
      check,
      clockCheck(status, world.runtime.wallTime()),
      proxyCheck(world),
      await certificateCheck(world),
      await gitCheck(world),
      ...(await fileChecks(values, world)),
      ...rules,
      ...vendorChecks(
        world,
        new Set(chosen.names.filter(({ setting }) => setting?.apiKeyEnv === undefined).map(({ vendor }) => vendor)),
      ),
      ...ownKeyChecks(world, chosen.names),
      ...chosen.checks,
      ...broken,
      ...asked,
      ...status.map(healthCheck),
      ...[...effective.notes, ...chosen.notes, ...unusedAddresses(values.baseUrls ?? {}, world.env)].map((sentence): Check => ({
        name: 'note',
        result: 'warning',
        sentence,
      })),
    ]
  } finally {
    store?.store.close()
  }
}

async function chosenTargets({ values }: Effective, world: World) {
  try {
    const { targets, notes } = chooseTargets(values.targets, values.floor ?? true, world.env)
    return { names: targets, notes, checks: [] }
  } catch (error) {
    return { names: [], notes: [], checks: [{ name: 'targets', result: 'failed' as const, sentence: troubleOf(error) }] }
  }
}

function rulesCheck({ values }: Effective, { store }: OpenedStore, world: World): Promise<Check> {
  return checkOf('rules', async () => {
    using governance = await openGovernance(values, store, world)
    const notices = governance.rules.notices?.notices().length ?? 0
    return [
      ...(values.policy ? ['a policy is in force'] : []),
      ...(values.notices ? [`${notices} ${notices === 1 ? 'notice' : 'notices'}`] : []),
    ].join(', ')
  })
}
