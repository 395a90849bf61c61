import { FAILURE_RULES, type FailureKind } from '@understudy/spec'
import type { RouteEvent } from '@understudy/failover'
import type { History } from './history.ts'

export type State = 'closed' | 'open' | 'half-open'

/** What an attempt's end says about health, worked out here again and not taken from the engine. */
export type OutcomeClass = 'ok' | 'fault' | 'trip' | 'throttled' | 'gone' | 'quality' | 'refused' | 'neutral'

const CLASS: Readonly<Record<FailureKind, OutcomeClass>> = {
  withdrawn: 'gone',
  'not-permitted': 'gone',
  'region-blocked': 'gone',
  auth: 'trip',
  'quota-exhausted': 'trip',
  'rate-limited': 'throttled',
  overloaded: 'fault',
  'provider-error': 'fault',
  unreachable: 'fault',
  timeout: 'fault',
  substituted: 'quality',
  malformed: 'quality',
  truncated: 'quality',
  refused: 'refused',
  'context-too-long': 'neutral',
  'invalid-request': 'neutral',
  cancelled: 'neutral',
}

export function classOf(kind: FailureKind | 'served'): OutcomeClass {
  return kind === 'served' ? 'ok' : CLASS[kind]
}

/** One attempt as its events told it. */
export interface AttemptLine {
  readonly process: number
  readonly executionId: string
  readonly number: number
  readonly target: string
  readonly why: string
  readonly startedAt: number
  endedAt: number
  /** Null while it goes on. */
  kind: FailureKind | 'served' | null
  /** Places in the list of all events. */
  readonly startedIndex: number
  endedIndex: number
}

export type EventOf<Type extends RouteEvent['type']> = Extract<RouteEvent, { type: Type }>

/** Attempts in the order in which they began. */
export function attemptLines(history: History): readonly AttemptLine[] {
  const lines = new Map<string, AttemptLine>()
  history.events.forEach(({ process, event }, index) => {
    if (!('number' in event)) return
    const { executionId = '', number, target, at } = event
    const key = `${process}|${executionId}|${number}`
    if (event.type === 'attempt-started')
      lines.set(key, {
        process,
        executionId,
        number,
        target,
        why: event.why,
        startedAt: at,
        endedAt: Infinity,
        kind: null,
        startedIndex: index,
        endedIndex: Infinity,
      })
    const line = lines.get(key)
    if (!line || (event.type !== 'attempt-failed' && event.type !== 'attempt-succeeded')) return
    line.endedAt = at
    line.endedIndex = index
    line.kind = event.type === 'attempt-failed' ? event.kind : 'served'
  })
  return [...lines.values()]
}

/** Changes of one circuit. */
export interface Change {
  readonly index: number
  readonly at: number
  readonly to: State
  readonly why: string
}

/** Changes of every circuit, by process, subject and name. */
export function circuitChanges(history: History): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>()
  history.events.forEach(({ process, event }, index) => {
    if (event.type !== 'circuit-opened' && event.type !== 'circuit-closed' && event.type !== 'circuit-half-opened') return
    const to: State = event.type === 'circuit-opened' ? 'open' : event.type === 'circuit-closed' ? 'closed' : 'half-open'
    const key = `${process}|${event.circuit}|${event.target}`
    const list = changes.get(key) ?? []
    changes.set(key, list)
    list.push({ index, at: event.at, to, why: 'why' in event ? event.why : '' })
  })
  return changes
}

/** The state just before the event with this index. */
export function stateBefore(changes: readonly Change[] | undefined, index: number): State {
  return changes?.findLast((change) => change.index < index)?.to ?? 'closed'
}

export function reactionOf(kind: FailureKind): string {
  return FAILURE_RULES[kind].reaction
}
