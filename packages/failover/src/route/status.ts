import type { Bar } from '../bar/bar.ts'
import type { CircuitState } from '../circuit/circuit-types.ts'
import type { Engine } from './engine.ts'
import { suspicionOf } from './suspicion.ts'
import type { Target } from './target.ts'
import type { TargetStatus } from './types.ts'

const WORST: Readonly<Record<CircuitState, number>> = { closed: 0, 'half-open': 1, open: 2 }
const GUARDS = ['target', 'quality', 'endpoint', 'credential'] as const

/** A snapshot of one target: its place, its circuits, its bar. Holds no key. */
export function statusOf(engine: Engine, target: Target): TargetStatus {
  const bar = engine.memory.barOn(target) ?? noticeBar(engine, target)
  const refusal = engine.board.refusal(target)
  const lastServedAt = engine.memory.lastServed(target)
  const retirement = engine.oversight.retirements.known(target)
  const unproven = engine.memory.unproven(target)
  const returnShare = engine.memory.share(target)
  const suspect = suspicionOf(engine, target)
  const { channel } = target
  return {
    id: target.id,
    key: target.key,
    model: target.model,
    vendor: target.vendor,
    endpoint: channel.endpoint,
    ...(channel.region !== undefined && { region: channel.region }),
    residency: target.residency,
    tier: target.tier,
    degraded: target.degraded,
    ...(target.adapter.unavailable !== undefined && { unavailable: target.adapter.unavailable }),
    ...(unproven && { unproven }),
    circuit: worstState(engine, target),
    ...(bar && {
      bar: {
        by: bar.by,
        reason: bar.reason,
        sentence: bar.sentence,
        since: bar.since,
        ...(bar.probes && { nextProbeAt: bar.probes.nextProbeAt }),
      },
    }),
    ...(suspect && { suspect }),
    ...(refusal?.retryAfterMs !== undefined && { retryAfterMs: refusal.retryAfterMs }),
    ...(returnShare < 1 && { returnShare }),
    ...(retirement && { retirement }),
    inFlight: engine.board.peek('target', target)?.inFlight ?? 0,
    ...(lastServedAt !== null && { lastServedAt }),
  }
}

/** A notice's bar on reviews by one of whom nothing is known: what most who look at a status want to know. */
function noticeBar({ oversight }: Engine, target: Target): Bar | null {
  const refusal = oversight.gate.refusal(target, { task: 'review.files', subject: {} })
  if (!refusal?.notice) return null
  const { id, from } = refusal.notice
  return { key: `notice|${id}`, by: 'notice', reason: id, sentence: refusal.why, since: Date.parse(from) }
}

function worstState(engine: Engine, target: Target): CircuitState {
  const states = GUARDS.map((subject) => engine.board.peek(subject, target)?.state() ?? 'closed')
  return states.reduce((worst, state) => (WORST[state] > WORST[worst] ? state : worst), 'closed')
}
