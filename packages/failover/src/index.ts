export { barForVerdict } from './bar/bar-for-verdict.ts'
export {
  type Bar,
  BAR_SOURCES,
  barHolds,
  type BarSource,
  OPERATOR_SCOPES,
  type OperatorScope,
  type ProbeProgress,
} from './bar/bar.ts'
export { type BarIndex, barOn, barsOn, indexBars, mayLift } from './bar/barred.ts'
export {
  afterBadProbe,
  afterGoodProbe,
  claimProbe,
  firstProbe,
  PROBE_RULES,
  probeDue,
  type ProbeRules,
} from './bar/probe-schedule.ts'
export { BAR_SCOPES, type BarScope, type Keyed, scopeKey, scopeKeysOf } from './bar/scope-key.ts'
export { memoryStore } from './store/memory.ts'
export type { CircuitHint, HealthStore } from './store/store.ts'
export { chainLine, GENESIS, type JournalLine } from './journal/chain.ts'
export { fileJournal, type FileJournalOptions, type JournalProblem } from './journal/file.ts'
export { inputDigest } from './journal/input-digest.ts'
export type { InputDigest, Journal, JournalEntry, JournalHead, JournalKeeping, JournalState } from './journal/journal.ts'
export { type MemoryJournal, memoryJournal, type MemoryJournalOptions } from './journal/memory.ts'
export {
  type JournalFault,
  type JournalFinding,
  type JournalText,
  type JournalVerification,
  verifyChain,
  verifyJournal,
} from './journal/verify.ts'
export { CIRCUIT_DEFAULTS, type CircuitOptions, type CircuitSettings } from './circuit/options.ts'
export type { CircuitState } from './circuit/circuit-types.ts'
export { EVENT_CHANNEL, type RouteListener } from './events/event-bus.ts'
export type { CircuitSubject, RouteEvent, RouteEventBody, SkipCode } from './events/events.ts'
export { ExecutionError } from './route/execution-error.ts'
export type { RouteReadinessQuestion, RouteReadinessTarget } from './route/readiness.ts'
export { createRoute } from './route/route.ts'
export type { RouteTarget } from './route/target.ts'
export type {
  AcceptedFrom,
  PassedOver,
  Route,
  RouteOptions,
  RouteResult,
  RunOptions,
  TargetStatus,
  WithdrawOptions,
} from './route/types.ts'
export { confirm, type Confirmation, type ConfirmingLook } from './verdict/confirm.ts'
export { type FailedAsk, type Firmness, judgeWithdrawal, type Judgement } from './verdict/judge-withdrawal.ts'
export { type ChannelMemory, type ModelMemory, modelMemory } from './verdict/model-memory.ts'
export { type Retirement, type RetirementMemo, type RetirementNews, retirementOf, tellRetirement } from './verdict/retirement.ts'
export { barsForJudgement, seenAgain } from './verdict/sighting.ts'
export { afterProbe, type ProbeEffect } from './reinstatement/after-probe.ts'
export { Prober, type ProberOptions, type ProbeTarget } from './reinstatement/prober.ts'
export { orderReturning, RETURN_RULES, returnShare, type ReturnRules, shareOf } from './reinstatement/return-share.ts'
export { RetirementWatch, type RetirementWatchOptions, type WatchedTarget } from './verdict/retirement-watch.ts'
export type { RetryBudgetOptions } from './budget/extra-attempts.ts'
export type { CapacityOptions, TargetCapacityOptions } from './capacity/options.ts'
export type { HedgingOptions } from './hedge/options.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './schema/standard-schema.ts'
export type { RouteStreamEvent } from './stream/events.ts'
export { eligible, type Eligibility, type Governed } from './policy/eligible.ts'
export { fitsAny } from './policy/pattern.ts'
export { checkSubject } from './policy/subject.ts'
export type { InForce } from './notice/in-force.ts'
export { Gate, type GateOptions, type LaterRules, type NoticeFeed } from './policy/gate.ts'
export type { GateAnswer, GateQuestion } from './policy/ruling.ts'
export { EgressDeniedError, type EgressCheck, guardEgress } from './policy/guard-egress.ts'
export type { Condition, Subject } from './policy/pattern.ts'
export { checkPolicy, type Policy, type PolicyRule } from './policy/policy.ts'
export { LIST_PRICES } from './price/list-prices.ts'
export { costUsd, indexPrices, type ModelPrice, mostUsd, type PriceIndex, priceOf, type PriceTable } from './price/price.ts'
export { type Reservation, SpendingCap } from './price/spending-cap.ts'
export { type Concentration, concentration, type Share, type Traffic } from './readiness/concentration.ts'
export type { Unproven } from './verdict/unproven.ts'
export { type Loss, losses } from './readiness/losses.ts'
export {
  type Continuity,
  type Readiness,
  readiness,
  type ReadinessQuestion,
  type ReadinessTarget,
  type Scenario,
} from './readiness/readiness.ts'
export type { WatchOptions } from './route/oversight.ts'
