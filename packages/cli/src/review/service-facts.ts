import type { TargetStatus } from '@understudy/failover'
import type { Report, Service } from '@understudy/findings'

/** Who is asked first, and why it did not serve: because it is out of use, or because it failed in this run. */
export function serviceFacts({ attempts }: Pick<Report, 'attempts'>, targets: readonly TargetStatus[]): Service {
  const first = targets.toSorted((a, b) => a.tier - b.tier)[0]?.id ?? ''
  const suspended = targets.flatMap(({ id, bar }) =>
    bar ? [{ target: id, why: bar.sentence || bar.reason, since: new Date(bar.since).toISOString() }] : [],
  )
  const failed = attempts.flatMap(({ target, failure, startedAt }) =>
    failure ? [{ target, why: failure.sentence, since: startedAt }] : [],
  )
  const absent = new Map([...failed.toReversed(), ...suspended].map((each) => [each.target, each]))
  return { firstChoice: first, absent: [...absent.values()] }
}
