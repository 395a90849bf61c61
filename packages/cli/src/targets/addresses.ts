import type { ReadEnv } from '../terminal/terminal.ts'
import { DEFAULT_ORDER, VENDOR_DEFAULTS, VENDOR_WORDS } from './vendors.ts'

/** Address by vendor word. */
export type Addresses = Readonly<Record<string, string>>

/** Vendors whose address can be set: all but the floor, which is on this machine. */
export const ADDRESSED_VENDORS = VENDOR_WORDS.filter((word) => word !== 'floor')

/** Our own variable for a vendor's address, such as `UNDERSTUDY_BASE_URL_OPENAI_COMPATIBLE`. */
export function addressVariable(vendor: string): string {
  return `UNDERSTUDY_BASE_URL_${vendor.toUpperCase().replaceAll('-', '_')}`
}

/** Addresses that the environment sets. */
export function addressesFrom(env: ReadEnv): Addresses {
  return Object.fromEntries(
    ADDRESSED_VENDORS.flatMap((vendor) => (env(addressVariable(vendor)) ? [[vendor, env(addressVariable(vendor)) ?? '']] : [])),
  )
}

/**
 * Variables of the vendors' own SDKs are not obeyed: a review sends source code, and where to is worth saying on purpose.
 * Whoever set one is told.
 */
export function unusedAddresses(addresses: Addresses, env: ReadEnv): readonly string[] {
  return DEFAULT_ORDER.flatMap((vendor) => {
    const variable = VENDOR_DEFAULTS[vendor].baseUrlVariable
    if (!env(variable) || addresses[vendor] !== undefined) return []
    return [`${variable} is set but not used. To send code there, give --base-url-${vendor} or ${addressVariable(vendor)}.`]
  })
}
