import type { Report } from '@understudy/findings'
import type { Reviewer } from '@understudy/sdk'
import type { Change } from '../git/change.ts'
import type { Sources } from '../terminal/findings.ts'

/** What only this one run is told; everything that lasts longer is in `ReviewSettings`. */
export interface ReviewRequest {
  /** Files and folders, or `-` alone for standard input. */
  readonly paths: readonly string[]
  /** Name of what is piped in. @default 'stdin' */
  readonly stdinPath?: string
  readonly root?: string
  /** Review a change instead of whole files. */
  readonly change?: Change
  /** File for the result, instead of standard output. */
  readonly output?: string
  /** Take over what an earlier run finished, while the content is the same. */
  readonly resume: boolean
  /** Give back what the same model said of the same content before. */
  readonly cache: boolean
  /** Wait for the probes of barred targets that are due, for places where no process lives long. @default false */
  readonly probeDue?: boolean
  /** Looks at the report while the reviewer can still be asked, and gives back what counts. @default the report as it is */
  readonly attach?: (report: Report, sources: Sources, reviewer: Reviewer, signal: AbortSignal) => Promise<Report>
  /** No progress. */
  readonly quiet: boolean
  /** List every file with its served model. */
  readonly allFiles: boolean
}
