import type { ReviewEvent } from '@understudy/sdk'

/** What a progress line is drawn from. */
export interface ProgressState {
  readonly files: number
  readonly filesDone: number
  readonly findings: number
  /** Target of the attempt that was started last; absent before the first. */
  readonly target?: string
}

export const NO_PROGRESS: ProgressState = Object.freeze({ files: 0, filesDone: 0, findings: 0 })

/** The next state. Pure: clock and screen belong to whoever draws. */
export function advance(state: ProgressState, event: ReviewEvent): ProgressState {
  switch (event.type) {
    case 'review-started':
      return { ...state, files: event.files }
    case 'file-finished':
      return { ...state, filesDone: state.filesDone + 1, findings: state.findings + event.findings }
    case 'attempt-started':
      return { ...state, target: event.target }
    default:
      return state
  }
}

/** Milliseconds that are left if the rest goes as fast as what is done; null before there is anything to go by. */
export function timeLeftMs(state: ProgressState, elapsedMs: number): number | null {
  if (state.filesDone === 0 || state.filesDone >= state.files) return null
  return (elapsedMs / state.filesDone) * (state.files - state.filesDone)
}
