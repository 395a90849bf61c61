import type { Runtime } from '@understudy/spec'
import type { CircuitSubject } from '../events/events.ts'
import { Circuit } from './circuit.ts'
import type { CircuitChange, CircuitRefusal, SettleDetails } from './circuit-types.ts'
import type { Effects } from './effects.ts'
import type { CircuitSettings } from './options.ts'
import { type CircuitOutcome, Epochs, Permit } from './permit.ts'
import { CircuitRegistry } from './registry.ts'

/** What a target is guarded by. */
export interface Guarded {
  readonly id: string
  readonly key: string
  readonly endpointKey: string
  readonly credentialKey: string
}

/** The circuits of one target when so many had been made. */
interface Guards {
  readonly made: number
  readonly circuits: readonly Circuit[]
}

type Guard = Exclude<CircuitSubject, 'policy'>

/** In this order a permit names them. */
const GUARDS: readonly Guard[] = ['credential', 'endpoint', 'quality', 'target']

export interface BoardOptions {
  readonly settings: CircuitSettings
  readonly runtime: Pick<Runtime, 'now' | 'random'>
  readonly onChange: (subject: Guard, target: string, change: CircuitChange) => void
  /** Circuits of each kind. @default 1_000 */
  readonly capacity?: number
}

/** Every circuit of a route: per target its health and its quality, and the coarser ones that targets share. */
export class CircuitBoard {
  readonly #registries: Readonly<Record<Guard, CircuitRegistry>>
  /** Targets of an endpoint that timed out since it last answered. */
  readonly #suspects = new Map<string, Set<string>>()
  readonly #names = new Map<string, string>()
  readonly #runtime: Pick<Runtime, 'now'>
  readonly #epochs = new Epochs()
  readonly #guards = new Map<Guarded, Guards>()

  constructor({ settings, runtime, onChange, capacity = 1_000 }: BoardOptions) {
    this.#runtime = runtime
    const registry = (subject: Guard): CircuitRegistry =>
      new CircuitRegistry(
        capacity,
        (key) =>
          new Circuit({
            subject,
            settings,
            runtime,
            onChange: (change) => onChange(subject, this.#names.get(key) ?? key, change),
            watchesSpeed: subject === 'target',
            epochs: this.#epochs,
          }),
      )
    this.#registries = {
      target: registry('target'),
      quality: registry('quality'),
      endpoint: registry('endpoint'),
      credential: registry('credential'),
    }
  }

  /** The circuit that guards a target in one respect, made on first use. */
  circuit(subject: Guard, target: Guarded): Circuit {
    const key = keyOf(subject, target)
    if (subject === 'target' || subject === 'quality') this.#names.set(key, target.id)
    return this.#registries[subject].get(key)
  }

  peek(subject: Guard, target: Guarded): Circuit | undefined {
    return this.#registries[subject].peek(keyOf(subject, target))
  }

  /** Null when an attempt would be admitted; changes nothing. */
  refusal(target: Guarded, now?: number): CircuitRefusal | null {
    let refusal: CircuitRefusal | null = null
    // The longest wait is the one that counts.
    for (const circuit of this.#guardsOf(target)) refusal = longer(refusal, circuit.refusal(now))
    return refusal
  }

  /** @param force a probe in spite of open circuits, when nothing else is left to ask */
  admit(target: Guarded, force = false): Permit | null {
    for (const subject of GUARDS) this.circuit(subject, target)
    const circuits = this.#guardsOf(target)
    const now = this.#runtime.now()
    // All are asked before any takes part, so that nothing has to be taken back.
    return circuits.every((circuit) => circuit.ready(now, force)) ? new Permit(circuits, this.#epochs.latest, now) : null
  }

  settle(
    target: Guarded,
    permit: Permit,
    effects: Effects,
    details: Pick<SettleDetails, 'retryAfterMs' | 'why' | 'hung'> = {},
  ): void {
    if (!permit.end()) return
    for (const [index, circuit] of permit.circuits.entries()) {
      const subject = GUARDS[index] ?? 'target'
      const throttled = effects.throttle === subject
      const trips = effects[subject] === 'trip' || effects[subject] === 'fault'
      circuit.left(permit, subject === 'endpoint' ? this.#endpointOutcome(target, effects.endpoint) : effects[subject], {
        why: details.why,
        hung: details.hung,
        retryAfterMs: throttled || trips ? details.retryAfterMs : undefined,
        throttled,
      })
    }
  }

  /** Closes every circuit that guards the target; the shared ones too, since an operator vouches for the way to it. */
  close(target: Guarded, why: string): void {
    for (const subject of GUARDS) this.peek(subject, target)?.close(why)
  }

  /** A sign of life on an attempt. */
  heard(permit: Permit): void {
    for (const circuit of permit.circuits) circuit.heard(permit)
  }

  /** Those that were ever needed. Looked up anew only after a circuit was made, since a decision asks every target. */
  #guardsOf(target: Guarded): readonly Circuit[] {
    const { credential, endpoint, quality, target: own } = this.#registries
    const made = credential.made + endpoint.made + quality.made + own.made
    const known = this.#guards.get(target)
    if (known?.made === made) return known.circuits
    const circuits = GUARDS.flatMap((subject) => this.peek(subject, target) ?? [])
    this.#guards.set(target, { made, circuits })
    return circuits
  }

  /** One hanging model is its own fault; an endpoint is suspected once two of its models time out with no answer between. */
  #endpointOutcome(target: Guarded, outcome: Effects['endpoint']): CircuitOutcome {
    if (outcome === 'ok') this.#suspects.delete(target.endpointKey)
    if (outcome !== 'suspect') return outcome
    const suspects = this.#suspects.get(target.endpointKey) ?? new Set()
    this.#suspects.set(target.endpointKey, suspects.add(target.key))
    return suspects.size >= 2 ? 'fault' : 'neutral'
  }
}

function keyOf(subject: Guard, target: Guarded): string {
  if (subject === 'endpoint') return target.endpointKey
  return subject === 'credential' ? target.credentialKey : target.key
}

function longer(a: CircuitRefusal | null, b: CircuitRefusal | null): CircuitRefusal | null {
  if (!a || !b) return a ?? b
  return (a.retryAfterMs ?? 0) > (b.retryAfterMs ?? 0) ? a : b
}
