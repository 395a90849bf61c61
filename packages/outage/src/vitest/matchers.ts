import { describeEvent, type StageEvent } from '../world/events.ts'
import { attemptsOf, describeAttempts, isTarget } from './report.ts'

/** What vitest wants of a matcher; also what jest wants. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** How often a stage was asked for a model, for `toHaveAsked`. */
interface AskedStage {
  asked(model: string): number
  timeline(): readonly StageEvent[]
}

const unreadable = (received: unknown): MatcherResult => ({
  pass: false,
  message: () => `Expected a report, a route's result or a RouteExhaustedError with a list of attempts, got ${typeof received}.`,
})

/** The model that gave the accepted answer. Every accepted attempt counts, since one report may have several calls. */
export function toBeServedBy(report: unknown, target: string): MatcherResult {
  const attempts = attemptsOf(report)
  if (!attempts) return unreadable(report)
  const served = attempts.filter(({ outcome }) => outcome === 'served')
  const pass = served.length > 0 && served.every((attempt) => isTarget(attempt, target))
  return {
    pass,
    message: () => `Expected the report ${pass ? 'not ' : ''}to be served by ${target}. Attempts:\n${describeAttempts(attempts)}`,
  }
}

/** At least one attempt failed on `from`, and a later one was served by `to`. Without arguments: any two targets. */
export function toHaveRerouted(report: unknown, from?: string, to?: string): MatcherResult {
  const attempts = attemptsOf(report)
  if (!attempts) return unreadable(report)
  const left = attempts.findIndex((attempt) => attempt.outcome !== 'served' && (from === undefined || isTarget(attempt, from)))
  const failed = attempts[left]
  const pass =
    failed !== undefined &&
    attempts
      .slice(left + 1)
      .some(
        (attempt) =>
          attempt.outcome === 'served' && (to === undefined ? attempt.target !== failed.target : isTarget(attempt, to)),
      )
  const way = `${from ?? 'one target'} to ${to ?? 'another'}`
  return {
    pass,
    message: () =>
      `Expected the report ${pass ? 'not ' : ''}to have rerouted from ${way}. Attempts:\n${describeAttempts(attempts)}`,
  }
}

/** The stage was asked for the model: `.times(n)` exactly so often, alone at least once. */
export function toHaveAsked(stage: unknown, model: string, times?: number): MatcherResult {
  if (!isStage(stage)) return { pass: false, message: () => `Expected a stage, got ${typeof stage}.` }
  const asked = stage.asked(model)
  const pass = times === undefined ? asked > 0 : asked === times
  const wanted = times === undefined ? 'at least once' : `${times} times`
  return {
    pass,
    message: () =>
      `Expected ${model} ${pass ? 'not ' : ''}to be asked ${wanted}; it was asked ${asked} times. Timeline:\n${describeTimeline(stage.timeline())}`,
  }
}

function isStage(value: unknown): value is AskedStage {
  return (
    typeof value === 'object' && value !== null && 'asked' in value && typeof value.asked === 'function' && 'timeline' in value
  )
}

/** The newest events, oldest first. */
function describeTimeline(events: readonly StageEvent[]): string {
  const shown = events.slice(-40)
  const cut = events.length > shown.length ? [`  … ${events.length - shown.length} earlier events`] : []
  return [...cut, ...shown.map((event) => `  ${describeEvent(event)}`)].join('\n') || '  nothing happened'
}
