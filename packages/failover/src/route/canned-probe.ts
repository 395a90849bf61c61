import { attemptContext, type ModelFailure } from '@understudy/spec'
import type { Circuit } from '../circuit/circuit.ts'
import { effectsOf, PROBED, withoutBlame } from '../circuit/effects.ts'
import type { Permit } from '../circuit/permit.ts'
import { AdapterCall } from './adapter-call.ts'
import { barByVerdict, takesAway } from './bar-by-verdict.ts'
import type { Engine } from './engine.ts'
import { failureOfCut, failureOfThrown, nothingWasSent } from './failure.ts'
import type { Target } from './target.ts'

/**
 * Spends a half-open permit on a synthetic probe instead of a caller's call: where attempts hung before, since nobody should wait for
 * a vendor that may hang again, and wherever another target can serve the caller meanwhile. No code is sent to a target that is still
 * down. False when the adapter has no such probe; then a caller's own call finds out.
 */
export function probeInstead(engine: Engine, target: Target, permit: Permit, anotherServes: boolean): boolean {
  // A circuit that its answer does not close would be probed so for ever.
  const decides = (circuit: Circuit): boolean =>
    (anotherServes || circuit.hung) && circuit.isProbedBy(permit) && PROBED[circuit.subject] === 'ok'
  if (!permit.circuits.some(decides) || !probeMayAsk(engine, target)) return false
  new SyntheticProbe(engine, target, permit).begin()
  return true
}

/** Whether a call without code may be made to a target: its adapter has one, and neither policy nor a directive forbids it. */
export function probeMayAsk(engine: Engine, target: Target): boolean {
  return target.adapter.probe !== undefined && engine.oversight.gate.mayProbe(target)
}

/** A call without anybody's code, whose answer only says that the target is up. */
export class SyntheticProbe extends AdapterCall<void> {
  readonly #engine: Engine
  readonly #target: Target
  readonly #permit: Permit | null
  readonly #onEnd: (failure: ModelFailure | null) => void
  readonly #leaseMs: number
  #disarm: () => void = () => {}
  readonly #ended = Promise.withResolvers<void>()

  /** @param permit what its answer decides about; none where it only asks whether the model is still to be had */
  constructor(engine: Engine, target: Target, permit: Permit | null, onEnd: (failure: ModelFailure | null) => void = () => {}) {
    super()
    this.#engine = engine
    this.#target = target
    this.#permit = permit
    this.#onEnd = onEnd
    const leaseLeftMs = (permit?.expiresAt ?? Infinity) - engine.runtime.now()
    this.#leaseMs = Math.min(engine.settings.limits.firstByteMs, leaseLeftMs)
  }

  /** Whether a circuit waits for its answer, as against a verdict on a withdrawal. */
  get decidesCircuit(): boolean {
    return this.#permit !== null
  }

  get ended(): Promise<void> {
    return this.#ended.promise
  }

  begin(): void {
    const { runtime, probes } = this.#engine
    this.#disarm = runtime.after(this.#leaseMs, () => this.cut('lease'))
    probes.add(this)
    this.follow(this.#send())
  }

  async #send(): Promise<void> {
    const { runtime, settings } = this.#engine
    const { signal } = this
    await this.#engine.oversight
      .probed(this.#target)
      .probe?.(attemptContext({ runtime, signal, deadlineMs: this.#leaseMs, limits: settings.limits }))
  }

  protected answered(): void {
    this.#end(null, () => {
      const { board, suspects } = this.#engine
      // Where no circuit waits for it, it says that the target is up, and not that calls fare well: those are counted alone.
      if (this.#permit) board.settle(this.#target, this.#permit, this.#permit.probe ? PROBED : withoutBlame(PROBED))
      if (this.#permit?.probe) suspects.clear(this.#target.key, 'it answered a synthetic probe')
      if (!this.#permit) this.#tell('it answered a synthetic probe, so the failure spoke of one request')
    })
  }

  protected failed(thrown: unknown): void {
    const { cutBy } = this
    const failure = cutBy ? failureOfCut(cutBy, this.#target, this.#leaseMs) : failureOfThrown(thrown, this.#target)
    const engine = this.#engine
    // A canned call learns of a withdrawal as well as anybody's: no caller's need find out once more.
    const judged = engine.memory.judge(this.#target, failure, 'asked-again')
    const { kind, verdict, message } = judged.failure
    const bars = takesAway(judged)
    // Whoever turns a harmless word away turns everything away.
    const effects = kind === 'invalid-request' ? effectsOf(verdict, false, 'rests') : effectsOf(verdict, bars)
    this.#end(judged.failure, () => {
      if (!this.#permit) this.#tell(`a synthetic probe failed as well: ${kind}`)
      else
        engine.board.settle(this.#target, this.#permit, nothingWasSent(failure) ? withoutBlame(effects) : effects, {
          why: message,
          retryAfterMs: verdict.retryAfterMs,
          hung: kind === 'timeout',
        })
      if (bars) barByVerdict(engine, this.#target, judged, null)
    })
  }

  #tell(why: string): void {
    const { id } = this.#target
    this.#engine.journal?.record({ type: 'decision', decision: 'probed', target: id, why })
    this.#engine.bus.emit({ type: 'target-probed', target: id, why })
  }

  #end(failure: ModelFailure | null, settle: () => void): void {
    settle()
    this.#onEnd(failure)
    this.#disarm()
    this.#engine.probes.delete(this)
    this.#ended.resolve()
    // What waited for this target goes there, or must go elsewhere.
    this.#engine.line.pump()
  }
}
