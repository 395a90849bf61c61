import type { Fault } from './fault.ts'

/** One piece, sent again and again, so that the flood costs the stage no memory. */
const FILLER = 'x'.repeat(64 * 1024)

export const endlessLine: Fault = {
  name: 'endless-line',
  number: 15,
  summary: 'One line without an end.',
  apply: (healthy, { settings, operation }) => {
    const answer = healthy()
    const pieces = Math.ceil((settings.bytes ?? 32 * 1024 * 1024) / FILLER.length)
    const flood = Array.from({ length: pieces }, () => ({ data: FILLER }))
    return { ...answer, body: [{ data: operation.stream ? 'data: {"text":"' : '{"text":"' }, ...flood, { data: '"}' }] }
  },
}
