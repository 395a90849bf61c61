import { encodeTerminalLine } from '@understudy/findings'
import type { ConfigurationEvent } from './follow.ts'

/** What became of a change, in a line. */
export function eventWords(event: ConfigurationEvent): string {
  return event.type === 'configuration-applied'
    ? 'The configuration changed, and is in force.'
    : encodeTerminalLine(`The configuration is broken, and the last good one stays in force. ${event.sentence}`)
}
