import type { Family, Severity } from '@understudy/spec'

/** One result of another scanner, brought to our words. A `Finding` of `@understudy/findings` is one. */
export interface ImportedResult {
  readonly family: Family
  readonly cwe: { readonly canonical: string | null }
  readonly title: string
  readonly message: string
  readonly severity: { readonly level: Severity }
  readonly remediation: string | null
  readonly locations: readonly [
    {
      readonly path: string
      readonly startLine: number
      readonly endLine: number
      readonly anchor: { readonly snippet: string }
    },
    ...unknown[],
  ]
}

/** What a reader of SARIF gives back; `importFindings` of `@understudy/findings` is such a reader. */
export interface ImportedLog {
  readonly tool: string
  /** Whether the log says that its scan was whole; null when it cannot say. */
  readonly complete: boolean | null
  readonly findings: readonly ImportedResult[]
}

/** Reads another scanner’s log; `importFindings` of `@understudy/findings` fits. */
export type ReadLog = (json: string) => Promise<ImportedLog>
