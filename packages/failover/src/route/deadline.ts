export interface AttemptTime {
  readonly now: number
  /** Of the whole execution, on the same clock. */
  readonly deadline: number
  /** Longest one attempt may take. */
  readonly attemptMs: number
  /** True when another target could still be asked after this attempt. */
  readonly another: boolean
  /** What the next target usually takes, when known. */
  readonly nextTypicalMs: number | null
}

/** Share of what is left that is kept for the next target when nothing is known about it. */
const UNKNOWN_SHARE = 1 / 3
const LEAST_SHARE = 0.1
const LARGEST_SHARE = 0.5

/** When this attempt must end, so that the next target keeps a useful share of the one deadline. */
export function attemptDeadline({ now, deadline, attemptMs, another, nextTypicalMs }: AttemptTime): number {
  const left = Math.max(0, deadline - now)
  const wanted = nextTypicalMs === null ? left * UNKNOWN_SHARE : Math.max(nextTypicalMs * 1.5, left * LEAST_SHARE)
  const reserve = another ? Math.min(wanted, left * LARGEST_SHARE) : 0
  return now + Math.min(attemptMs, left - reserve)
}
