import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CircuitBoard } from '../src/circuit/board.ts'
import { SERVED } from '../src/circuit/effects.ts'
import { circuitSettings } from '../src/circuit/options.ts'

const SUBJECTS = ['credential', 'endpoint', 'quality', 'target'] as const
/** Six targets on three endpoints with two credentials; more than the board has room for. */
const TARGETS = Array.from({ length: 6 }, (_, n) => ({
  id: `t${n}`,
  key: `t${n}`,
  endpointKey: `e${n % 3}`,
  credentialKey: `c${n % 2}`,
}))

const place = fc.nat({ max: TARGETS.length - 1 })
const steps = fc.oneof(
  fc.record({ do: fc.constant('call' as const), place }),
  fc.record({ do: fc.constant('open' as const), place, subject: fc.constantFrom(...SUBJECTS) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 4_999, 5_000, 60_000) }),
)

describe('a board with too little room', () => {
  it('says of every target what its circuits of the moment say, whichever were made and dropped meanwhile', async () => {
    const reached = { refused: 0, free: 0, dropped: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 60 }), async (sequence) => {
        const runtime = virtualRuntime()
        const board = new CircuitBoard({ settings: circuitSettings(), runtime, onChange: () => {}, capacity: 2 })
        const opened = new Set<string>()
        for (const step of sequence) {
          if (step.do === 'wait') await runtime.advance(step.ms)
          else {
            const target = TARGETS[step.place] as (typeof TARGETS)[number]
            if (step.do === 'open') {
              board.circuit(step.subject, target).open('test')
              if (step.subject === 'target') opened.add(target.key)
            } else {
              const permit = board.admit(target)
              if (permit) board.settle(target, permit, SERVED)
            }
          }
          for (const target of TARGETS) {
            const asked = SUBJECTS.map((subject) => board.peek(subject, target)?.refusal() ?? null).filter(
              (each) => each !== null,
            )
            const longest = Math.max(-1, ...asked.map(({ retryAfterMs }) => retryAfterMs ?? 0))
            expect(board.refusal(target)?.retryAfterMs ?? (board.refusal(target) ? 0 : -1)).toBe(longest)
            reached[asked.length > 0 ? 'refused' : 'free']++
            if (opened.has(target.key) && !board.peek('target', target)) reached.dropped++
          }
        }
      }),
      { numRuns: 100 },
    )
    for (const times of Object.values(reached)) expect(times).toBeGreaterThan(20)
  })
})
