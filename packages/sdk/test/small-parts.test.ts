import {
  type AttemptRecord,
  type FailureKind,
  InvalidOptionError,
  ModelFailure,
  RouteExhaustedError,
  UnderstudyError,
} from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileCoverage } from '../src/coverage/file-coverage.ts'
import type { PieceOutcome } from '../src/coverage/piece-outcome.ts'
import { explain } from '../src/reviewer/explain.ts'
import { Gate } from '../src/reviewer/gate.ts'

describe('Gate', () => {
  it('lets in as many as it may, in order, whatever comes and goes', async () => {
    let reachedFull = 0
    const task = fc.record({ after: fc.integer({ min: 0, max: 9 }), takes: fc.integer({ min: 0, max: 9 }), fails: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(task, { maxLength: 14, size: 'max' }), async (size, tasks) => {
        const runtime = virtualRuntime()
        const gate = new Gate(size)
        const asked: number[] = []
        const begun: number[] = []
        let inside = 0
        let most = 0
        const runs = tasks.map(async ({ after, takes, fails }, index) => {
          await runtime.sleep(after)
          asked.push(index)
          await gate.run(async () => {
            begun.push(index)
            inside++
            if (inside === size) reachedFull++
            most = Math.max(most, inside)
            await runtime.sleep(takes)
            inside--
            if (fails) throw new Error('x')
          })
        })
        await runtime.until(Promise.allSettled(runs))
        expect(most).toBeLessThanOrEqual(size)
        expect(begun).toEqual(asked)
        expect(begun).toHaveLength(tasks.length)
      }),
      { numRuns: 100, seed: 9 },
    )
    expect(reachedFull).toBeGreaterThan(100)
  })
})

describe('explain', () => {
  const attempt = (kind: FailureKind): AttemptRecord => ({
    number: 1,
    target: `v/${kind}`,
    requestedModel: 'm',
    startedAt: '2026-06-12T17:21:00.000Z',
    durationMs: 1,
    outcome: 'failed',
    why: 'first choice',
    failure: { kind, scope: 'model', sentence: `It was ${kind}.` },
  })
  const exhausted = (...kinds: FailureKind[]) =>
    new RouteExhaustedError('No target could serve.', { attempts: kinds.map(attempt), skipped: [] })

  it.each<[string, unknown, string]>([
    ['a refusal, whatever came after it', exhausted('refused', 'timeout'), 'refused'],
    ['a cut answer at the end', exhausted('timeout', 'truncated'), 'truncated'],
    ['a withdrawal', exhausted('withdrawn'), 'failed'],
    ['a surfaced failure', new ModelFailure('a/b', 'refused', 'No.'), 'refused'],
    ['a deadline', new UnderstudyError('deadline-exceeded', 'Late.'), 'failed'],
    ['a closed route', new UnderstudyError('closed', 'Closed.'), 'failed'],
  ])('reads %s', (_, error, disposition) => {
    expect(explain(error)?.disposition).toBe(disposition)
  })

  it('names every target once with its last sentence, and no target twice', () => {
    expect(explain(exhausted('timeout', 'withdrawn', 'timeout'))?.reason).toBe(
      'No target could serve. v/timeout: It was timeout. v/withdrawn: It was withdrawn.',
    )
  })

  it('leaves our own faults and a wrong configuration to be thrown', () => {
    expect(explain(new TypeError('x'))).toBeNull()
    expect(explain(new InvalidOptionError('a', 'b', 'c'))).toBeNull()
  })
})

describe('fileCoverage', () => {
  const piece = (part: number) => ({ path: 'a', content: '', firstLine: part * 10 - 9, lastLine: part * 10, part, parts: 4 })
  const read = (part: number, target = 'v/m', degraded = false): PieceOutcome => ({
    piece: piece(part),
    read: true,
    by: { target, key: target, endpoint: 'https://v.invalid', servedModel: target.slice(2), degraded },
    findings: [],
    order: part,
  })
  const lost = (part: number, disposition: 'refused' | 'failed'): PieceOutcome => ({
    piece: piece(part),
    read: false,
    disposition,
    reason: disposition,
  })

  it('calls nothing reviewed that was not read whole', () => {
    const seen = { whole: 0, part: 0, none: 0 }
    const outcome = fc.constantFrom<'read' | 'refused' | 'failed'>('read', 'refused', 'failed')
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 4 }), (kinds) => {
        const outcomes = kinds.map((kind, index) => (kind === 'read' ? read(index + 1) : lost(index + 1, kind)))
        const { disposition, ranges = [], reason } = fileCoverage('a', outcomes)
        const lines = kinds.filter((kind) => kind === 'read').length * 10
        if (kinds.length > 0 && lines === kinds.length * 10) {
          seen.whole++
          expect([disposition, ranges.length]).toEqual(['reviewed', 0])
        } else if (lines === 0) {
          seen.none++
          expect(disposition).toBe(kinds.includes('refused') ? 'refused' : 'failed')
        } else {
          seen.part++
          expect(disposition).toBe('truncated')
          expect(reason).toContain('not reviewed')
          expect(ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)).toBe(lines)
        }
      }),
      { numRuns: 200, seed: 10 },
    )
    expect(Math.min(seen.whole, seen.part, seen.none)).toBeGreaterThan(5)
  })

  it('says when several models read one file, and when one of them proves nothing', () => {
    expect(fileCoverage('a', [read(1, 'v/one'), read(2, 'v/two')]).reason).toMatch(/several models: one, two/)
    expect(fileCoverage('a', [read(1), read(2, 'f/floor', true)])).toMatchObject({ disposition: 'reviewed', degraded: true })
  })
})
