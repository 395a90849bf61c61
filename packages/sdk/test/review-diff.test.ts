import { createHash } from 'node:crypto'
import { memoryStore } from '@understudy/failover'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeBetween, changeOn, touches } from '../src/plan/change.ts'
import { REVIEW_DIFF_PROMPT_VERSION, REVIEW_DIFF_SYSTEM, reviewDiffInput } from '../src/prompt/review-diff.ts'
import { answer, fakeTarget, flawAt, honest } from './support/fake-target.ts'
import { world } from './support/world.ts'

const before = 'function show(req, res) {\n  if (!req.user) return res.sendStatus(401)\n  res.send(page(req.query.id))\n}\n'
const after = 'function show(req, res) {\n  res.send(page(req.query.id))\n}\n'

describe('a change', () => {
  it('is what turns one side into the other', async () => {
    const seen = { added: 0, removed: 0 }
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '}'), { maxLength: 30, size: 'max' })
    await fc.assert(
      fc.asyncProperty(lines, lines, async (old, now) => {
        const change = await changeBetween(old.map((line) => `${line}\n`).join(''), now.map((line) => `${line}\n`).join(''))
        const fresh = new Set(
          change.added.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n)),
        )
        const gone = new Map(change.removed.map(({ line, text }) => [line, text]))
        expect(now.filter((_, index) => !fresh.has(index + 1))).toEqual(old.filter((_, index) => !gone.has(index + 1)))
        for (const [line, text] of gone) expect(old[line - 1]).toBe(text)
        seen.added += fresh.size
        seen.removed += gone.size
      }),
      { numRuns: 150, seed: 6 },
    )
    expect(seen.added).toBeGreaterThan(100)
    expect(seen.removed).toBeGreaterThan(100)
  })

  it('keeps its place when a file is cut', async () => {
    const change = await changeBetween(before, after)
    expect(change).toEqual({ added: [], removed: [{ at: 2, line: 2, text: '  if (!req.user) return res.sendStatus(401)' }] })
    expect(changeOn(change, 1, 3)).toEqual(change)
    expect(changeOn(change, 3, 9)).toBeNull()
    expect(touches(change, 2, 2, 0)).toBe(true)
    expect(touches(change, 6, 6, 3)).toBe(false)
    expect(changeOn({ added: [[5, 20]], removed: [] }, 10, 12)).toEqual({ added: [[10, 12]], removed: [] })
  })
})

describe('the prompt of a change', () => {
  it('changes its version whenever its words change', async () => {
    const sample = reviewDiffInput([{ path: 'a.ts', content: after, before, change: await changeBetween(before, after) }], 'N')
    const words = createHash('sha256').update(`${REVIEW_DIFF_SYSTEM}\0${sample}`).digest('hex').slice(0, 12)
    expect([REVIEW_DIFF_PROMPT_VERSION, words]).toEqual(['review-diff-1', 'c28924799f65'])
    expect(sample).toContain(
      '=== change of a.ts ===\nnew or changed lines: none\n-    2|   if (!req.user) return res.sendStatus(401)\n=== end of change ===',
    )
  })
})

describe('the review of a change', () => {
  it('finds what a removed line stops preventing, and says which task it was', async () => {
    const removed = '  if (!req.user) return res.sendStatus(401)'
    const one = fakeTarget('a/one', (call) =>
      answer(call, [flawAt({ path: 'a.ts', content: before }, 2, { family: 'missing-authentication', snippet: removed })]),
    )
    const { runtime, reviewer } = world([one])
    const report = await runtime.until(reviewer.review({ files: [{ path: 'a.ts', content: after, before }] }))
    expect(report).toMatchObject({ task: 'review.diff', status: 'complete' })
    expect(report.findings[0]).toMatchObject({
      provenance: { task: 'review.diff', promptVersion: 'review-diff-1' },
      locations: [{ path: 'a.ts', anchor: { status: 'removed' } }],
      extensions: {},
    })
    expect(one.calls[0]?.task).toBe('review.diff')
  })

  it('sends only the parts that changed, and marks what lies elsewhere', async () => {
    const lines = Array.from({ length: 600 }, (_, n) => `const value${n} = ${n}`)
    const changed = lines.with(450, 'query(FLAW)').with(430, 'const FLAW_BEFORE = 1')
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one], { callTokens: 1_000 })
    const report = await runtime.until(
      reviewer.review({
        files: [{ path: 'a.ts', content: changed.join('\n'), before: lines.with(430, 'const FLAW_BEFORE = 1').join('\n') }],
      }),
    )
    expect(one.calls).toHaveLength(1)
    expect(report.status).toBe('complete')
    expect(report.findings.map(({ locations, extensions }) => [locations[0].startLine, extensions['outsideChange']])).toEqual([
      [431, true],
      [451, undefined],
    ])
  })

  it('leaves unchanged files out, reads new ones whole, and remembers both sides', async () => {
    const store = memoryStore()
    const one = fakeTarget('a/one', honest())
    const { runtime, reviewer } = world([one], { store, emptyProof: 'none' })
    const files = [
      { path: 'same.ts', content: 'x\n', before: 'x\n' },
      { path: 'new.ts', content: 'query(FLAW)\n' },
      { path: 'a.ts', content: after, before },
    ]
    const report = await runtime.until(reviewer.review({ files }))
    expect(report.status).toBe('complete')
    expect(report.coverage.files.map(({ path, disposition }) => [path, disposition])).toEqual([
      ['same.ts', 'skipped'],
      ['new.ts', 'reviewed'],
      ['a.ts', 'reviewed'],
    ])
    expect(report.findings.map((finding) => finding.locations[0].path)).toEqual(['new.ts'])
    const other = files.map((file) => (file.path === 'a.ts' ? { ...file, before: `${before}// other\n` } : file))
    const again = await runtime.until(reviewer.review({ files: other }, { cache: true }))
    expect(again.coverage.files.map((file) => file.cached ?? false)).toEqual([false, true, false])
  })
})
