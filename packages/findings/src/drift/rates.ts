import { REFUSAL_SPRT, SPRT_START, type SprtRules, type SprtState, sprtStep } from '../statistics/index.ts'
import type { DriftAlarm, DriftObservation } from './observation.ts'

/** A missed canary in twenty is fine, one in three is not. */
export const CANARY_SPRT: SprtRules = Object.freeze({ p0: 0.05, p1: 0.35, alpha: 0.01, beta: 0.05 })

/** Runs a sequential test over events; after each verdict it starts again. */
function runTest(state: SprtState, events: readonly boolean[], rules: SprtRules, onAlarm: (seen: SprtState) => void): SprtState {
  let current = state
  for (const event of events) {
    const step = sprtStep(current, event, rules)
    if (step.verdict === 'alarm') onAlarm(step.state)
    current = step.verdict === 'undecided' ? step.state : SPRT_START
  }
  return current
}

/** `usual` is the rate that a profile measured; one in fifty is fine in any case. */
export function refusalSteps(state: SprtState, events: readonly boolean[], usual: number, alarms: DriftAlarm[]): SprtState {
  const p0 = Math.min(0.5, Math.max(REFUSAL_SPRT.p0, usual))
  const rules = { ...REFUSAL_SPRT, p0, p1: p0 + REFUSAL_SPRT.p1 - REFUSAL_SPRT.p0 }
  return runTest(state, events, rules, ({ events: refused, n }) =>
    alarms.push({
      test: 'refusals',
      sentence: `It refused ${refused} of its last ${n} calls; ${percent(p0)} would be usual.`,
      observed: refused / n,
      expected: p0,
      n,
    }),
  )
}

export function canarySteps(
  state: SprtState,
  { planted, reported }: NonNullable<DriftObservation['canaries']>,
  alarms: DriftAlarm[],
): SprtState {
  const missed = Array.from({ length: planted }, (_, index) => index >= reported)
  return runTest(state, missed, CANARY_SPRT, ({ events, n }) =>
    alarms.push({
      test: 'canary-recall',
      sentence: `It missed ${events} of the last ${n} planted flaws; ${percent(CANARY_SPRT.p0)} would be usual.`,
      observed: 1 - events / n,
      expected: 1 - CANARY_SPRT.p0,
      n,
    }),
  )
}

const percent = (rate: number): string => `${Math.round(rate * 1000) / 10} %`
