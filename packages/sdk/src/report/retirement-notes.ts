import type { TargetStatus } from '@understudy/failover'

/** From so many days before its end on, a model's retirement stands in every report. */
const SOON_DAYS = 90

/** Which of the targets will go, in words for a report. What is far off, or already barred, is not repeated at every run. */
export function retirementNotes(status: readonly Pick<TargetStatus, 'id' | 'bar' | 'retirement'>[]): readonly string[] {
  const notes = status.flatMap(({ id, bar, retirement }) => {
    if (!retirement || bar || (retirement.daysLeft ?? 0) > SOON_DAYS) return []
    const { stage, retiresAt, daysLeft = 0 } = retirement
    if (retiresAt === undefined) return [`${id} is ${stage}, as its vendor says.`]
    const when =
      daysLeft > 0 ? `retires on ${retiresAt.slice(0, 10)}, in ${daysLeft} days` : `retired on ${retiresAt.slice(0, 10)}`
    return [`${id} is ${stage} and ${when}, as its vendor says. Put a successor behind it in time.`]
  })
  return [...new Set(notes)]
}
