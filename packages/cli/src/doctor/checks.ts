import type { TargetStatus } from '@understudy/failover'
import { proxySettings } from '@understudy/sdk'
import { attemptContext, hasCode, isoTime, type ModelAdapter, type ModelListing, safeSentence } from '@understudy/spec'
import type { Shell } from '../shell/shell.ts'
import { DEFAULT_ORDER, keyedVendor, VENDOR_DEFAULTS, vendorPackage, type VendorWord } from '../targets/vendors.ts'
import { isInstalled } from '../targets/create.ts'
import { type TargetName, targetId } from '../targets/parse.ts'
import { retirementWords } from '../terminal/retirement.ts'
import { duration } from '../terminal/text.ts'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  /** `failed` keeps a review from working; `warning` will, or may. */
  readonly result: 'ok' | 'warning' | 'failed'
  readonly sentence: string
}

const DAY_MS = 86_400_000
/** A model that retires within this time is worth a warning now. */
const SOON_DAYS = 60
const ASK_MS = 15_000
/** Clocks of two machines that share a store may differ by this much. */
const CLOCK_SLACK_MS = 5 * 60_000

/** Keys and SDKs of the vendors that are asked, and of those that a bare key would be enough for. No key is ever printed. */
export function vendorChecks({ env }: Pick<Shell, 'env'>, asked: ReadonlySet<VendorWord>): readonly Check[] {
  return DEFAULT_ORDER.flatMap((vendor): Check[] => {
    const { keys } = VENDOR_DEFAULTS[vendor]
    const set = keys.find((name) => env(name) !== undefined)
    const name = `${vendor} key`
    const isAsked = [...asked].some((word) => keyedVendor(word) === vendor)
    if (set === undefined)
      return isAsked
        ? [{ name, result: 'failed', sentence: `not set, and a target needs it: ${keys.join(' or ')}` }]
        : [{ name, result: 'ok', sentence: `not set (${keys.join(' or ')}), and no target needs it` }]
    if (env(set) === '') return [{ name, result: isAsked ? 'failed' : 'warning', sentence: `${set} is set, but empty` }]
    const sdk = vendorPackage(vendor) ?? ''
    const installed = isInstalled(sdk)
    return [
      { name, result: 'ok', sentence: `${set} is set${isAsked ? '' : ', but no target uses it'}` },
      {
        name: `${vendor} SDK`,
        result: installed ? 'ok' : isAsked ? 'failed' : 'warning',
        sentence: installed ? `${sdk} is installed` : `${sdk} is missing. Run: npm install ${sdk}`,
      },
    ]
  })
}

/** Keys that targets have in variables of their own. No key is ever printed. */
export function ownKeyChecks({ env }: Pick<Shell, 'env'>, names: readonly TargetName[]): readonly Check[] {
  return names.flatMap((target): Check[] => {
    const { apiKeyEnv } = target.setting ?? {}
    if (apiKeyEnv === undefined) return []
    const isSet = Boolean(env(apiKeyEnv))
    return [
      {
        name: `${targetId(target)} key`,
        result: isSet ? 'ok' : 'failed',
        sentence: `${apiKeyEnv} is ${isSet ? 'set' : 'not set, and this target needs it'}`,
      },
    ]
  })
}

/** What the vendor's own list says about a model, as a check. Pure; `now` is epoch milliseconds. */
export function listingCheck(name: string, listing: ModelListing, now: number): Check {
  if (!listing.known)
    return {
      name,
      result: 'failed',
      sentence: 'the vendor does not list this model for this key. Check the id, or ask the vendor for access.',
    }
  if (listing.lifecycle === 'retired')
    return { name, result: 'failed', sentence: 'the vendor has retired it. Choose another model.' }
  if (listing.retiresAt !== undefined) {
    const days = Math.ceil((Date.parse(listing.retiresAt) - now) / DAY_MS)
    return { name, result: days <= SOON_DAYS ? 'warning' : 'ok', sentence: `retires on ${listing.retiresAt}, in ${days} days` }
  }
  return listing.lifecycle === 'deprecated'
    ? { name, result: 'warning', sentence: 'the vendor calls it deprecated' }
    : { name, result: 'ok', sentence: 'the vendor lists it' }
}

/** Asks the vendor's list about a model. Sends no code, and costs nothing. */
export async function modelCheck(adapter: ModelAdapter, { runtime }: Pick<Shell, 'runtime'>): Promise<Check> {
  const name = adapter.id
  if (adapter.degraded) return { name, result: 'ok', sentence: 'on this machine; its results are degraded' }
  if (!adapter.describe) return { name, result: 'warning', sentence: 'its vendor has no list to ask' }
  try {
    const context = attemptContext({ runtime, deadlineMs: ASK_MS, signal: AbortSignal.timeout(ASK_MS) })
    return listingCheck(name, await adapter.describe(context), runtime.wallTime())
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { name, result: 'failed', sentence: hasCode(error, 'model-failure') ? said : safeSentence(said) }
  }
}

/** Bars and circuits, as the store remembers them. */
export function healthCheck({
  id,
  unavailable,
  unproven,
  bar,
  circuit,
  retryAfterMs,
  retirement,
  returnShare,
}: TargetStatus): Check {
  const name = `${id} health`
  if (unavailable !== undefined) return { name, result: 'warning', sentence: 'out of use: it cannot be asked' }
  if (bar)
    return {
      name,
      result: 'warning',
      sentence: `out of use (${bar.by}: ${bar.sentence}). To use it again: understudy reinstate ${id}`,
    }
  if (unproven) return { name, result: 'warning', sentence: `unproven: ${unproven.sentence}` }
  if (circuit === 'closed') {
    const words = [
      ...(returnShare === undefined ? [] : [`returning, with ${Math.round(returnShare * 100)} % of its calls`]),
      ...(retirement ? [retirementWords(retirement)] : []),
    ]
    const soon = retirement !== undefined && (retirement.daysLeft ?? 0) <= SOON_DAYS
    return { name, result: soon ? 'warning' : 'ok', sentence: ['ready', ...words].join('; ') }
  }
  return {
    name,
    result: 'warning',
    sentence: `its circuit is ${circuit}${retryAfterMs === undefined ? '' : `, for another ${duration(retryAfterMs)}`}`,
  }
}

/** A time of the future in the store means that some clock is wrong: ours, or that of whoever wrote it. */
export function clockCheck(status: readonly Pick<TargetStatus, 'lastServedAt' | 'bar'>[], now: number): Check {
  const latest = Math.max(0, ...status.map(({ lastServedAt, bar }) => Math.max(lastServedAt ?? 0, bar?.since ?? 0)))
  const ahead = latest - now
  return ahead > CLOCK_SLACK_MS
    ? {
        name: 'clock',
        result: 'warning',
        sentence: `the store remembers something ${duration(ahead)} from now. Check the clock.`,
      }
    : { name: 'clock', result: 'ok', sentence: isoTime(now) }
}

/** Which proxy calls to vendors go through, and what is reached without it. A password in its address is never printed. */
export function proxyCheck({ env }: Pick<Shell, 'env'>): Check {
  const { https, http, noProxy } = proxySettings(env)
  const proxies = [https, http].filter((proxy) => proxy !== undefined)
  const unusable = proxies.find(({ uri }) => uri === undefined)
  if (unusable)
    return {
      name: 'proxy',
      result: 'failed',
      sentence: `${unusable.variable} is no address of a proxy, such as http://proxy.example:3128`,
    }
  if (!https && !http) return { name: 'proxy', result: 'ok', sentence: 'none is set' }
  const through = [...new Set(proxies.map(({ variable, host }) => `${host} (${variable})`))].join(', plain http through ')
  const without = noProxy.trim() === '' ? 'this machine' : `this machine and what NO_PROXY names: ${noProxy.trim()}`
  return { name: 'proxy', result: 'ok', sentence: `calls to vendors go through ${through}; without it: ${without}` }
}
