import { array, assert, constantFrom, property, record, shuffledSubarray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceFile } from '@understudy/spec'
import { mergeFindings, toFinding } from '../../src/index.ts'
import { file, finding, flaw, provenance } from '../samples.ts'

describe('mergeFindings', () => {
  it('makes one of what two models say of one flaw, and counts the support', () => {
    const [merged, ...rest] = mergeFindings([
      finding({ severity: 'medium', confidence: 0.6 }),
      finding(
        { severity: 'critical', title: 'Other words', confidence: 0.95 },
        { servedModel: 'model-b', target: 'openai/model-b' },
      ),
    ])
    expect(rest).toEqual([])
    expect(merged).toMatchObject({
      title: 'Other words',
      severity: { level: 'critical' },
      confidence: { support: { runs: 2, models: ['model-a', 'model-b'] } },
    })
  })

  it('loses neither the words nor the place of what it takes together', () => {
    const source = finding({ snippet: '  const id = req.query.id', startLine: 4, endLine: 4, reasoning: 'The id is read here.' })
    const sink = finding({ confidence: 1 }, { servedModel: 'model-b', target: 'openai/model-b' })
    const [merged, ...rest] = mergeFindings([source, sink])
    expect(rest).toEqual([])
    expect(merged?.locations.map(({ startLine, role }) => [startLine, role])).toEqual([
      [5, 'sink'],
      [4, 'related'],
    ])
    expect(merged?.evidence).toEqual(['model-a: SQL injection in find. The id is read here.'])
  })

  it('never lowers a severity', () => {
    const levels = mergeFindings([
      finding({ severity: 'critical', confidence: 0.1 }),
      finding({ severity: 'info', confidence: 1 }),
    ])
    expect(levels.map(({ severity }) => severity.level)).toEqual(['critical'])
  })

  it('prefers the finding whose quote was found', () => {
    const blurred = {
      ...finding({ title: 'Blurred', confidence: 1 }),
      locations: [{ ...finding().locations[0], anchor: { ...finding().locations[0].anchor, status: 'fuzzy' as const } }] as const,
    }
    expect(mergeFindings([blurred, finding({ title: 'Sharp', confidence: 0.1 })])[0]?.title).toBe('Sharp')
  })

  it('keeps different flaws of one file apart', () => {
    const other = finding({ family: 'information-exposure', snippet: '  res.json(rows)', startLine: 6 })
    expect(mergeFindings([finding(), other])).toHaveLength(2)
  })

  it('merges what two overlapping pieces of a file report, although equal code stands above in one of them only', () => {
    const lines = Array.from({ length: 40 }, (_, at) => (at % 10 === 3 ? '  await db.query("SELECT " + id)' : `  step${at}()`))
    const piece = (from: number, to: number): SourceFile => ({
      path: 'big.js',
      content: lines.slice(from - 1, to).join('\n'),
      firstLine: from,
    })
    const inPiece = (source: SourceFile): ReturnType<typeof finding> =>
      toFinding(
        { ...flaw, path: 'big.js', snippet: '  await db.query("SELECT " + id)', startLine: 24, endLine: 24 },
        source,
        provenance,
      )
    const first = inPiece(piece(1, 30))
    const second = inPiece(piece(20, 40))
    expect(first.fingerprint).not.toEqual(second.fingerprint)
    expect(mergeFindings([first, second])).toHaveLength(1)
  })

  it('does not depend on the order, and merging again changes nothing', () => {
    const one = record({
      family: constantFrom('sql-injection' as const, 'command-injection' as const),
      snippet: constantFrom(...file.content.split('\n').slice(2, 6), 'not.there(anywhere)'),
      severity: constantFrom('low' as const, 'high' as const),
      confidence: constantFrom(0.2, 0.9),
    })
    const sizes = new Set<string>()
    assert(
      property(
        array(one, { maxLength: 12 }).chain((flaws) =>
          shuffledSubarray(flaws, { minLength: flaws.length }).map((shuffled) => [flaws, shuffled] as const),
        ),
        ([flaws, shuffled]) => {
          const merged = mergeFindings(flaws.map((changes) => finding(changes)))
          expect(mergeFindings(shuffled.map((changes) => finding(changes)))).toEqual(merged)
          expect(mergeFindings(merged)).toEqual(merged)
          sizes.add(merged.length < flaws.length ? 'merged' : 'kept')
        },
      ),
    )
    expect(sizes).toEqual(new Set(['merged', 'kept']))
  })
})
