import { Gate, readiness, type Readiness, type RouteOptions, type Subject, type TargetStatus } from '@understudy/failover'
import type { RouteTarget } from '@understudy/sdk'
import type { Runtime, TaskName } from '@understudy/spec'

interface Asked {
  readonly id: string
  readonly model: string
}

export interface ReadinessInput {
  readonly targets: readonly RouteTarget[]
  readonly status: readonly TargetStatus[]
  /** The operator's rules: a substitute that may not see the code is none. */
  readonly rules: Pick<RouteOptions, 'policy' | 'notices' | 'mayBarLast'>
  readonly tasks: readonly TaskName[]
  /** Classes of code to judge for. */
  readonly subjects: readonly Subject[]
  readonly runtime: Pick<Runtime, 'wallTime'>
  /** How far a substitute agrees with the first choice, F1 from 0 to 1. @default nothing is known */
  readonly agreement?: (first: Asked, substitute: Asked) => number | undefined
}

/** If each target, vendor, region or credential vanished now: who would serve these tasks, policy and notices respected. */
export function judgeReadiness({ targets, status, rules, tasks, subjects, runtime, agreement }: ReadinessInput): Readiness {
  const judged = targets.map(({ adapter, tasks: own }) => {
    const bar = status.find(({ id }) => id === adapter.id)?.bar
    const { id, model, channel, degraded } = adapter
    // The floor knows rules for code and nothing else.
    const can = own ?? (degraded ? (['review.files', 'review.diff'] as const) : null)
    return { id, model, channel, tasks: can, ...(degraded && { degraded }), ...(bar && { out: bar.sentence }) }
  })
  const gate = new Gate({
    targets: judged,
    runtime,
    ...(rules.policy && { policies: [rules.policy].flat() }),
    ...(rules.notices && { notices: rules.notices }),
    ...(rules.mayBarLast !== undefined && { mayBarLast: rules.mayBarLast }),
  })
  return readiness({ targets: judged, tasks, gate, subjects, ...(agreement && { agreement }) })
}
