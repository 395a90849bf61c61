import type { Severity } from '@understudy/spec'
import type { Finding, LocationRole } from '../../finding/finding.ts'
import type { Problem } from '../../parse/problem.ts'
import type { Report } from '../../finding/report.ts'

/** What another tool's document held. */
export interface ImportedFindings {
  /** The tool that wrote it. */
  readonly tool: string
  readonly findings: readonly Finding[]
  /**
   * Whether the document says that its scan was whole; null when it cannot say, false when results had to be left out. Only true lets
   * an empty list mean clean.
   */
  readonly complete: boolean | null
  /** What was left out or guessed, with its path inside the document. */
  readonly problems: readonly Problem[]
  /** The whole report, when the document was written by Understudy. */
  readonly report?: Report
}

/** What the findings of another tool are anchored with. */
export interface ImportOptions {
  /** Content by path. With it findings are anchored and fingerprinted like a model's; without it by what the document quotes. */
  readonly sources?: ReadonlyMap<string, string>
  /** Folder or `file:` URI of the reviewed root, for scanners that write absolute paths. @default what the document names as its root */
  readonly root?: string
}

/** One more place of a finding of another tool. */
export interface ForeignPlace {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly snippet: string
  readonly role: LocationRole
}

/** One finding of another tool, before it is brought to our shape. */
export interface ForeignFinding {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  /** Quoted code; empty when the document quotes none. */
  readonly snippet: string
  /** The tool's own name for the kind of flaw. */
  readonly rule: string
  /** What the tool calls that kind in words; asked where the name itself says nothing, as `G101` does. @default none */
  readonly ruleTitle?: string
  readonly cwes: readonly string[]
  readonly title: string
  readonly message: string
  readonly severity: { readonly word: string; readonly level?: Severity; readonly score?: number; readonly fromRule?: boolean }
  readonly confidence: number | string | null
  readonly remediation: string | null
  readonly evidence?: readonly string[]
  /** Further places: where the data comes from, what lies between. @default none */
  readonly others?: readonly ForeignPlace[]
  readonly tool: string
  readonly model?: string
  /** What has no place in a finding; kept for round trips. */
  readonly extensions: Readonly<Record<string, unknown>>
}
