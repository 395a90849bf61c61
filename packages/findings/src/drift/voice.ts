import { type CusumRules, cusumStep, rankScore } from '../statistics/index.ts'
import type { DriftAlarm, DriftTest, ReportedManner } from './observation.ts'

/** Running state of the tests of how a model reports. Plain data. */
export interface VoiceState {
  readonly severity: TraitState
  readonly length: TraitState
}

/** One trait: a mean per file with findings, the latest 200 files, and the sums of both directions. */
interface TraitState {
  readonly kept: readonly number[]
  readonly up: Side
  readonly down: Side
}

interface Side {
  readonly sum: number
  /** Files since the sum last was zero, and the sum of their values. */
  readonly files: number
  readonly total: number
}

const CALM: Side = { sum: 0, files: 0, total: 0 }
const TRAIT_START: TraitState = Object.freeze({ kept: [], up: CALM, down: CALM })

export const VOICE_START: VoiceState = Object.freeze({ severity: TRAIT_START, length: TRAIT_START })

/** Files that later ones are ranked among; older ones make way. */
const MOST_FILES = 200

/** Files that are only learned from. */
const LEARNED_FILES = 20

/**
 * Looks for shifts of half a standard deviation. Each of the four sums crosses the threshold about once in 40,000 files with findings
 * of an unchanged model, so all four together once in 10,000: a year of 40 such files a working day (Siegmund 1985; simulated).
 */
const RULES: CusumRules = Object.freeze({ slack: 0.25, threshold: 17 })

/**
 * Takes in the findings of one file. Two models may find as many flaws of the same kinds, and still rate them otherwise and describe
 * them at another length: how a model reports gives a swap away sooner than what it reports.
 */
export function voiceStep(state: VoiceState, reports: readonly ReportedManner[], alarms: DriftAlarm[]): VoiceState {
  if (reports.length === 0) return state
  const mean = (of: (report: ReportedManner) => number): number =>
    reports.reduce((sum, report) => sum + of(report), 0) / reports.length
  return {
    severity: traitStep(
      state.severity,
      mean(({ severity }) => severity),
      'severity-level',
      alarms,
    ),
    length: traitStep(
      state.length,
      mean(({ characters }) => characters),
      'text-length',
      alarms,
    ),
  }
}

function traitStep(
  state: TraitState,
  value: number,
  test: Extract<DriftTest, 'severity-level' | 'text-length'>,
  alarms: DriftAlarm[],
): TraitState {
  const kept = [...state.kept, value].slice(-MOST_FILES)
  if (state.kept.length < LEARNED_FILES) return { ...state, kept }
  const score = rankScore(state.kept, value)
  const [up, down] = [sideStep(state.up, score, value), sideStep(state.down, -score, value)]
  const alarmed = up.alarm ? up.side : down.alarm ? down.side : null
  if (!alarmed) return { kept, up: up.side, down: down.side }
  const observed = alarmed.total / alarmed.files
  const earlier = state.kept.slice(0, Math.max(1, state.kept.length - alarmed.files + 1))
  const expected = earlier.reduce((sum, one) => sum + one, 0) / earlier.length
  alarms.push({ test, sentence: sentenceOf(test, observed, expected, alarmed.files), observed, expected, n: alarmed.files })
  return TRAIT_START
}

function sideStep(side: Side, score: number, value: number): { readonly side: Side; readonly alarm: boolean } {
  const { sum, alarm } = cusumStep(side.sum, score, RULES)
  return { side: sum === 0 ? CALM : { sum, files: side.files + 1, total: side.total + value }, alarm }
}

function sentenceOf(test: DriftTest, observed: number, expected: number, files: number): string {
  return test === 'severity-level'
    ? `It rates findings otherwise: on average ${observed.toFixed(1)} in the last ${files} files with findings, ${expected.toFixed(1)} before, on a scale from 0 (info) to 4 (critical).`
    : `It describes findings at another length: on average ${Math.round(observed)} characters in the last ${files} files with findings, ${Math.round(expected)} before.`
}
