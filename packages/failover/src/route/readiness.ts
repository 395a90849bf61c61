import { type Readiness, readiness, type ReadinessQuestion, type ReadinessTarget } from '../readiness/readiness.ts'
import type { Engine } from './engine.ts'
import type { Target } from './target.ts'

/** What a route is asked about its readiness. Targets, policy, notices, prices, limits and traffic it knows by itself. */
export type RouteReadinessQuestion = Pick<
  ReadinessQuestion<RouteReadinessTarget>,
  'tasks' | 'subjects' | 'neededPerMinute' | 'agreement'
>

/** A target as a readiness question sees it. */
export type RouteReadinessTarget = ReadinessTarget & { readonly key: string }

/** If each target, model, vendor, region or credential vanished now: what would go on, and at what price. */
export function readinessOf(engine: Engine, question: RouteReadinessQuestion): Readiness {
  const { targets, oversight, capacity } = engine
  const byKey = new Map(targets.map((target) => [target.key, target]))
  // One of its own: what is asked here must not pass for what was asked by callers.
  const gate = oversight.newGate()
  const known = ({ key }: RouteReadinessTarget): Target => byKey.get(key) as Target
  return readiness<RouteReadinessTarget>({
    ...question,
    targets: targets.map((target) => readinessTarget(engine, target)),
    gate: { refusal: (target, asked) => gate.refusal(known(target), asked) },
    traffic: (target) => capacity(known(target)).served,
  })
}

function readinessTarget({ memory, board, oversight, capacity, calls }: Engine, target: Target): RouteReadinessTarget {
  const { id, key, model, channel, tasks, degraded } = target
  const bar = memory.barOn(target)
  const doubt = memory.unproven(target)
  const { unavailable } = target.adapter
  const open = board.refusal(target)?.why === 'open'
  const callsPerMinute = capacity(target).perMinute(calls.tokens, board.peek('target', target)?.latency.quantile(0.5) ?? null)
  const callUsd = oversight.ledger.costUsd(target, calls.usage)
  return {
    id,
    key,
    model,
    channel,
    tasks,
    ...(degraded && { degraded }),
    ...(doubt && { unproven: doubt.sentence }),
    ...((unavailable !== undefined || bar || open) && { out: unavailable ?? bar?.sentence ?? 'its circuit is open' }),
    ...(callsPerMinute !== null && { callsPerMinute }),
    ...(callUsd !== undefined && { callUsd }),
  }
}
