import type { Fault } from './fault.ts'
import { gzipSync } from 'node:zlib'

const packed = new Map<number, Uint8Array>()

/** JSON with one long string, packed; kept, because packing takes longer than a test should. */
function bomb(bytes: number): Uint8Array {
  const known = packed.get(bytes)
  if (known) return known
  const made = gzipSync(`{"text":"${'x'.repeat(bytes)}"}`, { level: 9 })
  packed.set(bytes, made)
  return made
}

export const gzipBomb: Fault = {
  name: 'gzip-bomb',
  number: 16,
  summary: 'A few kilobytes that unpack to more than memory should hold.',
  stages: ['loopback'],
  apply: (healthy, { settings }) => {
    const answer = healthy()
    return {
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip' },
      body: [{ data: bomb(settings.bytes ?? 64 * 1024 * 1024) }],
    }
  },
}
