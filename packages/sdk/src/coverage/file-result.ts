import type { FileCoverage, Finding } from '@understudy/findings'

/** One file, finished: what became of it and what was found. */
export interface FileResult {
  readonly coverage: FileCoverage
  readonly findings: readonly Finding[]
  /** Keys of the targets that read a part of it; first of all the one that `coverage` names. @default [], when nobody did */
  readonly channels?: readonly string[]
  /** Endpoint of the first of them. */
  readonly endpoint?: string
}
