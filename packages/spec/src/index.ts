export {
  type AttemptContext,
  type AttemptLimits,
  type AttemptProgress,
  ATTEMPT_LIMITS,
  type ModelAdapter,
  type ModelListing,
} from './adapter.ts'
export { attemptContext, type AttemptContextOptions } from './attempt-context.ts'
export type { AttemptRecord } from './attempt.ts'
export type { Effort, JsonSchema, ModelCall, SourceFile, TaskName } from './call.ts'
export { isoTime } from './iso-time.ts'
export { vendorAtHost } from './vendor-hosts.ts'
export { type Channel, channelPlace, formerTargetKey, type ModelLimits, targetKey } from './channel.ts'
export { credentialFingerprint } from './credential.ts'
export { ERROR_CODES, type ErrorCode, UnderstudyError } from './errors/base.ts'
export { type ErrorByCode, hasCode, InvalidOptionError, MissingPeerError, RouteExhaustedError } from './errors/errors.ts'
export {
  FAILURE_KINDS,
  FAILURE_RULES,
  type FailureKind,
  type FailureRule,
  type FailureScope,
  type Reaction,
} from './failure/kinds.ts'
export { ModelFailure, type ModelFailureDetails } from './failure/model-failure.ts'
export type { Evidence, Verdict, WithdrawalReason } from './failure/verdict.ts'
export { countMembers, type JsonNames, type JsonScan, oddNames, type OddNames, scanJson } from './json/scan.ts'
export { checkMembers, checkNumber, checkText, checkWord, HIDDEN, nearestWord, type NumberRule, refuseOption } from './options.ts'
export { hideUserinfo, safeName, safeSentence } from './redact.ts'
export type { ModelNotice, ModelReply, RateLimitState, Stop, Usage } from './reply.ts'
export { FAMILIES, type Family, SEVERITIES, type Severity } from './review/families.ts'
export type { CvssComponents, FileVerdict, FlawLabel, ReportedFlaw, ReviewReply } from './review/reply.ts'
export { REVIEW_SCHEMA } from './review/schema.ts'
export type { AppendFile, Runtime, RuntimeFiles } from './runtime/runtime.ts'
export { systemRuntime } from './runtime/system.ts'
