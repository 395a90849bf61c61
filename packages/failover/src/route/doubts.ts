import { probeMayAsk, SyntheticProbe } from './canned-probe.ts'
import type { Engine } from './engine.ts'
import type { Target } from './target.ts'

/** Between two synthetic probes that an ambiguous answer may cost on one target: a file could cause such answers at will. */
const ASK_AGAIN_MS = 10_000

interface Doubt {
  /** Monotonic milliseconds of the answer that began it. */
  readonly since: number
  probing: boolean
  askAgainAt: number
}

/**
 * What is done about an ambiguous answer of a target.
 * - `probed`: a synthetic probe asks again, or just did; the target goes on meanwhile.
 * - `rests`: nobody can ask again without somebody's code, so it rests for a cooldown.
 * - `repeated`: it rested, and the next request was turned away as well.
 */
export type Doubted = 'probed' | 'rests' | 'repeated'

/** Answers that may speak of one request or of the model, by target, until it serves again. */
export class Doubts {
  readonly #doubts = new Map<string, Doubt>()

  /** @param startedAt when the attempt began that was answered so */
  about(engine: Engine, target: Target, startedAt: number): Doubted {
    const now = engine.runtime.now()
    const known = this.#doubts.get(target.key)
    if (!probeMayAsk(engine, target)) {
      if (known && startedAt > known.since) return 'repeated'
      if (!known) this.#doubts.set(target.key, { since: now, probing: false, askAgainAt: now })
      return 'rests'
    }
    const doubt = known ?? { since: now, probing: false, askAgainAt: now }
    this.#doubts.set(target.key, doubt)
    if (doubt.probing || now < doubt.askAgainAt) return 'probed'
    doubt.probing = true
    new SyntheticProbe(engine, target, null, () => {
      doubt.probing = false
      doubt.askAgainAt = engine.runtime.now() + ASK_AGAIN_MS
    }).begin()
    return 'probed'
  }

  served(target: Target, now: number): void {
    const doubt = this.#doubts.size > 0 ? this.#doubts.get(target.key) : undefined
    if (doubt && !doubt.probing && now >= doubt.askAgainAt) this.#doubts.delete(target.key)
  }
}
