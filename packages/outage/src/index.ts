export { FAULT_NAMES, FAULTS, type FaultName } from './faults/catalogue.ts'
export type { Fault, FaultContext, FaultSettings, StageKind } from './faults/fault.ts'
export type { When } from './faults/when.ts'
export { REVIEWERS, type ReviewHabits } from './replies/habits.ts'
export { labelledReviewer, type LabelledReviewerOptions } from './replies/labelled.ts'
export { defaultReplies } from './replies/plain.ts'
export { writeFromSchema } from './replies/schema-writer.ts'
export type { ReplyRequest, ReplyWriter } from './replies/writer.ts'
export type { Ending, Piece, WireAnswer } from './wire/answer.ts'
export type { FinishedReply, StageReply } from './wire/reply.ts'
export { STAGE_VENDORS, type StageVendor } from './wire/vendor.ts'
export { describeEvent, type StageEvent } from './world/events.ts'
export type { WorldAccount, WorldModel, WorldOptions } from './world/options.ts'
export type { FaultChoice, Stage, StageControls } from './world/stage.ts'
export { WITHDRAWAL_MODES, type WithdrawalMode, type WithdrawalOptions } from './world/withdrawal.ts'
export { virtualStage, type VirtualStage } from './virtual/stage.ts'
export { type CastModel, type CastOptions, castScenario } from './scenarios/cast.ts'
export { defineScenario } from './scenarios/check.ts'
export { SCENARIO_NAMES, SCENARIOS, type ScenarioName } from './scenarios/catalogue.ts'
export {
  type DrillAnswer,
  type DrillCall,
  type DrillClient,
  type DrillGround,
  type DrillOptions,
  type DrillReport,
  runDrill,
} from './scenarios/drill.ts'
export { playScenario } from './scenarios/play.ts'
export type { DrillExpectation, Scenario, ScenarioStep } from './scenarios/scenario.ts'
export { guardNetwork } from './guard/loopback-only.ts'
export { type Recording, recording, RECORDINGS, replay } from './recordings/recordings.ts'
export type { Operation, StageRequest, Surface } from './wire/request.ts'
export type { TokenCounts } from './wire/usage.ts'
export type { ListedModel, Objection, SituationDetails, VendorWire, WireContext } from './wire/wire.ts'
export type { IdMaker } from './wire/ids.ts'
