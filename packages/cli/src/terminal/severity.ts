import type { Severity } from '@understudy/spec'
import type { Tone } from './terminal.ts'

const TONES: Readonly<Record<Severity, Tone>> = { critical: 'bad', high: 'bad', medium: 'warning', low: 'accent', info: 'dim' }

/** The colour of a severity. The word is always printed as well: colour is never the only sign. */
export function severityTone(severity: Severity): Tone {
  return TONES[severity]
}
