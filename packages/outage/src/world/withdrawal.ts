import { checkMembers, checkNumber, checkWord } from '@understudy/spec'
import type { Situation } from '../wire/wire.ts'

/** How a vendor takes a model away. `substituted` keeps answering, in another model's name. */
export const WITHDRAWAL_MODES = [
  'withdrawn',
  'unavailable',
  'retired',
  'unknown-model',
  'not-permitted',
  'region-blocked',
  'substituted',
] as const

/** How a vendor takes a model away: one of `WITHDRAWAL_MODES`. */
export type WithdrawalMode = (typeof WITHDRAWAL_MODES)[number]

/** When a model goes, for whom, and in which words. */
export interface WithdrawalOptions {
  /** Lets this many more requests be served before the model is gone. @default 0 */
  readonly afterRequests?: number
  /** Milliseconds from now on until the model is gone. @default 0 */
  readonly afterMs?: number
  /** @default 'withdrawn': the true wire form of June 2026 */
  readonly mode?: WithdrawalMode
  /** Only for callers of this account. @default everybody */
  readonly account?: string
  /** Only for callers in this region. @default everywhere */
  readonly region?: string
  /** For `substituted`: who answers instead. @default 'a model of the vendor's own choice' */
  readonly servedModel?: string
  /** The sentence in the vendor's error. @default the vendor's own */
  readonly message?: string
}

/** One withdrawal in force. */
export interface Withdrawal {
  readonly options: WithdrawalOptions
  readonly mode: WithdrawalMode
  readonly since: number
  /** Requests that are still served. */
  left: number
}

const MEMBERS = ['afterRequests', 'afterMs', 'mode', 'account', 'region', 'servedModel', 'message']

/** @throws InvalidOptionError */
export function createWithdrawal(options: WithdrawalOptions, now: number): Withdrawal {
  checkMembers('withdraw', options, MEMBERS)
  const mode = checkWord('withdraw.mode', options.mode ?? 'withdrawn', WITHDRAWAL_MODES)
  const left = checkNumber('withdraw.afterRequests', options.afterRequests ?? 0, { min: 0, whole: true })
  return { options, mode, left, since: now + checkNumber('withdraw.afterMs', options.afterMs ?? 0, { min: 0 }) }
}

/** True when this withdrawal hits this request. Counts the request when it is one of those still served. */
export function hits(
  withdrawal: Withdrawal,
  caller: { account: string | undefined; region: string | undefined },
  now: number,
): boolean {
  const { account, region } = withdrawal.options
  if (now < withdrawal.since) return false
  if (account !== undefined && account !== caller.account) return false
  if (region !== undefined && region !== caller.region) return false
  if (withdrawal.left <= 0) return true
  withdrawal.left--
  return false
}

/** The error that a mode is answered with; none for `substituted`. */
export function situationOf(mode: WithdrawalMode): Situation | null {
  return mode === 'substituted' ? null : mode
}
