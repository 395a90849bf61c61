import { Gate, type GateAnswer, type LaterRules, type RouteOptions } from '@understudy/failover'
import type { RouteTarget } from '@understudy/sdk'
import { type ModelAdapter, type Runtime, targetKey } from '@understudy/spec'

/** The part of a configuration that says who may be asked. */
export interface Permissions {
  readonly targets: readonly RouteTarget[]
  readonly rules: Pick<RouteOptions, 'policy' | 'notices' | 'mayBarLast'>
}

/** What the newest configuration says to work that began before it. */
export interface Successor extends LaterRules {
  /** Takes a configuration as the one that holds from now on. */
  bind(next: Permissions): void
}

const no = (id: string, why: string): GateAnswer => ({
  permitted: false,
  by: 'policy',
  rule: 'configuration/targets',
  why: `The configuration that holds now ${why} (${id}).`,
})

function lawOf({ targets, rules: { policy, notices, mayBarLast } }: Permissions, runtime: Pick<Runtime, 'wallTime'>): LaterRules {
  const gate = new Gate<ModelAdapter>({
    targets: targets.map(({ adapter }) => adapter),
    runtime,
    ...(policy && { policies: [policy].flat() }),
    ...(notices && { notices }),
    ...(mayBarLast !== undefined && { mayBarLast }),
  })
  const byKey = new Map(targets.map((target) => [targetKey(target.adapter.channel, target.adapter.model), target]))
  return {
    refusal({ id, channel, model }, question, wallTime) {
      const now = byKey.get(targetKey(channel, model))
      if (!now) return no(id, 'does not name this target')
      // A canned call carries no code, and is for no task.
      if (now.tasks && question.task !== 'plain' && !now.tasks.includes(question.task))
        return no(id, `keeps it from ${question.task}`)
      // Asked about the target as it stands now: its contract may have been put right.
      return gate.refusal(now.adapter, question, wallTime)
    },
  }
}

/**
 * Lets the newest configuration have its say in all work, whichever configuration that began under: it is asked with the work's own
 * subject and task at every door, so nothing is sent that it would not send.
 */
export function successor(runtime: Pick<Runtime, 'wallTime'>): Successor {
  let law: LaterRules | null = null
  return {
    bind(next) {
      law = lawOf(next, runtime)
    },
    refusal: (target, question, wallTime) => law?.refusal(target, question, wallTime) ?? null,
  }
}
