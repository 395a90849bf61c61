import type { ReviewEvent } from '@understudy/sdk'
import { encodeTerminalLine } from '@understudy/findings'
import { circuitName } from '../timeline/circuits.ts'
import { symbol } from './symbols.ts'
import type { Terminal, Tone } from './terminal.ts'
import { duration, pad } from './text.ts'

interface EventLook {
  readonly sign: Parameters<typeof symbol>[1]
  readonly tone: Tone
  readonly text: string
}

/** What an event looks like; null for those that only move the progress line. */
function lookOf(event: ReviewEvent): EventLook | null {
  switch (event.type) {
    case 'attempt-failed':
      return { sign: 'failed', tone: 'bad', text: event.sentence }
    case 'rerouted':
      return { sign: 'moved', tone: 'accent', text: `the work moves to ${event.to}` }
    case 'target-barred':
      // A verdict's sentence has just been printed with the failed attempt; an operator's or a notice's has not.
      return {
        sign: 'bar',
        tone: 'bad',
        text: `${event.target} is out of use: ${event.by === 'verdict' ? `${event.reason}, not asked again until it is back` : event.sentence}`,
      }
    case 'target-reinstated':
      return { sign: 'served', tone: 'good', text: `${event.target} is back in use: ${event.why}` }
    case 'circuit-opened':
      return {
        sign: 'warning',
        tone: 'warning',
        text: `${circuitName(event)} rests for ${duration(event.cooldownMs)}: ${event.why}`,
      }
    case 'target-suspected':
      return {
        sign: 'warning',
        tone: 'warning',
        text: `${event.target} is suspect, so others go first until a probe found out: ${event.why}`,
      }
    case 'target-cleared':
      return { sign: 'served', tone: 'good', text: `${event.target} is well again: ${event.why}` }
    case 'circuit-closed':
      return { sign: 'served', tone: 'good', text: `${circuitName(event)} serves again: ${event.why}` }
    case 'retirement-announced':
      return {
        sign: 'warning',
        tone: 'warning',
        text: `${event.target} is ${event.stage}${event.retiresAt === undefined ? '' : `; it retires on ${event.retiresAt}`}`,
      }
    case 'notice-held':
      return { sign: 'warning', tone: 'warning', text: event.sentence }
    case 'drift-suspected':
      return {
        sign: 'warning',
        tone: 'warning',
        text: `${event.servedModel} may have changed, on ${event.language}: ${event.sentence}`,
      }
    case 'record-failed':
      return { sign: 'warning', tone: 'warning', text: event.sentence }
    default:
      return null
  }
}

/** One line of a live timeline; null for events that need none. */
export function renderEvent(terminal: Terminal, event: ReviewEvent, elapsedMs: number): string | null {
  const look = lookOf(event)
  if (!look) return null
  const sign = terminal.paint(look.tone, symbol(terminal, look.sign))
  return `${terminal.paint('dim', pad(duration(elapsedMs), 8, 'start'))}  ${sign} ${encodeTerminalLine(look.text)}`
}
