import {
  ATTEMPT_LIMITS,
  type AttemptLimits,
  checkMembers,
  checkNumber,
  checkText,
  checkWord,
  refuseOption,
} from '@understudy/spec'
import { type RetryBudgetOptions, retryBudgetSettings } from '../budget/extra-attempts.ts'
import { capacitySettings, type TargetCapacityOptions } from '../capacity/options.ts'
import { type CircuitSettings, circuitSettings } from '../circuit/options.ts'
import { type HedgingSettings, hedgingSettings } from '../hedge/options.ts'
import type { RouteOptions } from './types.ts'

/** The options of a route, checked and with every default filled in. */
export interface RouteSettings {
  readonly inputSalt: string | undefined
  readonly onRefusal: 'surface' | 'failover'
  readonly deadlineMs: number
  readonly attempts: number
  readonly attemptMs: number
  readonly allowSubstitution: boolean
  readonly circuit: CircuitSettings
  readonly retryBudget: Required<RetryBudgetOptions>
  readonly capacity: TargetCapacityOptions & { readonly waiting: number }
  readonly hedging: HedgingSettings | null
  readonly limits: AttemptLimits
  /** For answers that are not streamed: their headers come when they are done. */
  readonly wholeLimits: AttemptLimits
}

const MEMBERS = [
  'targets',
  'store',
  'journal',
  'inputSalt',
  'runtime',
  'onRefusal',
  'deadlineMs',
  'attempts',
  'attemptMs',
  'allowSubstitution',
  'circuit',
  'retryBudget',
  'capacity',
  'hedging',
  'limits',
  'policy',
  'notices',
  'mayBarLast',
  'laterRules',
  'prices',
  'spendingCapUsd',
  'watch',
]

/** @throws InvalidOptionError */
export function routeSettings(options: RouteOptions): RouteSettings {
  if (typeof options !== 'object' || options === null) return refuseOption('options', 'an object with targets', options)
  checkMembers('', options, MEMBERS)
  const attemptMs = checkNumber('attemptMs', options.attemptMs ?? 120_000, { min: 1, max: 86_400_000 })
  const limits = attemptLimits(options.limits)
  const firstByteMs = options.limits?.firstByteMs ?? Math.max(limits.firstByteMs, attemptMs)
  const { inputSalt } = options
  return Object.freeze({
    inputSalt: inputSalt === undefined ? undefined : checkText('inputSalt', inputSalt, { secret: true }),
    onRefusal: checkWord('onRefusal', options.onRefusal ?? 'surface', ['surface', 'failover']),
    deadlineMs: checkNumber('deadlineMs', options.deadlineMs ?? 300_000, { min: 1, max: 86_400_000 }),
    attempts: checkNumber('attempts', options.attempts ?? 3, { min: 1, max: 100, whole: true }),
    attemptMs,
    allowSubstitution: options.allowSubstitution === true,
    circuit: circuitSettings(options.circuit),
    retryBudget: retryBudgetSettings(options.retryBudget),
    capacity: capacitySettings(options.capacity),
    hedging: hedgingSettings(options.hedging),
    limits,
    wholeLimits: Object.freeze({ ...limits, firstByteMs }),
  })
}

function attemptLimits(given: Partial<AttemptLimits> = {}): AttemptLimits {
  checkMembers('limits', given, Object.keys(ATTEMPT_LIMITS))
  const limits = { ...ATTEMPT_LIMITS, ...given }
  for (const [name, value] of Object.entries(limits)) checkNumber(`limits.${name}`, value, { min: 1 })
  return Object.freeze(limits)
}
