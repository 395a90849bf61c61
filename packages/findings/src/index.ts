export { anchorQuote, type Place, type Quote } from './anchor/anchor.ts'
export { CWE_DATE, CWE_VERSION } from './cwe/table.generated.ts'
export { type Weakness, weakness } from './cwe/catalogue.ts'
export { normaliseCwe } from './cwe/normalise.ts'
export { cweSimilarity } from './cwe/similarity.ts'
export { familyOfCwe, readFamily } from './family/family.ts'
export { encodeAnnotation, encodeAnnotationProperty } from './encode/annotation.ts'
export { showHidden } from './encode/hidden.ts'
export { encodeHtml, safeLink } from './encode/html.ts'
export { encodeMarkdown, markdownCode, markdownCodeBlock } from './encode/markdown.ts'
export { encodeTerminal, encodeTerminalLine } from './encode/terminal.ts'
export type {
  Anchor,
  AnchorStatus,
  EnclosingFunction,
  Finding,
  FindingConfidence,
  FindingCwe,
  FindingSeverity,
  Location,
  LocationRole,
  Provenance,
} from './finding/finding.ts'
export { mergeFindings } from './finding/merge.ts'
export {
  type Comparability,
  type ComparabilityVerdict,
  type Disposition,
  DISPOSITIONS,
  type FileCoverage,
  type ModelComparability,
  type Report,
  REPORT_STATUSES,
  type ReportStatus,
  unknownComparability,
} from './finding/report.ts'
export { parseReport } from './finding/parse-report.ts'
export { isOutsideChange, OUTSIDE_CHANGE, OUTSIDE_CHANGE_SENTENCE } from './finding/outside-change.ts'
export { reviewStatus } from './finding/status.ts'
export { toFinding, type ToFindingOptions } from './finding/to-finding.ts'
export { type FlawIdentity, fingerprintV1 } from './fingerprint/fingerprint.ts'
export { lineHash, lineHashes } from './fingerprint/line-hash.ts'
export { languageOf } from './language/language.ts'
export { toAnnotations } from './formats/annotations.ts'
export { type ModelSwitch, modelSwitches, type Repeated, switchesOf, withSwitches } from './carry/model-switch.ts'
export { codeGone } from './carry/code-gone.ts'
export { type CarryMark, carryMark, type CarryReason, carrySentence } from './carry/mark.ts'
export {
  type CarryOptions,
  dueForTriage,
  type EarlierAlerts,
  type OnSwitch,
  type OpenAlerts,
  openAlerts,
} from './carry/open-alerts.ts'
export { comparabilitySentences } from './formats/comparable.ts'
export { ABSENT_EXTENSION, absentSentences } from './formats/absent.ts'
export { type GitLabOptions, type GitLabReport, toGitLab } from './formats/gitlab.ts'
export { importFindings } from './formats/import/import.ts'
export type { ImportedFindings, ImportOptions } from './formats/import/imported.ts'
export { type MarkdownOptions, toMarkdown } from './formats/markdown.ts'
export { type RdjsonDiagnostic, type RdjsonReport, toRdjson } from './formats/rdjson.ts'
export { type Service, serviceSentences, withService } from './formats/service.ts'
export { noteSentences } from './formats/notes.ts'
export { type SecretMask, secretMask, withoutSecretValues } from './secrets/mask.ts'
export { statusSentence, unreadFiles, unreadWords } from './formats/unread.ts'
export { type SarifOptions, toSarif } from './formats/sarif/sarif.ts'
export type {
  SarifComponent,
  SarifInvocation,
  SarifLevel,
  SarifLocation,
  SarifLog,
  SarifNotification,
  SarifProperties,
  SarifResult,
  SarifRule,
  SarifRun,
  SarifText,
} from './formats/sarif/types.ts'
export { type DocumentLimits, type ParsedDocument, parseDocument } from './parse/document.ts'
export { type Problem, problemSentence } from './parse/problem.ts'
export { unwrapAnswer } from './parse/wrapping.ts'
export { type FileNote, MAX_FINDINGS, type ParsedReview, parseReview, type ParseReviewOptions } from './parse/review.ts'
export { confidenceScale, normaliseConfidence, type NumberScale } from './confidence/confidence.ts'
export { readSeverity, severityRank } from './severity/severity.ts'
export type { RuleGrain } from './formats/sarif/rules.ts'
export type { Sources } from './formats/sarif/results.ts'
