import { checkMembers, checkNumber } from '@understudy/spec'

/** What one target may be given at once and per minute. Limits that the vendor states in its replies are learned besides. */
export interface TargetCapacityOptions {
  /** Calls at once. Lowered by what the vendor refuses, and raised again in small steps. @default 64 */
  readonly concurrency?: number
  /** @default learned from the vendor's replies, else unlimited */
  readonly requestsPerMinute?: number
  /** Input and output together. @default learned from the vendor's replies, else unlimited */
  readonly tokensPerMinute?: number
  /**
   * For how long the first call of a process to a target goes alone. A model that is gone says so within it, so that one
   * request finds out for all; a healthy one takes longer to answer, and the others follow. Milliseconds; 0 turns it off, and
   * with it the bound of five streams to a target that was never heard.
   * @default 1_000
   */
  readonly firstCallMs?: number
}

export const FIRST_CALL_MS = 1_000

/** Limits of every target that has none of its own, and of the line in front of them all. */
export interface CapacityOptions extends TargetCapacityOptions {
  /** Calls that may wait for a target; one more is refused with `overloaded-locally`. @default 1_000 */
  readonly waiting?: number
}

const LIMITS = ['concurrency', 'requestsPerMinute', 'tokensPerMinute'] as const
const TARGET_MEMBERS = [...LIMITS, 'firstCallMs'] as const

/** @throws InvalidOptionError */
export function checkTargetCapacity(path: string, options: TargetCapacityOptions): void {
  checkMembers(path, options, TARGET_MEMBERS)
  if (options.firstCallMs !== undefined) checkNumber(`${path}.firstCallMs`, options.firstCallMs, { min: 0, max: 60_000 })
  for (const name of LIMITS)
    if (options[name] !== undefined) checkNumber(`${path}.${name}`, options[name], { min: 1, whole: name === 'concurrency' })
}

/** @throws InvalidOptionError */
export function capacitySettings(options: CapacityOptions = {}): TargetCapacityOptions & { readonly waiting: number } {
  checkMembers('capacity', options, [...TARGET_MEMBERS, 'waiting'])
  const { waiting = 1_000, ...target } = options
  checkTargetCapacity('capacity', target)
  return Object.freeze({ ...target, waiting: checkNumber('capacity.waiting', waiting, { min: 0, whole: true }) })
}
