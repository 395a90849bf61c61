import { chainLine, GENESIS, type JournalHead, type JournalFault, verifyChain } from '@understudy/failover'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

function chain(count: number): { lines: string[]; head: JournalHead } {
  const lines: string[] = []
  let head: JournalHead = GENESIS
  for (let number = 0; number < count; number++) {
    const next = chainLine(head, '2026-06-12T17:21:00.000Z', { type: 'decision', decision: 'd', why: `w${number}` })
    lines.push(next.line)
    head = next.head
  }
  return { lines, head }
}

const verify = (lines: readonly string[], head: JournalHead) =>
  verifyChain([{ file: 'j', text: lines.map((line) => `${line}\n`).join('') }], head)

type Tamper = (lines: string[], at: number, other: number, character: string) => void

/** Every way to tamper, and the fault that must be among the findings. */
const TAMPERS: Readonly<Record<string, { readonly tamper: Tamper; readonly faults: readonly JournalFault[] }>> = {
  'one character': {
    tamper: (lines, at, other, character) => {
      const line = lines[at] ?? ''
      const place = other % line.length
      lines[at] = line.slice(0, place) + character + line.slice(place + 1)
    },
    faults: ['altered'],
  },
  'one record removed': { tamper: (lines, at) => void lines.splice(at, 1), faults: ['removed', 'cut'] },
  'the end cut off': { tamper: (lines, at) => void lines.splice(at), faults: ['cut'] },
  'two records swapped': {
    tamper: (lines, at, other) => {
      const swap = other % lines.length
      ;[lines[at], lines[swap]] = [lines[swap] ?? '', lines[at] ?? '']
    },
    faults: ['reordered'],
  },
  'a record twice': { tamper: (lines, at) => void lines.splice(at, 0, lines[at] ?? ''), faults: ['reordered'] },
  'a record rewritten with a fitting hash of its own': {
    tamper: (lines, at) => {
      const { prev, seq } = JSON.parse(lines[at] ?? '') as { prev: string; seq: number }
      lines[at] = chainLine({ seq: seq - 1, hash: prev }, '2026-06-12T17:21:00.000Z', {
        type: 'decision',
        decision: 'x',
        why: 'y',
      }).line
    },
    faults: ['altered'],
  },
  'everything rewritten from one record on': {
    tamper: (lines, at) => {
      let head: JournalHead = { seq: at, hash: (JSON.parse(lines[at] ?? '') as { prev: string }).prev }
      for (let index = at; index < lines.length; index++) {
        const next = chainLine(head, '2026-06-12T17:21:00.000Z', { type: 'decision', decision: 'x', why: 'y' })
        lines[index] = next.line
        head = next.head
      }
    },
    faults: ['altered'],
  },
}

describe('verifyChain', () => {
  it('finds a whole chain whole, cut into files anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (count, cut) => {
        const { lines, head } = chain(count)
        const text = (part: readonly string[]) => part.map((line) => `${line}\n`).join('')
        const place = cut % count
        const parts = [lines.slice(0, place), lines.slice(place)].map((part, index) => ({ file: `${index}`, text: text(part) }))
        expect(verifyChain(parts, head)).toEqual({
          ok: true,
          records: count,
          head,
          lost: 0,
          recovered: 0,
          torn: false,
          findings: [],
        })
      }),
    )
  })

  for (const [name, { tamper, faults }] of Object.entries(TAMPERS))
    it(`finds ${name}`, () => {
      const found = new Set<JournalFault>()
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 12 }),
          fc.nat(),
          fc.nat(),
          fc.constantFrom('a', '0', '"', '\u00fc', '\n', ' '),
          (count, at, other, character) => {
            const { lines, head } = chain(count)
            const tampered = [...lines]
            tamper(tampered, at % count, other, character)
            fc.pre(tampered.join('\n') !== lines.join('\n'))
            const { ok, findings } = verify(tampered, head)
            expect(ok).toBe(false)
            const seen = findings.map(({ fault }) => fault)
            for (const fault of seen) found.add(fault)
            expect(seen.some((fault) => faults.includes(fault))).toBe(true)
          },
        ),
        { numRuns: 200 },
      )
      for (const fault of faults) expect(found).toContain(fault)
    })

  it('does not let half a line hide a record', () => {
    const { lines, head } = chain(4)
    const hidden = [...lines]
    hidden[1] = hidden[1]?.slice(0, 40) ?? ''
    expect(verify(hidden, head).findings.map(({ fault }) => fault)).toEqual(['altered', 'removed'])
  })

  it('finds a cut only against a head, and says so in its promise', () => {
    const { lines, head } = chain(4)
    expect(verifyChain([{ file: 'j', text: `${lines.slice(0, 2).join('\n')}\n` }]).ok).toBe(true)
    expect(verify(lines.slice(0, 2), head).findings).toEqual([
      { fault: 'cut', file: '', line: 0, sentence: 'The journal ends before record 4, which the head names.' },
    ])
  })
})
