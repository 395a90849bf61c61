import type { Family, Severity } from './families.ts'

/** What a model must say of every file it was given. `findings` and `clean` both mean: read whole. */
export type FileVerdict = 'findings' | 'clean' | 'not-reviewed'

/** CVSS v4.0 base metrics, as letters of the standard. The score is computed here, never by the model. */
export interface CvssComponents {
  readonly AV: 'N' | 'A' | 'L' | 'P'
  readonly AC: 'L' | 'H'
  readonly AT: 'N' | 'P'
  readonly PR: 'N' | 'L' | 'H'
  readonly UI: 'N' | 'P' | 'A'
  readonly VC: 'H' | 'L' | 'N'
  readonly VI: 'H' | 'L' | 'N'
  readonly VA: 'H' | 'L' | 'N'
  readonly SC: 'H' | 'L' | 'N'
  readonly SI: 'H' | 'L' | 'N'
  readonly SA: 'H' | 'L' | 'N'
}

/** One flaw, as a model words it. Lines are 1-based and as printed in the prompt. */
export interface ReportedFlaw {
  readonly path: string
  /** 1 to 3 lines, verbatim. The quote decides the place, not the numbers. */
  readonly snippet: string
  readonly startLine: number
  readonly endLine: number
  /** Why it is a flaw: source, path and sink in words. */
  readonly reasoning: string
  readonly family: Family
  /** `CWE-89`, or null when the model does not know. */
  readonly cwe: string | null
  readonly title: string
  readonly severity: Severity
  /** 0 to 1. */
  readonly confidence: number
  readonly cvss: CvssComponents | null
  readonly remediation: string | null
}

/** Schema v1 of a review answer. `end` is the finish marker: the last thing a whole answer says. */
export interface ReviewReply {
  readonly findings: readonly ReportedFlaw[]
  readonly files: readonly { readonly path: string; readonly verdict: FileVerdict; readonly note: string | null }[]
  readonly end: 'end-of-review'
}

/** A known flaw of a fixture: what a perfect reviewer would report. */
export interface FlawLabel {
  readonly id: string
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly family: Family
  readonly cwe: string
  readonly severity: Severity
  readonly title: string
  readonly why: string
}
