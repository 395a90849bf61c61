import type { Family } from '@understudy/spec'
import {
  CUSUM_RULES,
  type CusumBaseline,
  cusumStep,
  populationStabilityIndex,
  PSI_ALARM,
  REFUSAL_SPRT,
  SPRT_START,
  type SprtRules,
  type SprtState,
  sprtStep,
} from '../statistics/index.ts'

/** What a model did before, against which its behaviour is judged. Kept per served model, task and language. */
export interface DriftBaseline {
  /** Findings per thousand lines, over reviews. */
  readonly findingsPerKloc: CusumBaseline
  readonly families: ReadonlyMap<Family, number>
  /** Share of planted canaries that it reports. */
  readonly canaryRecall?: number
}

/** One review as drift sees it. */
export interface DriftObservation {
  readonly refused: boolean
  /** Calls that this observation sums up. A review of many files is one observation of what was found, and many of refusals. @default 1 */
  readonly calls?: number
  readonly lines: number
  readonly families: readonly Family[]
  /** Planted canaries: how many there were, how many were reported. */
  readonly canaries?: { readonly planted: number; readonly reported: number }
}

export type DriftTest = 'refusals' | 'findings-more' | 'findings-fewer' | 'family-mix' | 'canary-recall'

/** One alarm with what it rests on. */
export interface DriftAlarm {
  readonly test: DriftTest
  readonly sentence: string
  readonly observed: number
  readonly expected: number
  /** Observations since this test last started. */
  readonly n: number
}

/** Running state; plain data, so that it outlives a process. */
export interface DriftState {
  readonly refusals: SprtState
  readonly canaries: SprtState
  readonly more: number
  readonly fewer: number
  readonly reviews: number
  readonly families: Readonly<Record<string, number>>
}

export const DRIFT_START: DriftState = Object.freeze({
  refusals: SPRT_START,
  canaries: SPRT_START,
  more: 0,
  fewer: 0,
  reviews: 0,
  families: {},
})

/** Findings before a mix is judged: below, the index is mostly noise. */
export const MIX_FINDINGS = 200

/** A missed canary in twenty is fine, one in three is not. */
const CANARY_SPRT: SprtRules = { p0: 0.05, p1: 0.35, alpha: 0.01, beta: 0.05 }

/** Takes in one review and gives the alarms that it completes; a test that alarmed starts again. No clock, no I/O. */
export function observeDrift(
  state: DriftState,
  observation: DriftObservation,
  baseline: DriftBaseline,
): { readonly state: DriftState; readonly alarms: readonly DriftAlarm[] } {
  const alarms: DriftAlarm[] = []
  const refusals = refusalSteps(state.refusals, observation, alarms)
  if (observation.refused) return { state: { ...state, refusals }, alarms }
  const rate = observation.lines > 0 ? (observation.families.length * 1_000) / observation.lines : 0
  const reviews = state.reviews + 1
  const next = {
    refusals,
    canaries: canaryStep(state.canaries, observation, baseline, alarms),
    more: rateStep(state.more, rate, 'up', baseline, reviews, alarms),
    fewer: rateStep(state.fewer, rate, 'down', baseline, reviews, alarms),
    reviews,
    families: mixStep(state.families, observation.families, baseline, alarms),
  }
  return { state: next, alarms }
}

function refusalSteps(state: SprtState, { refused, calls = 1 }: DriftObservation, alarms: DriftAlarm[]): SprtState {
  let current = state
  for (let call = 0; call < calls; call++) current = refusalStep(current, refused, alarms)
  return current
}

function refusalStep(state: SprtState, refused: boolean, alarms: DriftAlarm[]): SprtState {
  const step = sprtStep(state, refused, REFUSAL_SPRT)
  if (step.verdict === 'undecided') return step.state
  if (step.verdict === 'alarm')
    alarms.push({
      test: 'refusals',
      sentence: 'It refuses reviews far more often than one in fifty.',
      observed: REFUSAL_SPRT.p1,
      expected: REFUSAL_SPRT.p0,
      n: step.state.n,
    })
  return SPRT_START
}

function canaryStep(
  state: SprtState,
  { canaries }: DriftObservation,
  { canaryRecall = 1 }: DriftBaseline,
  alarms: DriftAlarm[],
): SprtState {
  if (!canaries) return state
  const p0 = Math.max(CANARY_SPRT.p0, 1 - canaryRecall)
  const rules = { ...CANARY_SPRT, p0, p1: Math.max(CANARY_SPRT.p1, Math.min(0.9, p0 + 0.3)) }
  let current = state
  for (let index = 0; index < canaries.planted; index++) {
    const step = sprtStep(current, index >= canaries.reported, rules)
    if (step.verdict === 'alarm')
      alarms.push({
        test: 'canary-recall',
        sentence: 'It no longer reports planted flaws that it used to report.',
        observed: rules.p1,
        expected: p0,
        n: step.state.n,
      })
    current = step.verdict === 'undecided' ? step.state : SPRT_START
  }
  return current
}

function rateStep(
  sum: number,
  rate: number,
  direction: 'up' | 'down',
  { findingsPerKloc }: DriftBaseline,
  n: number,
  alarms: DriftAlarm[],
): number {
  const step = cusumStep(sum, rate, findingsPerKloc, direction, CUSUM_RULES)
  if (!step.alarm) return step.sum
  const word = direction === 'up' ? 'more' : 'fewer'
  alarms.push({
    test: direction === 'up' ? 'findings-more' : 'findings-fewer',
    sentence: `It reports ${word} findings per thousand lines than it used to.`,
    observed: rate,
    expected: findingsPerKloc.mean,
    n,
  })
  return 0
}

function mixStep(
  counts: Readonly<Record<string, number>>,
  families: readonly Family[],
  baseline: DriftBaseline,
  alarms: DriftAlarm[],
): Readonly<Record<string, number>> {
  const next: Record<string, number> = { ...counts }
  for (const family of families) next[family] = (next[family] ?? 0) + 1
  const n = Object.values(next).reduce((sum, count) => sum + count, 0)
  if (n < MIX_FINDINGS) return next
  const index = populationStabilityIndex(baseline.families, new Map(Object.entries(next))) ?? 0
  if (index > PSI_ALARM)
    alarms.push({
      test: 'family-mix',
      sentence: 'The mix of flaw families it reports is another one.',
      observed: index,
      expected: 0,
      n,
    })
  return {}
}
