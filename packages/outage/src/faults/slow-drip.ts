import type { Fault } from './fault.ts'
import { bytesOf } from './shape.ts'

export const slowDrip: Fault = {
  name: 'slow-drip',
  number: 8,
  summary: 'The body comes in drops, each just in time.',
  apply: (healthy, { settings }) => {
    const answer = healthy()
    const bytes = bytesOf(answer)
    const drop = settings.bytes ?? 16
    const body = Array.from({ length: Math.ceil(bytes.length / drop) }, (_, index) => ({
      data: bytes.subarray(index * drop, (index + 1) * drop),
      waitMs: settings.delayMs ?? 1_000,
    }))
    return { ...answer, body }
  },
}
