/** The part of SARIF 2.1.0 that is written here. Assignable to `Log` of `@types/sarif`, which users need not install. */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: SarifRun[]
}

/** One run of a SARIF log, as `toSarif` writes it. */
export interface SarifRun {
  readonly tool: { readonly driver: SarifComponent; readonly extensions?: SarifComponent[] }
  readonly automationDetails: { readonly id: string }
  readonly invocations: SarifInvocation[]
  readonly columnKind: 'utf16CodeUnits'
  readonly results: SarifResult[]
  readonly properties: SarifProperties
}

/** Property bags of SARIF hold anything; `tags` is a list of texts. */
export interface SarifProperties {
  readonly tags?: string[]
  readonly [name: string]: unknown
}

/** A driver or an extension of a SARIF tool. */
export interface SarifComponent {
  readonly name: string
  readonly semanticVersion?: string
  readonly version?: string
  readonly organization?: string
  readonly informationUri?: string
  readonly rules?: SarifRule[]
  readonly properties?: SarifProperties
}

/** Text of a SARIF log; plain, never Markdown. */
export interface SarifText {
  readonly text: string
}

/** Severity as SARIF knows it. */
export type SarifLevel = 'none' | 'note' | 'warning' | 'error'

/** One rule of a SARIF driver, as `toSarif` writes it. */
export interface SarifRule {
  readonly id: string
  readonly name: string
  readonly shortDescription: SarifText
  readonly fullDescription: SarifText
  readonly help: SarifText
  readonly helpUri?: string
  readonly defaultConfiguration: { readonly level: SarifLevel }
  readonly properties: SarifProperties
}

/** How a run went: whether it was whole, and what it did not read. */
export interface SarifInvocation {
  readonly executionSuccessful: boolean
  readonly startTimeUtc?: string
  readonly endTimeUtc?: string
  readonly toolExecutionNotifications?: SarifNotification[]
}

/** What a run says of a file that it did not read. */
export interface SarifNotification {
  readonly level: SarifLevel
  readonly message: SarifText
  readonly locations?: { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[]
}

/** One place of a result. */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }
    readonly region: {
      readonly startLine: number
      readonly startColumn: number
      readonly endLine: number
      readonly endColumn: number
      readonly snippet?: SarifText
    }
  }
  readonly message?: SarifText
}

/** One result of a SARIF run, as `toSarif` writes it. */
export interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: SarifLevel
  readonly message: SarifText
  readonly locations: SarifLocation[]
  readonly relatedLocations?: SarifLocation[]
  readonly partialFingerprints: Record<string, string>
  readonly rank?: number
  readonly properties: SarifProperties
}
