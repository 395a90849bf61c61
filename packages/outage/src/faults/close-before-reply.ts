import type { Fault } from './fault.ts'
import { headless } from './shape.ts'

export const closeBeforeReply: Fault = {
  name: 'close-before-reply',
  number: 5,
  summary: 'The connection is closed before any header.',
  apply: (healthy) => headless(healthy(), 'close', 'UND_ERR_SOCKET'),
}
