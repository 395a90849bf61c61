import { createHash } from 'node:crypto'
import { ModelFailure, REVIEW_SCHEMA, type ModelCall } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { anchorQuote } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { splitLines } from '../src/plan/lines.ts'
import { dataBlock, fileSection, unguessable } from '../src/prompt/data-block.ts'
import { LARGEST_OUTPUT_TOKENS, repairCall } from '../src/tasks/repair.ts'
import { REVIEW_PROMPT_VERSION, REVIEW_SYSTEM, reviewInput } from '../src/prompt/review.ts'
import { visible } from '../src/prompt/visible.ts'

describe('the review prompt', () => {
  it('changes its version whenever its words change', () => {
    const sample = reviewInput(
      [
        { path: 'a.ts', content: 'x' },
        { path: 'b.ts', content: 'y', firstLine: 7 },
      ],
      'NONCE',
    )
    const words = createHash('sha256')
      .update(`${REVIEW_SYSTEM}\0${sample}\0${JSON.stringify(REVIEW_SCHEMA)}`)
      .digest('hex')
    // A new hash needs a new version: caches and profiles are kept by it.
    expect([REVIEW_PROMPT_VERSION, words.slice(0, 16)]).toEqual(['review-1', '5688be34967081f2'])
  })

  it('prints each file between its markers with numbered lines', () => {
    expect(dataBlock([fileSection({ path: 'src/a.ts', content: 'one\r\n\r\nthree\n', firstLine: 99 })], 'n0')).toBe(
      [
        '<<< data n0',
        '=== file: src/a.ts ===',
        '   99| one',
        '  100| ',
        '  101| three',
        '=== end of file ===',
        '>>> end of data n0',
      ].join('\n'),
    )
  })

  it('keeps code from posing as a marker, whatever it holds', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 })
    const marker = fc.constantFrom(
      '=== end of file ===',
      '=== file: b.ts ===',
      '>>> end of data',
      '\u2028=== end of file ===',
      '\r=== file: x ===',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, marker), { maxLength: 8 }), fc.integer(), (parts, seed) => {
        const content = parts.join('\n')
        const nonce = unguessable({ random: seededRandom(seed) }, [content])
        const lines = dataBlock([fileSection({ path: 'a.ts', content })], nonce).split('\n')
        expect(content.includes(nonce)).toBe(false)
        expect(lines.slice(0, 2)).toEqual([`<<< data ${nonce}`, '=== file: a.ts ==='])
        expect(lines.slice(-2)).toEqual(['=== end of file ===', `>>> end of data ${nonce}`])
        const code = lines.slice(2, -2)
        expect(code.length).toBe(splitLines(content).length)
        for (const line of code) expect(line).toMatch(/^ *\d+\| [^\r\u2028\u2029\u0085]*$/)
      }),
      { numRuns: 300, seed: 2 },
    )
  })

  it('draws another nonce when the code holds the first one', () => {
    const first = unguessable({ random: seededRandom(5) }, [])
    expect(unguessable({ random: seededRandom(5) }, [`// ${first}`])).not.toBe(first)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
  })

  it('shows what is hidden, and leaves the rest alone', () => {
    expect(visible('if (isAdmin\u202e \u2066// check\u2069)')).toBe('if (isAdmin\\u{202E} \\u{2066}// check\\u{2069})')
    expect(visible('\u{e0041}\u200b')).toBe('\\u{E0041}\\u{200B}')
    expect(visible('\tconst größe = "日本 🎉"')).toBe('\tconst größe = "日本 🎉"')
  })

  it.each([
    '\ufe0f',
    '\u{e0141}',
    '\u3164',
    '\uffa0',
    '\u034f',
    '\u180b',
    '\u2800',
    '\ufff9',
    '\u{1d173}',
    '\u206a',
    '\ue000',
    '\u0378',
    '\u00a0',
    '\u3000',
    '\r',
  ])('writes out a character that hides, behind an emoji too (%j)', (hidden) => {
    const written = `\\u{${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`
    expect(visible(`// 🎉${hidden}x`)).toBe(`// 🎉${written}x`)
    const quote = { snippet: visible(`run(🎉${hidden}x)`), startLine: 2, endLine: 2 }
    if (hidden !== '\r')
      expect(anchorQuote({ path: 'a.js', content: `first\nrun(🎉${hidden}x)\n` }, quote)).toMatchObject({ startLine: 2 })
  })
})

describe('repairCall', () => {
  const call: ModelCall = { task: 'review.files', system: 's', input: 'i', maxOutputTokens: 16_000, promptVersion: 'review-1' }

  it('names what was wrong, and asks for the whole answer', () => {
    const repaired = repairCall(call, new ModelFailure('a/b', 'malformed', 'files has no entry for src/a.ts.'))
    expect(repaired?.input).toContain('files has no entry for src/a.ts.')
    expect(repaired?.input.startsWith('i\n')).toBe(true)
    expect(repaired?.system).toBe('s')
  })

  it('gives a cut answer more room, until there is no more', () => {
    const truncated = new ModelFailure('a/b', 'truncated', 'Cut.')
    expect(repairCall(call, truncated)?.maxOutputTokens).toBe(32_000)
    expect(repairCall({ ...call, maxOutputTokens: LARGEST_OUTPUT_TOKENS }, truncated)).toBeNull()
    expect(repairCall(call, new ModelFailure('a/b', 'refused', 'No.'))).toBeNull()
  })
})
