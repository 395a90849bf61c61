import type { ModelFailure } from '@understudy/spec'
import type { Suspicion, SuspiciousFailure } from '../circuit/suspects.ts'
import type { AttemptEnd } from './attempt.ts'
import { probeMayAsk, SyntheticProbe } from './canned-probe.ts'
import type { Engine } from './engine.ts'
import type { Execution } from './execution.ts'
import type { Target } from './target.ts'

/** Failures of the way to a target. A limit, a refusal and whatever lies in an answer that came are none. */
const OF_THE_WAY: ReadonlySet<ModelFailure['kind']> = new Set(['timeout', 'unreachable', 'provider-error', 'overloaded'])

/** What the end of an attempt says against the way to its target, or null. */
export function suspicious(
  end: Extract<AttemptEnd, { ok: false }>,
  { kind, message }: ModelFailure,
  blameless: boolean,
): Pick<SuspiciousFailure, 'slow' | 'why'> | null {
  if (end.cut === 'stalled') return { slow: true, why: message }
  // An answer that came whole was judged by its content, which an author of code can choose.
  if (blameless || end.reply || !OF_THE_WAY.has(kind)) return null
  return { slow: kind === 'timeout', why: message }
}

/** Why a target is suspect, or null. Once its circuit opened, that one decides who asks it again. */
export function suspicionOf({ suspects, board }: Engine, target: Target): Suspicion | null {
  const suspicion = suspects.any ? suspects.of(target.key) : null
  return suspicion && (board.peek('target', target)?.state() ?? 'closed') === 'closed' ? suspicion : null
}

/**
 * Sees to it that somebody finds out about a suspect target: a synthetic probe where there is one, or else this call.
 * @returns whether this call is to be the one
 */
export function findOut(execution: Execution, target: Target): boolean {
  const { engine, id } = execution
  const { suspects, runtime } = engine
  if (!suspects.checkDue(target.key, runtime.now())) return false
  if (probeMayAsk(engine, target)) {
    probeSuspect(engine, target)
    return false
  }
  suspects.checkBegan(target.key, id)
  return true
}

function probeSuspect(engine: Engine, target: Target): void {
  const permit = engine.board.admit(target)
  if (!permit) return
  engine.suspects.checkBegan(target.key, 'probe')
  new SyntheticProbe(engine, target, permit, (failure) =>
    engine.suspects.checkEnded(target.key, 'probe', failure === null ? 'well' : 'failing'),
  ).begin()
}
