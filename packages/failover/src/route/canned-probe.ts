import { attemptContext } from '@understudy/spec'
import type { Circuit } from '../circuit/circuit.ts'
import { effectsOf, PROBED, withoutBlame } from '../circuit/effects.ts'
import type { Permit } from '../circuit/permit.ts'
import { AdapterCall } from './adapter-call.ts'
import { barByVerdict, takesAway } from './bar-by-verdict.ts'
import type { Engine } from './engine.ts'
import { failureOfCut, failureOfThrown, nothingWasSent } from './failure.ts'
import type { Target } from './target.ts'

/**
 * Spends a half-open permit on a canned call instead of a caller's, where attempts hung before: nobody waits for a vendor that
 * may hang again, and no code is sent to it. False when the adapter has no such call; then a caller's own is the probe.
 */
export function probeInstead(engine: Engine, target: Target, permit: Permit): boolean {
  // A circuit that a canned answer does not close would be probed so for ever.
  const calls = (circuit: Circuit): boolean => circuit.hung && circuit.isProbedBy(permit) && PROBED[circuit.subject] === 'ok'
  if (!target.adapter.probe || !permit.circuits.some(calls)) return false
  if (!engine.oversight.gate.mayProbe(target)) return false
  new CannedProbe(engine, target, permit).begin()
  return true
}

/** A call without anybody's code, whose answer only says that the target is up. */
export class CannedProbe extends AdapterCall<void> {
  readonly #engine: Engine
  readonly #target: Target
  readonly #permit: Permit
  readonly #leaseMs: number
  #disarm: () => void = () => {}

  constructor(engine: Engine, target: Target, permit: Permit) {
    super()
    this.#engine = engine
    this.#target = target
    this.#permit = permit
    const leaseLeftMs = (permit.expiresAt ?? Infinity) - engine.runtime.now()
    this.#leaseMs = Math.min(engine.settings.limits.firstByteMs, leaseLeftMs)
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
    this.#end(() => this.#engine.board.settle(this.#target, this.#permit, PROBED))
  }

  protected failed(thrown: unknown): void {
    const { cutBy } = this
    const failure = cutBy ? failureOfCut(cutBy, this.#target, this.#leaseMs) : failureOfThrown(thrown, this.#target)
    const engine = this.#engine
    // A canned call learns of a withdrawal as well as anybody's: no caller's need find out once more.
    const judged = engine.memory.judge(this.#target, failure)
    const { kind, verdict, message } = judged.failure
    const bars = takesAway(judged)
    const effects = effectsOf(verdict, bars)
    this.#end(() => {
      engine.board.settle(this.#target, this.#permit, nothingWasSent(failure) ? withoutBlame(effects) : effects, {
        why: message,
        retryAfterMs: verdict.retryAfterMs,
        hung: kind === 'timeout',
      })
      if (bars) barByVerdict(engine, this.#target, judged, null)
    })
  }

  #end(settle: () => void): void {
    settle()
    this.#disarm()
    this.#engine.probes.delete(this)
    // What waited for this target goes there, or must go elsewhere.
    this.#engine.line.pump()
  }
}
