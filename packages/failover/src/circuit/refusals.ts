import type { Runtime } from '@understudy/spec'
import { cooldownMs } from './cooldown.ts'
import type { CircuitSettings } from './options.ts'

/**
 * Wald's sequential test between "refuses now and then" (2 %) and "refuses this kind of work" (15 %), with 1 % false alarms
 * and 5 % misses. With these, three straight refusals decide for the one and 21 clean answers for the other.
 */
const NORMAL_RATE = 0.02
const REFUSING_RATE = 0.15
const FALSE_ALARMS = 0.01
const MISSES = 0.05

const PER_REFUSAL = Math.log(REFUSING_RATE / NORMAL_RATE)
const PER_CLEAN = Math.log((1 - REFUSING_RATE) / (1 - NORMAL_RATE))
const REFUSING_ABOVE = Math.log((1 - MISSES) / FALSE_ALARMS)
const NORMAL_BELOW = Math.log(MISSES / (1 - FALSE_ALARMS))

/** One step of the test: the new weight of evidence, and the decision when there is one. Pure. */
export function weighRefusal(
  evidence: number,
  refused: boolean,
): { readonly evidence: number; readonly decided: 'refusing' | 'normal' | null } {
  const next = evidence + (refused ? PER_REFUSAL : PER_CLEAN)
  if (next >= REFUSING_ABOVE) return { evidence: 0, decided: 'refusing' }
  if (next <= NORMAL_BELOW) return { evidence: 0, decided: 'normal' }
  return { evidence: next, decided: null }
}

interface PolicyState {
  evidence: number
  openUntil: number
  openings: number
}

/** A cooldown of the policy circuit starts here: what a vendor will not do it rarely does a minute later. */
const POLICY_COOLDOWN_MS = 300_000
const POLICY_LONGEST_MS = 3_600_000

/** What refuses. */
export interface Refusing {
  readonly vendor: string
  readonly model: string
}

/** The policy circuits of a route, one per vendor, model and task: what a model will not review it may still explain. */
export class RefusalCircuits {
  readonly #settings: CircuitSettings
  readonly #runtime: Pick<Runtime, 'now' | 'random'>
  readonly #states = new Map<string, PolicyState>()
  readonly #onChange: (key: string, change: { readonly to: 'open' | 'closed'; readonly cooldownMs: number }) => void

  constructor(
    settings: CircuitSettings,
    runtime: Pick<Runtime, 'now' | 'random'>,
    onChange: (key: string, change: { readonly to: 'open' | 'closed'; readonly cooldownMs: number }) => void,
  ) {
    this.#settings = { ...settings, cooldownMs: POLICY_COOLDOWN_MS, maxCooldownMs: POLICY_LONGEST_MS }
    this.#runtime = runtime
    this.#onChange = onChange
  }

  /** Milliseconds for which this work goes elsewhere, or null. */
  openForMs(target: Refusing, task: string): number | null {
    // Models that never refused have no state, and most routes have no other.
    if (this.#states.size === 0) return null
    const state = this.#states.get(keyOf(target, task))
    const left = state ? state.openUntil - this.#runtime.now() : 0
    return left > 0 ? left : null
  }

  record(target: Refusing, task: string, outcome: 'clean' | 'refused'): void {
    // Clean answers alone make no state: nothing has to be remembered about a model that never refused.
    if (this.#states.size === 0 && outcome === 'clean') return
    const key = keyOf(target, task)
    const state = this.#states.get(key)
    if (!state && outcome === 'clean') return
    const known = state ?? { evidence: 0, openUntil: 0, openings: 0 }
    this.#states.set(key, known)
    const { evidence, decided } = weighRefusal(known.evidence, outcome === 'refused')
    known.evidence = evidence
    if (decided === 'normal') {
      this.#states.delete(key)
      if (known.openings > 0) this.#onChange(key, { to: 'closed', cooldownMs: 0 })
    }
    if (decided !== 'refusing') return
    known.openings++
    const cooldown = cooldownMs(known.openings, this.#settings, this.#runtime.random())
    known.openUntil = this.#runtime.now() + cooldown
    this.#onChange(key, { to: 'open', cooldownMs: cooldown })
  }
}

function keyOf({ vendor, model }: Refusing, task: string): string {
  return `${vendor}|${model}|${task}`
}
