import { Gate, type NoticeFeed, type RouteOptions } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import type { RouteTarget } from '@understudy/sdk'
import type { Runtime, TaskName } from '@understudy/spec'

/** The notice by which a new configuration bars what the one before allowed. It may bar the last target: the operator wrote it. */
export const CONFIGURATION_NOTICE = 'configuration'

const TASKS: readonly TaskName[] = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch']

/** The part of a configuration that says who may be asked. */
export interface Permissions {
  readonly targets: readonly RouteTarget[]
  readonly rules: Pick<RouteOptions, 'policy' | 'notices' | 'mayBarLast'>
}

/** A feed that can be told, while calls run on it, that targets are gone. */
export interface RetiringFeed extends NoticeFeed {
  retire(notices: readonly Notice[]): void
}

/** Adds to the operator's notices those of a later configuration. */
export function retiringFeed(notices: NoticeFeed | undefined): RetiringFeed {
  let retired: readonly Notice[] = []
  let all: readonly Notice[] = []
  let seen: readonly Notice[] | null = null
  return {
    // The same list while nothing changed: whoever asks keeps what it derived from one.
    notices() {
      const given = notices?.notices() ?? []
      if (seen !== given) [seen, all] = [given, [...given, ...retired]]
      return all
    },
    retire(more) {
      retired = [...retired, ...more]
      seen = null
    },
  }
}

const channelOf = ({ adapter: { id, channel } }: RouteTarget): string => `${id} ${channel.endpoint} ${channel.region ?? ''}`

/**
 * What calls under way may no longer ask once `next` holds: targets that it does not have, and those that its policy forbids
 * for a task. Whose code a call carries is not known here, so a rule about one class counts for all.
 */
export function newlyBarred(before: Permissions, next: Permissions, runtime: Pick<Runtime, 'wallTime'>): readonly Notice[] {
  const kept = new Set(next.targets.map(channelOf))
  const gate = ({ rules: { policy } }: Permissions) =>
    new Gate({ targets: before.targets.map(({ adapter }) => adapter), runtime, ...(policy && { policies: [policy].flat() }) })
  const [permitted, permits] = [gate(before), gate(next)]
  return before.targets.flatMap((target): Notice[] => {
    const { adapter } = target
    const gone = !kept.has(channelOf(target))
    const question = (task: TaskName) => ({ task, subject: {} })
    const tasks = TASKS.filter(
      (task) => gone || (!permitted.refusal(adapter, question(task)) && permits.refusal(adapter, question(task))),
    )
    if (tasks.length === 0) return []
    return [
      {
        id: CONFIGURATION_NOTICE,
        models: [adapter.id],
        channels: [{ endpoint: adapter.channel.endpoint }],
        tasks,
        from: new Date(runtime.wallTime()).toISOString(),
        basis: { authority: 'the operator’s configuration' },
      },
    ]
  })
}
