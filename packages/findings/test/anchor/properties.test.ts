import { array, assert, constantFrom, integer, nat, option, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnchorStatus, anchorQuote } from '../../src/index.ts'

const line = constantFrom(
  'const id = req.query.id',
  'await db.query("SELECT * FROM t WHERE id = " + id)',
  'return res.json(rows)',
  '}',
  '',
  '  // größe of the thing',
  'if (user.isAdmin && request.method === "POST") {',
  'total += price * quantity',
)

/** How a model may write down a line that it was shown. */
const HABITS: readonly ((line: string) => string)[] = [
  (text) => text,
  (text) => `    ${text.trim()}  `,
  (text) => text.replaceAll(' ', '\t'),
  (text) => text.replace('(', '( '),
  (text) => text.normalize('NFD'),
]

const bare = (text: string): string => text.normalize('NFC').replace(/\s+/g, '')

describe('anchorQuote', () => {
  it('finds every quote of the file, whatever was done to its white space and to its number', () => {
    const reached = new Set<AnchorStatus>()
    assert(
      property(
        array(line, { minLength: 1, maxLength: 30 }),
        nat(),
        integer({ min: 1, max: 3 }),
        // Half of the models count right.
        option(nat({ max: 40 }), { freq: 1 }),
        constantFrom(...HABITS),
        constantFrom('\n', '\r\n', '\r'),
        (lines, start, size, miscounted, habit, newline) => {
          const from = start % lines.length
          const stated = miscounted ?? from + 1
          const quoted = lines.slice(from, from + size)
          if (bare(quoted.join('')) === '') return
          const place = anchorQuote(
            { path: 'a.ts', content: lines.join(newline) },
            { snippet: quoted.map(habit).join('\n'), startLine: stated, endLine: stated },
          )
          reached.add(place.status)
          expect(bare(lines.slice(place.startLine - 1, place.endLine).join(''))).toBe(bare(quoted.join('')))
        },
      ),
      { numRuns: 500 },
    )
    expect([...reached].toSorted()).toEqual(['ambiguous', 'exact', 'moved', 'normalised'])
  })

  it('takes the nearest of equal places', () => {
    assert(
      property(array(line, { minLength: 5, maxLength: 40 }), nat(), nat({ max: 50 }), (lines, start, stated) => {
        const quoted = lines[start % lines.length] ?? ''
        if (bare(quoted) === '') return
        const place = anchorQuote(
          { path: 'a.ts', content: lines.join('\n') },
          { snippet: quoted, startLine: stated, endLine: stated },
        )
        const at = Math.min(Math.max(stated, 1), lines.length)
        const distances = lines.flatMap((text, index) => (bare(text) === bare(quoted) ? [Math.abs(index + 1 - at)] : []))
        expect(Math.abs(place.startLine - at)).toBe(Math.min(...distances))
      }),
    )
  })

  it('stays inside the file, and never throws, for any quote and any number', () => {
    const numbers = constantFrom(-5, 0, 1, 7, 1e9)
    const reached = new Set<AnchorStatus>()
    assert(
      property(
        array(line, { maxLength: 10 }),
        array(line, { maxLength: 4 }),
        tuple(numbers, numbers),
        integer({ min: 1, max: 500 }),
        (lines, quote, [startLine, endLine], firstLine) => {
          const place = anchorQuote(
            { path: 'a.ts', content: lines.join('\n'), firstLine },
            { snippet: quote.join('\n'), startLine, endLine },
          )
          reached.add(place.status)
          expect(place.startLine).toBeGreaterThanOrEqual(firstLine)
          expect(place.endLine).toBeGreaterThanOrEqual(place.startLine)
          expect(place.endLine).toBeLessThanOrEqual(firstLine + Math.max(lines.length, 1) - 1)
        },
      ),
      { numRuns: 500 },
    )
    expect(reached).toContain('missing')
    expect(reached).toContain('stated')
  })
})
