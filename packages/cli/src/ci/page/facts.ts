import type { TargetStatus } from '@understudy/failover'
import type { Finding, Report } from '@understudy/findings'
import type { Conclusion } from '../conclusion.ts'

/** What a page for people is made from. */
export interface PageFacts {
  /** Null when the change touches no code. */
  readonly report: Report | null
  readonly targets: readonly TargetStatus[]
  readonly conclusion: Conclusion
  /** How many findings count. @default those that are neither accepted nor outside the change */
  readonly counting?: number
  /** Alerts that stay open although this review did not repeat them. @default none */
  readonly carried?: readonly Finding[]
  /** Commit that was reviewed. */
  readonly commit: string
  /** Address of a line in the host's browser; null where there is none. */
  readonly lineUrl: (path: string, line: number) => string | null
  readonly runUrl: string | null
  /** Sentences about the run: what was narrowed, withheld, or could not be published. */
  readonly remarks: readonly string[]
}
