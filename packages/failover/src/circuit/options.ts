import { checkMembers, checkNumber } from '@understudy/spec'

/** When a circuit trips and how it heals. Numbers are those of Finagle's failure accrual and Envoy's outlier detection. */
export interface CircuitOptions {
  /** Faults in a row that trip the circuit; traffic to models is often too thin for a rate. @default 5 */
  readonly consecutiveFaults?: number
  /** Share of faults in the window that trips it, 0 to 1. @default 0.5 */
  readonly faultRate?: number
  /** Outcomes the window needs before the rate counts. @default 5 */
  readonly minimumOutcomes?: number
  /** Must be longer than a call takes, or the window forgets a call before it ends. @default 120_000 */
  readonly windowMs?: number
  /** First cooldown; doubles with each opening. @default 5_000 */
  readonly cooldownMs?: number
  /** @default 300_000 */
  readonly maxCooldownMs?: number
  /** A vendor's Retry-After is obeyed up to here. @default 3_600_000 */
  readonly maxRetryAfterMs?: number
  /** How long a probe may hold the half-open circuit before it counts as failed and is aborted. @default 60_000 */
  readonly probeLeaseMs?: number
  /** Calls at once after a close; doubles with each success. @default 4 */
  readonly slowStart?: number
  /** A call this many times slower than the target's own baseline is slow. @default 3 */
  readonly slowFactor?: number
  /** A call faster than this is never slow, however fast the others were. Milliseconds. @default 5_000 */
  readonly slowLeastMs?: number
  /** Share of slow calls, of the last `slowSample`, that trips the circuit. @default 0.8 */
  readonly slowRate?: number
  /** @default 20 */
  readonly slowSample?: number
}

/** The options of a circuit with every default filled in. */
export type CircuitSettings = Required<CircuitOptions>

/** The settings of a circuit where none are given. */
export const CIRCUIT_DEFAULTS: CircuitSettings = Object.freeze({
  consecutiveFaults: 5,
  faultRate: 0.5,
  minimumOutcomes: 5,
  windowMs: 120_000,
  cooldownMs: 5_000,
  maxCooldownMs: 300_000,
  maxRetryAfterMs: 3_600_000,
  probeLeaseMs: 60_000,
  slowStart: 4,
  slowFactor: 3,
  slowLeastMs: 5_000,
  slowRate: 0.8,
  slowSample: 20,
})

/** @throws InvalidOptionError */
export function circuitSettings(options: CircuitOptions = {}, path = 'circuit'): CircuitSettings {
  checkMembers(path, options, Object.keys(CIRCUIT_DEFAULTS))
  const settings = { ...CIRCUIT_DEFAULTS, ...options }
  const at = (name: keyof CircuitSettings): string => `${path}.${name}`
  for (const name of ['consecutiveFaults', 'minimumOutcomes', 'slowStart', 'slowSample'] as const)
    checkNumber(at(name), settings[name], { min: 1, max: 10_000, whole: true })
  for (const name of ['windowMs', 'cooldownMs', 'maxRetryAfterMs', 'probeLeaseMs', 'slowLeastMs'] as const)
    checkNumber(at(name), settings[name], { min: 1, max: 86_400_000 })
  checkNumber(at('maxCooldownMs'), settings.maxCooldownMs, { min: settings.cooldownMs, max: 86_400_000 })
  checkNumber(at('faultRate'), settings.faultRate, { min: 0.01, max: 1 })
  checkNumber(at('slowRate'), settings.slowRate, { min: 0.01, max: 1 })
  checkNumber(at('slowFactor'), settings.slowFactor, { min: 1.1, max: 1_000 })
  return Object.freeze(settings)
}
