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
export { anthropic, createTarget, google, googleLegacy, openai, openaiCompatible } from '@understudy/providers'
export {
  hasCode,
  InvalidOptionError,
  MissingPeerError,
  type ModelAdapter,
  ModelFailure,
  RouteExhaustedError,
  UnderstudyError,
} from '@understudy/spec'
export type { ReviewFile, ReviewInput, SkippedFile } from './plan/input.ts'
export type { ReviewEvent, ReviewListener } from './reviewer/events.ts'
export type { ReviewerOptions } from './reviewer/options.ts'
export { createReviewer, type Reviewer, type ReviewOptions } from './reviewer/reviewer.ts'
