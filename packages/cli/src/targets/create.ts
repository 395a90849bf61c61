import { createTarget, type RouteTarget } from '@understudy/sdk'
import { hasCode, MissingPeerError, type ModelAdapter, refuseOption, type Runtime, UnderstudyError } from '@understudy/spec'
import type { TargetSetting } from '../settings/settings.ts'
import { type Addresses, addressVariable } from './addresses.ts'
import { type TargetName, targetId } from './parse.ts'
import { vendorPackage } from './vendors.ts'

/** What a vendor's targets are to send with, where that is not the network. */
export type FetchOf = (vendor: TargetName['vendor']) => typeof globalThis.fetch | undefined

/** Whether a package is installed, without loading it. */
export function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name)
    return true
  } catch {
    return false
  }
}

/**
 * Makes the adapters, in order. A missing SDK is found here rather than by the first call, which would quietly go on with
 * the next target.
 * @throws UnderstudyError `invalid-option` that names the target, or MissingPeerError with the command that installs it
 */
export async function createTargets(
  names: readonly TargetName[],
  addresses: Addresses,
  runtime: Pick<Runtime, 'env'>,
  fetchOf: FetchOf = () => undefined,
): Promise<readonly RouteTarget[]> {
  return Promise.all(
    names.map(async (name) => {
      const sdk = vendorPackage(name.vendor)
      if (sdk !== null && !isInstalled(sdk)) throw new MissingPeerError(sdk, targetId(name))
      try {
        return placed(name, await createOne(name, addresses, { runtime, fetchOf }))
      } catch (error) {
        if (!hasCode(error, 'invalid-option')) throw error
        throw new UnderstudyError('invalid-option', `${targetId(name)}: ${error.message}`, { cause: error })
      }
    }),
  )
}

function placed({ setting }: TargetName, adapter: ModelAdapter): RouteTarget {
  const { tier, weight, tasks } = setting ?? {}
  return {
    adapter,
    ...(tier !== undefined && { tier }),
    ...(weight !== undefined && { weight }),
    ...(tasks && { tasks }),
  }
}

async function createOne(
  { vendor, model, setting = { target: vendor } }: TargetName,
  addresses: Addresses,
  { runtime, fetchOf }: { readonly runtime: Pick<Runtime, 'env'>; readonly fetchOf: FetchOf },
): Promise<ModelAdapter> {
  // The floor brings a native parser along; a review by models alone should not wait for it.
  if (setting.adapter) return setting.adapter()
  if (vendor === 'floor') return (await import('@understudy/floor')).floor()
  if (vendor === 'own')
    throw new UnderstudyError('invalid-option', `${model}: an adapter of one’s own must come with the configuration.`)
  checkChatOptions(vendor, setting)
  const { target: _target, tier: _tier, weight: _weight, tasks: _tasks, baseURL = addresses[vendor], ...options } = setting
  if (vendor === 'openai-compatible' && baseURL === undefined)
    refuseOption('baseURL', `given, here or with --base-url-openai-compatible or ${addressVariable(vendor)}`, undefined)
  const given = Object.entries({ ...options, baseURL, fetch: fetchOf(vendor) }).filter(([, value]) => value !== undefined)
  return createTarget({ vendor, model, runtime, ...Object.fromEntries(given) })
}

const CHAT_OPTIONS = ['structuredOutput', 'outputCap', 'sendEffort'] as const

/** What only Chat Completions has must not be taken for something that another vendor obeys. @throws InvalidOptionError */
function checkChatOptions(vendor: TargetName['vendor'], setting: TargetSetting): void {
  const given = CHAT_OPTIONS.find((name) => setting[name] !== undefined)
  if (given !== undefined && vendor !== 'openai-compatible')
    refuseOption(given, `given for openai-compatible/… only, not for ${vendor}`, setting[given])
}
