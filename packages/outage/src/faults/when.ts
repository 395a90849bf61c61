import { checkMembers, checkNumber, checkText, refuseOption } from '@understudy/spec'

/** Which requests a fault hits. All conditions that are given must hold; none means every request. */
export interface When {
  /** Chance per request, 0 to 1. @default 1 */
  readonly probability?: number
  /** Only the first n requests that the other conditions let through. */
  readonly first?: number
  /** Lets this many matching requests pass before it begins. @default 0 */
  readonly after?: number
  /** Only every nth request: 3 hits the third, the sixth, … */
  readonly every?: number
  /** Only callers of this account. */
  readonly account?: string
  /** Only callers whose account is in this region. */
  readonly region?: string
  /** Only streams, or only whole answers. */
  readonly stream?: boolean
  /** Milliseconds after the injection at which it begins. @default 0 */
  readonly fromMs?: number
  /** Milliseconds after the injection at which it ends. @default never */
  readonly untilMs?: number
  /** Chance grows in a line from 0 to `probability` over this time after `fromMs`. @default 0 */
  readonly rampMs?: number
  /** Repeats the window: on for `onMs`, off for `offMs`, from `fromMs` on. */
  readonly flapping?: { readonly onMs: number; readonly offMs: number }
}

const MEMBERS = [
  'probability',
  'first',
  'after',
  'every',
  'account',
  'region',
  'stream',
  'fromMs',
  'untilMs',
  'rampMs',
  'flapping',
]

/** @throws InvalidOptionError with the path and the rule */
export function checkWhen(path: string, when: When): When {
  checkMembers(path, when, MEMBERS)
  if (when.probability !== undefined) checkNumber(`${path}.probability`, when.probability, { min: 0, max: 1 })
  for (const name of ['first', 'every'] as const)
    if (when[name] !== undefined) checkNumber(`${path}.${name}`, when[name], { min: 1, whole: true })
  if (when.after !== undefined) checkNumber(`${path}.after`, when.after, { min: 0, whole: true })
  for (const name of ['fromMs', 'untilMs', 'rampMs'] as const)
    if (when[name] !== undefined) checkNumber(`${path}.${name}`, when[name], { min: 0 })
  for (const name of ['account', 'region'] as const) if (when[name] !== undefined) checkText(`${path}.${name}`, when[name])
  if (when.untilMs !== undefined && when.untilMs <= (when.fromMs ?? 0))
    refuseOption(`${path}.untilMs`, `later than fromMs (${when.fromMs ?? 0})`, when.untilMs)
  if (when.flapping) {
    checkNumber(`${path}.flapping.onMs`, when.flapping.onMs, { min: 1 })
    checkNumber(`${path}.flapping.offMs`, when.flapping.offMs, { min: 0 })
  }
  return when
}

/** What a condition is asked about. */
export interface Occasion {
  /** Milliseconds since the fault was injected. */
  readonly sinceMs: number
  readonly account: string | undefined
  readonly region: string | undefined
  readonly stream: boolean
}

/** Turns conditions into a function that is asked once per request. It counts, so one is needed per injection. */
export function condition(when: When, random: () => number): (occasion: Occasion) => boolean {
  let matched = 0
  return (occasion) => {
    if (!inWindow(when, occasion.sinceMs)) return false
    if (when.account !== undefined && when.account !== occasion.account) return false
    if (when.region !== undefined && when.region !== occasion.region) return false
    if (when.stream !== undefined && when.stream !== occasion.stream) return false
    const number = ++matched - (when.after ?? 0)
    if (number <= 0) return false
    if (when.first !== undefined && number > when.first) return false
    if (when.every !== undefined && number % when.every !== 0) return false
    const chance = chanceAt(when, occasion.sinceMs)
    return chance >= 1 || random() < chance
  }
}

function inWindow({ fromMs = 0, untilMs = Number.POSITIVE_INFINITY, flapping }: When, sinceMs: number): boolean {
  if (sinceMs < fromMs || sinceMs >= untilMs) return false
  return !flapping || (sinceMs - fromMs) % (flapping.onMs + flapping.offMs) < flapping.onMs
}

function chanceAt({ probability = 1, rampMs = 0, fromMs = 0 }: When, sinceMs: number): number {
  return rampMs > 0 ? probability * Math.min(1, (sinceMs - fromMs) / rampMs) : probability
}
