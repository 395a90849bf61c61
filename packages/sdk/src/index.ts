export {
  createRoute,
  type HealthStore,
  type Journal,
  memoryStore,
  type RouteEvent,
  type RouteTarget,
  type TargetStatus,
} from '@understudy/failover'
export {
  type Comparability,
  type FileCoverage,
  type Finding,
  type Report,
  type ReportStatus,
  toSarif,
} from '@understudy/findings'
export {
  anthropic,
  createTarget,
  google,
  googleLegacy,
  openai,
  openaiCompatible,
  type ProxyAddress,
  proxyBefore,
  proxySettings,
  type ProxySettings,
} from '@understudy/providers'
export {
  hasCode,
  InvalidOptionError,
  MissingPeerError,
  type ModelAdapter,
  ModelFailure,
  RouteExhaustedError,
  UnderstudyError,
} from '@understudy/spec'
export type { CheckpointKeeping } from './checkpoint/keeping.ts'
export { estimateQualifyCost, type EstimateQualifyOptions, type QualifyCost } from './qualify/estimate.ts'
export { qualifyTargets, type QualifyTargetsOptions } from './qualify/qualify-targets.ts'
export type { ComparabilityChoice } from './report/comparability.ts'
export type { ReviewFile, ReviewInput, SkippedFile } from './plan/input.ts'
export { reasonNotSent } from './plan/sift.ts'
export type { ReviewEvent, ReviewEventBody, ReviewListener } from './reviewer/events.ts'
export type { ReviewerOptions } from './reviewer/options.ts'
export { createReviewer, type Reviewer } from './reviewer/reviewer.ts'
export type { RoutedTask, TaskRoutes } from './reviewer/routes.ts'
export type { ReviewOptions } from './reviewer/start-review.ts'
export type { ShadowAgreement } from './shadow/agreement.ts'
export { type AskedTarget, knownAgreement } from './shadow/known-agreement.ts'
export type { ShadowOptions } from './shadow/options.ts'
export type { JudgedResult } from './tasks/ask.ts'
export type { Edit } from './tasks/propose-patch/edits.ts'
export type { PatchProposal, ProposePatchInput } from './tasks/propose-patch/propose-patch.ts'
export type { TaskOptions, TaskResult } from './tasks/run-task.ts'
export type { Triage, TriageInput } from './tasks/triage/triage.ts'
export type { FixVerdict, VerifyFixInput } from './tasks/verify-fix/verify-fix.ts'
export type { ServedBy } from './coverage/piece-outcome.ts'
export type { ModelDrift } from './drift/watch.ts'
export type { Memory } from './drift/memory.ts'
