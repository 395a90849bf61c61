import { FAILURE_RULES, type Verdict } from '@understudy/spec'

/** What the loop may still do when an attempt failed. */
export interface StepState {
  /** Attempts left in this execution. */
  readonly attemptsLeft: number
  /** Whether this target was asked a second time already. */
  readonly retriedHere: boolean
  readonly repairedHere: boolean
  /** Whether the process's budget and the vendor's tokens allow one more request on the same target. */
  readonly mayRetry: boolean
  /** Whether a repaired call exists. */
  readonly mayRepair: boolean
  readonly onRefusal: 'surface' | 'failover'
  /** Whether targets of two vendors turned the request away. */
  readonly agreed: boolean
}

/** What happens after a failed attempt. `exclude` says which targets this execution no longer asks. */
export type NextStep =
  | { readonly do: 'stop' }
  | { readonly do: 'surface' }
  | { readonly do: 'retry' }
  | { readonly do: 'repair' }
  | { readonly do: 'next'; readonly exclude: 'target' | 'vendor' | 'smaller' | 'none' }

/** The whole decision after a failure, from the failure table. Pure: same input, same step. */
export function nextStep(verdict: Verdict, state: StepState): NextStep {
  switch (FAILURE_RULES[verdict.kind].reaction) {
    case 'stop':
      return { do: 'stop' }
    case 'next-unless-agreed':
      return state.agreed || verdict.sent === false ? { do: 'surface' } : { do: 'next', exclude: 'target' }
    case 'operator':
      return state.onRefusal === 'surface' ? { do: 'surface' } : { do: 'next', exclude: 'vendor' }
    case 'larger':
      return { do: 'next', exclude: 'smaller' }
    case 'wait':
      // Its circuit waits for the vendor's time; after that it may be asked again if nothing else could.
      return { do: 'next', exclude: 'none' }
    case 'retry-then-next':
      return !state.retriedHere && state.mayRetry && state.attemptsLeft >= 2 ? { do: 'retry' } : { do: 'next', exclude: 'target' }
    case 'repair-then-next':
      return !state.repairedHere && state.mayRepair && state.mayRetry && state.attemptsLeft >= 1
        ? { do: 'repair' }
        : { do: 'next', exclude: 'target' }
    case 'bar':
    case 'trip':
    case 'next':
      return { do: 'next', exclude: 'target' }
  }
}
