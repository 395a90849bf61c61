import { SPRT_START, type SprtState } from '../statistics/index.ts'
import { DENSITY_START, type DensityState, densityStep } from './density.ts'
import { MIX_START, type MixState, mixStep } from './mix.ts'
import type { DriftAlarm, DriftObservation } from './observation.ts'
import { canarySteps, refusalSteps } from './rates.ts'
import { VOICE_START, type VoiceState, voiceStep } from './voice.ts'

/** Running state of one stream: one served model on one task and one language. Plain data, so that it outlives a process. */
export interface DriftState {
  readonly refusals: SprtState
  readonly canaries: SprtState
  readonly density: DensityState
  readonly mix: MixState
  readonly voice: VoiceState
}

/** The state of a model of which nothing was observed yet. */
export const DRIFT_START: DriftState = Object.freeze({
  refusals: SPRT_START,
  canaries: SPRT_START,
  density: DENSITY_START,
  mix: MIX_START,
  voice: VOICE_START,
})

/** What is usual for a model, from its profile. */
export interface DriftUsual {
  /** Share of calls that the model is known to refuse, from its profile. @default 0.02 */
  readonly refusalRate?: number
}

/**
 * Takes in what a model did in one review and gives the alarms that it completes. Densities and mixes are held against the same
 * stream's own past, because they depend on the code as much as on the model. A test that alarmed starts again. No clock, no I/O.
 */
export function observeDrift(
  state: DriftState,
  { refused = [], files = [], canaries }: DriftObservation,
  { refusalRate = 0 }: DriftUsual = {},
): { readonly state: DriftState; readonly alarms: readonly DriftAlarm[] } {
  const alarms: DriftAlarm[] = []
  let { density, mix, voice } = state
  for (const file of files) {
    density = densityStep(density, file, alarms)
    mix = mixStep(mix, file.families, alarms)
    voice = voiceStep(voice, file.reports ?? [], alarms)
  }
  const next = {
    refusals: refusalSteps(state.refusals, refused, refusalRate, alarms),
    canaries: canaries ? canarySteps(state.canaries, canaries, alarms) : state.canaries,
    density,
    mix,
    voice,
  }
  return { state: next, alarms }
}
