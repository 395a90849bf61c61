import type { RouteEvent } from '../events/events.ts'
import type { JournalEntry } from './journal.ts'

/**
 * The line that an event stands for, or null. Attempts, bars and executions are written where they happen, with more than
 * their events tell; here is everything else that was decided.
 */
export function entryOfEvent(event: RouteEvent): JournalEntry | null {
  switch (event.type) {
    case 'target-skipped':
      return decision(event, 'skipped', event.target, event.why, { code: event.code })
    case 'rerouted':
      return decision(event, 'rerouted', event.to, event.why, { from: event.from })
    case 'circuit-opened':
      return decision(event, 'circuit-opened', event.target, event.why, { circuit: event.circuit, cooldownMs: event.cooldownMs })
    case 'circuit-half-opened':
      return decision(event, 'circuit-half-opened', event.target, 'its cooldown is over', { circuit: event.circuit })
    case 'circuit-closed':
      return decision(event, 'circuit-closed', event.target, event.why, { circuit: event.circuit })
    case 'target-suspected':
      return decision(event, 'suspected', event.target, event.why, {})
    case 'target-cleared':
      return decision(event, 'cleared', event.target, event.why, {})
    case 'notice-held':
      return decision(event, 'notice-held', undefined, event.sentence, { notice: event.notice, task: event.task })
    case 'retirement-announced':
      return decision(event, 'retirement-announced', event.target, event.stage, { retiresAt: event.retiresAt ?? null })
    default:
      return null
  }
}

function decision(
  { executionId }: RouteEvent,
  what: string,
  target: string | undefined,
  why: string,
  data: Readonly<Record<string, string | number | null>>,
): JournalEntry {
  return {
    type: 'decision',
    ...(executionId !== undefined && { executionId }),
    decision: what,
    ...(target !== undefined && { target }),
    why,
    data,
  }
}
