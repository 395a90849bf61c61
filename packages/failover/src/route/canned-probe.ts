import { attemptContext } from '@understudy/spec'
import { effectsOf, PROBED } from '../circuit/effects.ts'
import type { Permit } from '../circuit/permit.ts'
import { Cutter } from './cutter.ts'
import type { Engine } from './engine.ts'
import { failureOfCut, failureOfThrown } from './failure.ts'
import type { Target } from './target.ts'

/**
 * Spends a half-open permit on a canned call instead of a caller's, where attempts hung before: nobody waits for a vendor that
 * may hang again, and no code is sent to it. False when the adapter has no such call; then a caller's own is the probe.
 */
export function probeInstead(engine: Engine, target: Target, permit: Permit): boolean {
  if (!target.adapter.probe || !permit.circuits.some((circuit) => circuit.isProbedBy(permit) && circuit.hung)) return false
  if (!engine.oversight.gate.mayProbe(target)) return false
  void probe(engine, target, permit)
  return true
}

async function probe(engine: Engine, target: Target, permit: Permit): Promise<void> {
  const { runtime, board } = engine
  const cutter = new Cutter()
  const leaseMs = Math.min(engine.settings.limits.firstByteMs, (permit.expiresAt ?? Infinity) - runtime.now())
  const disarm = runtime.after(leaseMs, () => cutter.cut('lease'))
  engine.probes.add(cutter)
  try {
    const { signal } = cutter
    await cutter.race(
      target.adapter.probe?.(attemptContext({ runtime, signal, deadlineMs: leaseMs, limits: engine.settings.limits })),
    )
    board.settle(target, permit, PROBED)
  } catch (thrown) {
    const failure = cutter.why ? failureOfCut(cutter.why, target, leaseMs) : failureOfThrown(thrown, target)
    const { kind, verdict, message } = failure
    board.settle(target, permit, effectsOf(verdict, false), {
      why: message,
      retryAfterMs: verdict.retryAfterMs,
      hung: kind === 'timeout',
    })
  } finally {
    disarm()
    engine.probes.delete(cutter)
    // What waited for this target goes there, or must go elsewhere.
    engine.line.pump()
  }
}
