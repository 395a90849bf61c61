import type { FileCoverage, Finding } from '@understudy/findings'

/** One file, finished: what became of it and what was found. */
export interface FileResult {
  readonly coverage: FileCoverage
  readonly findings: readonly Finding[]
}
