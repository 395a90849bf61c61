import { chainLine, GENESIS, sha256 } from '../../packages/failover/src/journal/chain.ts'
import { below, changedJson, changedText, changedTexts, pick, type Random } from './mutate.ts'

const ENTRIES: readonly unknown[] = [
  { type: 'lost', records: 3 },
  { type: 'recovered', tornHash: sha256('{"seq":2'), tornLength: 8 },
  { type: 'attempt-started', target: 'anthropic:claude-opus-5-5', executionId: 'e1', attempt: 1 },
  { type: 'execution-completed', executionId: 'e1', outcome: { status: 'complete', usage: { inputTotal: 10 } } },
]

/** A valid chain whose records are changed, some with a hash that fits again, as anybody can write one. */
export function changedJournal(random: Random): string {
  let head = GENESIS
  const lines: string[] = []
  for (let count = 1 + below(random, 8); count > 0; count--) {
    const made = chainLine(head, '2026-07-12T10:00:00.000Z', pick(random, ENTRIES) as Parameters<typeof chainLine>[2])
    head = made.head
    lines.push(made.line)
  }
  for (let turn = below(random, 4); turn > 0; turn--) {
    const at = below(random, lines.length)
    const line = lines[at] ?? ''
    const chance = random()
    if (chance < 0.5) lines[at] = rehashed(random, line)
    else if (chance < 0.65) lines.splice(at, 1)
    else if (chance < 0.8) lines.splice(below(random, lines.length + 1), 0, line)
    else lines[at] = changedText(random, line)
  }
  return changedTexts(random, `${lines.join('\n')}\n`, 0.2)
}

function rehashed(random: Random, line: string): string {
  try {
    const { hash: _, ...record } = JSON.parse(line) as Record<string, unknown>
    const body = changedJson(random, record).slice(0, -1)
    return `${body},"hash":"${sha256(body)}"}`
  } catch {
    return line
  }
}
