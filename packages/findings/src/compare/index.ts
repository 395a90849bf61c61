export {
  CALIBRATION_PAIRS,
  calibratedRank,
  calibrateSeverity,
  learnSeverityScale,
  type SeverityScale,
} from '../calibrate/severity-shift.ts'
export type { LevelMove } from '../calibrate/level-moves.ts'
export { agreementVerdict } from '../comparability/agreement-verdict.ts'
export { DELTA, type Equivalence, NEEDED_FILES, type NonInferiority, nonInferiority } from '../comparability/non-inferiority.ts'
export { DRIFT_START, type DriftState, type DriftUsual, observeDrift } from '../drift/monitor.ts'
export type { DriftAlarm, DriftObservation, DriftTest, ReportedManner } from '../drift/observation.ts'
export { type MatchOptions, type Matching, matchFindings, type MergedFlaw, type Pair } from '../match/match.ts'
export { type Figure, type Interval } from '../statistics/index.ts'
export { type Comparable, compare, type CompareOptions, type Comparison } from './compare.ts'
export {
  type AgreementFigures,
  agreementFigures,
  type CellFigures,
  type FileCounts,
  type LabelFigures,
  NEEDED,
  type SeverityFigures,
} from './figures.ts'
export { foundLabels, matchLabels } from './labels.ts'
export { addComparison, type RunningAgreement, type RunningFigures, runningFigures } from './running.ts'
export { type FlawState, type TrackedFlaw } from './states.ts'
export type { CweScore } from '../match/pair-score.ts'
