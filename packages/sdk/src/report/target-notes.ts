import type { TargetStatus } from '@understudy/failover'

/** Targets that could not be asked at all, whoever served instead: each in a sentence. */
export function unavailableNotes(status: readonly TargetStatus[]): readonly string[] {
  return status.flatMap(({ unavailable }) => unavailable ?? [])
}
