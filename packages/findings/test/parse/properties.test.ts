import {
  array,
  assert,
  boolean,
  constantFrom,
  double,
  integer,
  jsonValue,
  nat,
  oneof,
  option,
  property,
  record,
  string,
  uniqueArray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAMILIES, type FileVerdict, type ReportedFlaw, type ReviewReply, SEVERITIES } from '@understudy/spec'
import { parseDocument, parseReview } from '../../src/index.ts'

const text = oneof(
  string({ maxLength: 40 }),
  string({ unit: 'binary', maxLength: 20 }),
  constantFrom('"', '\\', '\\"', '{"a":1,"a":2}', '}]', '`'),
)

/** Whole answers about one to three files. */
const reply = uniqueArray(constantFrom('a.ts', 'src/b.py', 'c d.go'), { minLength: 1, maxLength: 3 }).chain((paths) => {
  const flaw = record<ReportedFlaw>({
    path: constantFrom(...paths),
    snippet: text,
    startLine: integer({ min: 1, max: 1000 }),
    endLine: integer({ min: 1000, max: 2000 }),
    reasoning: text,
    family: constantFrom(...FAMILIES),
    cwe: option(text),
    title: text,
    severity: constantFrom(...SEVERITIES),
    confidence: double({ min: 0, max: 1, noNaN: true }),
    cvss: constantFrom(null),
    remediation: option(text),
  })
  return array(flaw, { maxLength: 4 }).map((findings): { paths: string[]; reply: ReviewReply } => ({
    paths,
    reply: {
      findings,
      files: paths.map((path) => ({ path, verdict: verdictOn(path, findings), note: null })),
      end: 'end-of-review',
    },
  }))
})

function verdictOn(path: string, findings: readonly ReportedFlaw[]): FileVerdict {
  return findings.some((flaw) => flaw.path === path) ? 'findings' : 'clean'
}

describe('parseReview', () => {
  it('reads every whole answer, however it is spaced', () => {
    const sizes = new Set<number>()
    assert(
      property(reply, constantFrom(undefined, 2, '\t'), ({ paths, reply }, indent) => {
        const parsed = parseReview(JSON.stringify(reply, null, indent), { paths })
        expect(parsed).toMatchObject({ ok: true, dropped: [] })
        // Negative zero is written as zero.
        if (parsed.ok) expect(JSON.stringify(parsed.flaws)).toBe(JSON.stringify(reply.findings))
        sizes.add(reply.findings.length)
      }),
    )
    expect(sizes.size).toBe(5)
  })

  it('refuses every beginning of an answer, and calls it cut', () => {
    const kinds = new Set<boolean>()
    assert(
      property(reply, nat(), ({ paths, reply }, cut) => {
        const whole = JSON.stringify(reply)
        const parsed = parseReview(whole.slice(0, cut % whole.length), { paths })
        expect(parsed.ok).toBe(false)
        if (!parsed.ok) kinds.add(parsed.truncated)
      }),
    )
    // The empty beginning is nothing rather than cut.
    expect(kinds).toContain(true)
  })

  it('refuses an answer that lacks any member of any object', () => {
    const nullable = new Set(['cwe', 'cvss', 'remediation', 'note'])
    const lost = new Set<string>()
    assert(
      property(reply, nat(), nat(), ({ paths, reply }, which, member) => {
        const copy = structuredClone(reply) as ReviewReply & Record<string, unknown>
        const objects = [copy, ...copy.findings, ...copy.files] as Record<string, unknown>[]
        const object = objects[which % objects.length] ?? {}
        const names = Object.keys(object).filter((name) => !nullable.has(name))
        const name = names[member % names.length] ?? ''
        delete object[name]
        expect(parseReview(JSON.stringify(copy), { paths }).ok).toBe(false)
        lost.add(name)
      }),
      { numRuns: 500 },
    )
    expect(lost.size).toBe(13)
  })

  it('never throws, whatever the text', () => {
    const fragment = constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'findings',
      'end',
      '1e400',
      '-',
      'null',
      ' ',
      '\u2028',
      '`',
    )
    const outcomes = new Set<boolean>()
    assert(
      property(
        oneof(
          string({ unit: 'binary' }),
          array(fragment).map((parts) => parts.join('')),
        ),
        (any) => {
          outcomes.add(parseReview(any, { paths: ['a.ts'] }).ok)
        },
      ),
      { numRuns: 1000 },
    )
    expect(outcomes).toEqual(new Set([false]))
  })
})

/** JSON text of a value in which one object has one of its names twice; null when there is none to repeat. */
function withDuplicate(value: unknown, at: { left: number }, escape: boolean): string | null {
  let done = false
  const write = (part: unknown): string => {
    if (Array.isArray(part)) return `[${part.map(write).join(',')}]`
    if (typeof part !== 'object' || part === null) return JSON.stringify(part)
    const members = Object.entries(part).map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`)
    const [first] = Object.keys(part)
    if (first !== undefined && !done && at.left-- <= 0) {
      done = true
      members.push(`${escape ? escaped(first) : JSON.stringify(first)} : null`)
    }
    return `{${members.join(',')}}`
  }
  const json = write(value)
  return done ? json : null
}

function escaped(name: string): string {
  return `"${Array.from({ length: name.length }, (_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`
}

describe('parseDocument', () => {
  const harmless = jsonValue({ maxDepth: 5 }).filter(
    (value) => !/"(?:__proto__|constructor|prototype)"/.test(JSON.stringify(value)),
  )

  it('reads any JSON as JSON.parse does', () => {
    assert(
      property(harmless, (value) => {
        const json = JSON.stringify(value)
        expect(parseDocument(json)).toEqual({ ok: true, value: JSON.parse(json) })
      }),
    )
  })

  it('refuses any JSON with a name twice, at any depth, escaped or not', () => {
    let tried = 0
    assert(
      property(harmless, nat({ max: 4 }), boolean(), (value, left, escape) => {
        const json = withDuplicate(value, { left }, escape)
        if (json === null) return
        tried++
        expect(JSON.parse(json)).toBeDefined()
        expect(parseDocument(json).ok).toBe(false)
      }),
      { numRuns: 2000 },
    )
    expect(tried).toBeGreaterThan(100)
  })

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the name %s, and pollutes nothing', (name) => {
    const json = `{"a":[{"b":{"${name}":{"polluted":true}}}]}`
    expect(parseDocument(json)).toMatchObject({ ok: false, problems: [{ rule: `without the name "${name}"` }] })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('takes 32 levels and not 33, 8 MB and not a byte more', () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(parseDocument(deep(32)).ok).toBe(true)
    expect(parseDocument(deep(33)).ok).toBe(false)
    const sized = (bytes: number): string => `"${'ä'.repeat((bytes - 2) / 2)}"`
    expect(parseDocument(sized(8 * 1024 * 1024)).ok).toBe(true)
    expect(parseDocument(sized(8 * 1024 * 1024 + 2)).ok).toBe(false)
  })
})
