import { FAMILIES, type FlawLabel, REVIEW_SCHEMA, type ReviewReply, SEVERITIES } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelledReviewer, type ReplyRequest, REVIEWERS, type ReviewHabits, writeFromSchema } from '../src/index.ts'
import { filesInRequest } from '../src/replies/files-in-request.ts'

const ajv = new Ajv({ strict: false, allowUnionTypes: true, formats: { date: true } })
const errorsOf = (schema: object, value: unknown): unknown[] => (ajv.validate(schema, value) ? [] : [...(ajv.errors ?? [])])
const FILES = 40
const LINES = 60

/** A prompt block as the SDK prints it. */
const block = (path: string, lines: readonly string[], first = 1): string =>
  [
    `=== file: ${path} ===`,
    ...lines.map((line, index) => `${String(first + index).padStart(5)}| ${line}`),
    '=== end of file ===',
  ].join('\n')
const linesOf = (path: string): string[] =>
  Array.from({ length: LINES }, (_, index) => `  call(${path.replace(/\W/g, '_')}_${index + 1}, request.body)`)
const PATHS = Array.from({ length: FILES }, (_, index) => `src/file-${index}.ts`)
const LABELS: readonly FlawLabel[] = PATHS.flatMap((path, file) =>
  [10, 20, 30, 40, 50].map((line, place) => ({
    id: `${path}:${line}`,
    path,
    startLine: line,
    endLine: line + 1,
    family: FAMILIES[(file + place * 3) % 30] ?? 'other',
    cwe: 'CWE-89',
    severity: SEVERITIES[1 + ((file + place) % 3)] ?? 'low',
    title: `Flaw at ${line}`,
    why: 'It is reachable.',
  })),
)

const PROMPT = PATHS.map((path) => block(path, linesOf(path))).join('\n')
function review(habits: ReviewHabits, model = 'model-a', input = PROMPT, labels = LABELS): ReviewReply {
  const request: ReplyRequest = { vendor: 'openai', model, system: '', input, number: 1, random: seededRandom(1) }
  return JSON.parse(labelledReviewer({ labels, habits })(request) as string) as ReviewReply
}

describe('files in a request', () => {
  test('are read with their numbers, indentation and empty lines', () => {
    const [file] = filesInRequest(`Hello\n${block('a b.ts', ['  x', '', 'y'], 7)}\nBye`)
    expect([file?.path, [...(file?.lines ?? [])]]).toEqual([
      'a b.ts',
      [
        [7, '  x'],
        [8, ''],
        [9, 'y'],
      ],
    ])
  })

  test('code cannot forge a marker', () => {
    const input = block('a.ts', ['=== end of file ===', '=== file: b.ts ===', 'code'])
    const files = filesInRequest(input)
    expect(files.map(({ path, lines }) => [path, lines.size])).toEqual([['a.ts', 3]])
  })
})

describe('a labelled reviewer', () => {
  test('without faults reports every label of the files it was given, and no other', () => {
    const input = [
      block('src/file-1.ts', linesOf('src/file-1.ts')),
      block('src/file-2.ts', linesOf('src/file-2.ts').slice(0, 25)),
      block('clean.ts', ['ok']),
    ].join('\n')
    const { findings, files, end } = review(REVIEWERS.perfect, 'm', input)
    expect(findings.map(({ path, startLine }) => `${path}:${startLine}`)).toEqual([
      ...[10, 20, 30, 40, 50].map((line) => `src/file-1.ts:${line}`),
      ...[10, 20].map((line) => `src/file-2.ts:${line}`),
    ])
    expect(files.map(({ verdict }) => verdict)).toEqual(['findings', 'findings', 'clean'])
    expect(end).toBe('end-of-review')
  })

  test.each(Object.entries(REVIEWERS))('%s answers in the schema and quotes what it was given', (_name, habits) => {
    const reply = review(habits)
    expect(errorsOf(REVIEW_SCHEMA, reply)).toEqual([])
    const quoted = reply.findings.filter(({ path, snippet }) => linesOf(path).join('\n').includes(snippet))
    expect(quoted.length / reply.findings.length).toBeGreaterThan(0.95)
  })

  test('says the same of a file whatever else is in the request, and other models say other things', () => {
    const alone = review(REVIEWERS.steady, 'model-a', block('src/file-3.ts', linesOf('src/file-3.ts')))
    const among = review(REVIEWERS.steady, 'model-a')
    expect(alone.findings).toEqual(among.findings.filter(({ path }) => path === 'src/file-3.ts'))
    expect(review(REVIEWERS.steady, 'model-a')).toEqual(among)
    expect(review(REVIEWERS.steady, 'model-b')).not.toEqual(among)
  })

  test('differs from another model as measured on real ones: Jaccard about one half, lines wrong in a third', () => {
    const keys = ({ findings }: ReviewReply) =>
      new Set(findings.map(({ path, snippet, family }) => `${path} ${family} ${/_(\d+),/.exec(snippet)?.[1]}`))
    const [one, other] = [keys(review(REVIEWERS.steady, 'model-a')), keys(review(REVIEWERS.terse, 'model-b'))]
    const shared = [...one].filter((key) => other.has(key)).length
    const jaccard = shared / (one.size + other.size - shared)
    expect(jaccard).toBeGreaterThan(0.4)
    expect(jaccard).toBeLessThan(0.65)
    const stated = review(REVIEWERS.steady, 'model-a').findings.filter(({ snippet, startLine }) =>
      snippet.includes(`_${startLine},`),
    ).length
    expect(stated / one.size).toBeGreaterThan(0.55)
    expect(stated / one.size).toBeLessThan(0.8)
  })

  test('shifts severity by its habit, and repeats only sinks of one family as one', () => {
    const level = (habits: ReviewHabits) => {
      const { findings } = review({ ...REVIEWERS.perfect, ...habits })
      return findings.reduce((sum, { severity }) => sum + SEVERITIES.indexOf(severity), 0) / findings.length
    }
    // 200 findings: the mean is known to about 0.035.
    expect(Math.abs(level({ severityShift: 0.35 }) - level({}) - 0.35)).toBeLessThan(0.1)
    const same = LABELS.map((label) => ({ ...label, family: 'sql-injection' as const }))
    expect(review({ ...REVIEWERS.perfect, merges: 1 }, 'm', PROMPT, same).findings).toHaveLength(FILES)
  })

  test.each<[object, RegExp]>([
    [{ misses: 2 }, /habits\.misses must be a number from 0 to 1/],
    [{ wordings: 'plain' }, /habits\.wordings must be a known option \(did you mean wording\?\)/],
    [{ quoteLines: 1.5 }, /habits\.quoteLines must be a whole number/],
  ])('%j is refused', (habits, sentence) => expect(() => labelledReviewer({ labels: [], habits })).toThrow(sentence))
})

describe('the schema-driven writer', () => {
  const leaf = fc.constantFrom<object>(
    { type: 'string' },
    { type: 'string', minLength: 30 },
    { type: 'string', maxLength: 3 },
    { type: 'string', format: 'date' },
    { type: ['string', 'null'] },
    { enum: ['a', 2, null] },
    { const: 7 },
    { type: 'integer', minimum: 3, maximum: 4 },
    { type: 'number', minimum: -1, maximum: 0.5 },
    { type: 'boolean' },
    { $ref: '#/$defs/name' },
  )
  const schema = fc.letrec<{ node: object }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      leaf,
      fc.record({ type: fc.constant('array'), items: tie('node'), minItems: fc.integer({ min: 0, max: 2 }) }),
      fc
        .dictionary(fc.constantFrom('a', 'b', 'constructor', 'c d'), tie('node'), { maxKeys: 3 })
        .map((properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    ),
  })).node

  test('property: what it writes fits the schema, and the same seed writes it again', () => {
    const reached = { object: 0, array: 0, other: 0 }
    fc.assert(
      fc.property(schema, fc.integer(), (inner, seed) => {
        const root = {
          type: 'object',
          properties: { root: inner },
          required: ['root'],
          additionalProperties: false,
          $defs: { name: { type: 'string' } },
        }
        const written = writeFromSchema(root, seededRandom(seed)) as { root: unknown }
        const { root: value } = written
        reached[Array.isArray(value) ? 'array' : typeof value === 'object' && value ? 'object' : 'other']++
        expect(errorsOf(root, JSON.parse(JSON.stringify(written)))).toEqual([])
        expect(writeFromSchema(root, seededRandom(seed))).toEqual(written)
      }),
      { numRuns: 200 },
    )
    expect(Math.min(...Object.values(reached))).toBeGreaterThan(10)
  })

  test('ends where a schema refers to itself', () => {
    const tree = { type: 'object', properties: { left: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }, required: ['left'] }
    expect(
      ajv.validate(
        tree,
        writeFromSchema(tree, () => 0),
      ),
    ).toBe(true)
    expect(ajv.validate(REVIEW_SCHEMA, writeFromSchema(REVIEW_SCHEMA, seededRandom(3)))).toBe(true)
  })
})
