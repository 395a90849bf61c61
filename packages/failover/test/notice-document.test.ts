import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, InvalidNoticeError, lintNotice, parseNotices } from '@understudy/failover/notice'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticeSchema } from '../scripts/generate-schemas.ts'
import { strictJson } from '../src/schema/strict-json.ts'
import { aDocument, aNotice, FABLE } from './support/notices.ts'

const FULL = aDocument(7, [
  {
    ...FABLE,
    channels: [{ vendor: 'anthropic', region: 'us-*' }],
    tasks: ['review.*'],
    principals: [{ attribute: 'nationality', notIn: ['us'] }],
    regions: ['us-*'],
    basis: { ...FABLE.basis, criterion: 'x', evidence: { published: false, channel: 'https://example.test' }, reference: 'ref' },
    independentReview: { body: 'A court', by: '2026-07-12T00:00:00Z' },
    publicSummary: 's',
    remedy: 'r',
  },
])

/** The full document with one member changed, by path. */
function changed(path: string, value: unknown): string {
  const copy = structuredClone(FULL) as unknown as Record<string, unknown>
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const inner = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, copy)
  if (value === undefined) delete inner[last]
  else inner[last] = value
  return JSON.stringify(copy)
}

const problems = (json: string): readonly string[] => {
  try {
    parseNotices(json)
    return []
  } catch (error) {
    if (!(error instanceof InvalidNoticeError)) throw error
    expect(error).toMatchObject({ code: 'invalid-notice' })
    return error.problems.map(({ path }) => path)
  }
}

describe('parseNotices', () => {
  it('reads a whole document, and one with only what is needed', () => {
    expect(parseNotices(JSON.stringify(FULL))).toEqual(FULL)
    expect(problems(JSON.stringify(aDocument(1, [aNotice('x')])))).toEqual([])
  })

  it.each<[string, unknown, string]>([
    ['schema', 'understudy.notices/2', 'schema'],
    ['version', 0, 'version'],
    ['version', 1.5, 'version'],
    ['version', undefined, 'version'],
    ['issuer', '', 'issuer'],
    ['issuedAt', '12 June', 'issuedAt'],
    ['notices.0.id', undefined, 'notices[0].id'],
    ['notices.0.models', [], 'notices[0].models'],
    ['notices.0.models.1', 7, 'notices[0].models[1]'],
    ['notices.0.from', '2026-06-12', 'notices[0].from'],
    ['notices.0.from', '2026-06-12T17:21:00', 'notices[0].from'],
    ['notices.0.until', '2026-06-12T17:21:00-04:00', 'notices[0].until'],
    ['notices.0.until', '2020-01-01T00:00:00Z', 'notices[0].until'],
    ['notices.0.channels.0', {}, 'notices[0].channels[0]'],
    ['notices.0.principals.0', { attribute: 'nationality' }, 'notices[0].principals[0]'],
    ['notices.0.principals.0', { attribute: 'n', in: ['a'], notIn: ['b'] }, 'notices[0].principals[0]'],
    ['notices.0.basis', undefined, 'notices[0].basis'],
    ['notices.0.basis.authority', '', 'notices[0].basis.authority'],
    ['notices.0.tasks', [], 'notices[0].tasks'],
    ['notices.1', { ...FABLE }, 'notices'],
    ['signatures', [{ key: 'k', signature: 'not base64!' }], 'signatures[0].signature'],
  ])('refuses %s = %j and names %s', (path, value, at) => {
    expect(problems(changed(path, value))).toContain(at)
  })

  it('refuses a member that it does not know: a mistyped one must not widen or narrow a notice in silence', () => {
    expect(problems(changed('notices.0.untill', '2026-07-01T00:00:00Z'))).toEqual(['notices[0]'])
    expect(() => parseNotices(changed('notices.0.untill', 'x'))).toThrow('untill')
  })

  it('refuses what is no JSON, and what is too large to be one', () => {
    expect(problems('{')).toEqual(['document'])
    expect(problems(`"${'x'.repeat(5_000_000)}"`)).toEqual(['document'])
    expect(problems('null')).toEqual(['document'])
  })

  it('refuses a name that stands twice, and says which', () => {
    const twice = JSON.stringify(FULL).replace('"authority":', '"authority":"A","authority":')
    expect(problems(twice)).toEqual(['authority'])
  })
})

describe('the guide', () => {
  it('shows a document that can be read', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/notices.md'), 'utf8')
    const [, json = ''] = /```json order.json\n([^]*?)```/.exec(guide) ?? []
    expect(parseNotices(json).notices).toHaveLength(1)
  })
})

describe('strictJson', () => {
  it('finds a repeated name at any depth, however it is escaped and spaced, and nothing else', () => {
    const repeated = (name: string) => ({ ok: false, is: 'repeated', name })
    expect(strictJson(String.raw`{"a":[1,{"b":1,"\u0062":2}]}`)).toEqual(repeated('b'))
    expect(strictJson(`{"a":1,"a"${' '.repeat(100_000)}:2}`)).toEqual(repeated('a'))
    expect(strictJson(`{"a":1,"a"\n\t\r :2}`)).toEqual(repeated('a'))
    expect(strictJson('{"a":{"a":1},"b":["a","a"],"c":"\\"a\\":"}')).toMatchObject({ ok: true })
    expect(strictJson('{"__proto__":{"version":9}}')).toMatchObject({ ok: false, is: 'prototype' })
    expect(strictJson('['.repeat(1_000_000))).toEqual({ ok: false, is: 'too deep' })
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, null, 2)
        fc.pre(!/__proto__|constructor|prototype/.test(text))
        expect(strictJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
      }),
    )
  })
})

describe('canonicalJson', () => {
  it('is the same for every order of members, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(JSON.parse(JSON.stringify(value))))).toBe(text)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)] as const)
      .toReversed(),
  )
}

describe('the published schema', () => {
  const published: object = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/notice.schema.json'), 'utf8'))

  it('is made from the one that is used', () => {
    expect(published).toEqual(JSON.parse(noticeSchema()))
  })

  it('takes what is valid and refuses what is not', () => {
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(published)
    expect(valid(FULL)).toBe(true)
    expect(valid(JSON.parse(changed('notices.0.basis', undefined)))).toBe(false)
    expect(valid(JSON.parse(changed('notices.0.untill', 'x')))).toBe(false)
  })
})

describe('lintNotice', () => {
  it('asks the order of 2026-06-12 what it left open', () => {
    expect(lintNotice(FABLE).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'threshold basis.criterion',
      'legal-basis basis.instrument',
      'independent-review independentReview',
      'evidence-channel basis.evidence',
      'public-summary publicSummary',
      'fitted-remedy remedy',
    ])
  })

  it('has nothing to say of a notice that states everything', () => {
    expect(lintNotice(FULL.notices[0] ?? FABLE)).toEqual([])
  })

  it('sees a remedy that is wider than its threat, and one without end', () => {
    const wide = aNotice('x', { models: ['a/*'], basis: { authority: 'A', criterion: 'Access by foreign nationals' } })
    expect(lintNotice(wide).map(({ path }) => path)).toEqual(expect.arrayContaining(['models', 'principals', 'until']))
    const fitted = {
      ...wide,
      models: ['a/big'],
      principals: [{ attribute: 'nationality', notIn: ['us'] }],
      until: '2026-07-01T00:00:00Z',
    }
    const paths = lintNotice(fitted).map(({ path }) => path)
    for (const path of ['models', 'principals', 'until']) expect(paths).not.toContain(path)
  })
})
