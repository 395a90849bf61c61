/** The part of SARIF 2.1.0 that is written here. Assignable to `Log` of `@types/sarif`, which users need not install. */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: SarifRun[]
}

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

export interface SarifComponent {
  readonly name: string
  readonly semanticVersion?: string
  readonly version?: string
  readonly organization?: string
  readonly informationUri?: string
  readonly rules?: SarifRule[]
  readonly properties?: SarifProperties
}

export interface SarifText {
  readonly text: string
}

export type SarifLevel = 'none' | 'note' | 'warning' | 'error'

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

export interface SarifInvocation {
  readonly executionSuccessful: boolean
  readonly startTimeUtc?: string
  readonly endTimeUtc?: string
  readonly toolExecutionNotifications?: SarifNotification[]
}

export interface SarifNotification {
  readonly level: SarifLevel
  readonly message: SarifText
  readonly locations?: { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[]
}

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
