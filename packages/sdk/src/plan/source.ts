import type { SourceFile } from '@understudy/spec'
import type { Change } from './change.ts'
import type { ContextFile } from './context.ts'

/** A file that goes to review, with what happened to it where a change is reviewed. */
export interface ReviewSource extends SourceFile {
  /** The file before the change, and what the change does to it. Absent when whole files are reviewed. */
  readonly before?: string
  readonly change?: Change
  /** Outlines of files that it imports, for understanding only. */
  readonly context?: readonly ContextFile[]
}
