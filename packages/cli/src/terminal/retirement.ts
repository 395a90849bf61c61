import type { TargetStatus } from '@understudy/failover'
import { count } from './text.ts'

/** A vendor's announcement in words, such as `deprecated, retires on 2026-10-01, in 30 days`. */
export function retirementWords({ stage, retiresAt, daysLeft }: NonNullable<TargetStatus['retirement']>): string {
  const when = retiresAt === undefined ? '' : `, retires on ${retiresAt.slice(0, 10)}`
  return `${stage}${when}${daysLeft === undefined ? '' : `, in ${count(daysLeft, 'day')}`}`
}
