import type { FlawLabel } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/qualify/corpus.ts'
import { parseLabels } from '../../src/qualify/corpus-labels.ts'

const FLAW: FlawLabel = {
  id: 'a-sql',
  path: 'src/a.ts',
  startLine: 1,
  endLine: 2,
  family: 'sql-injection',
  cwe: 'CWE-89',
  severity: 'high',
  title: 'SQL injection',
  why: 'Because.',
}
const TWIN = { path: 'src/b.ts', startLine: 2, endLine: 2, family: 'sql-injection', why: 'Bound.', twinOf: 'a-sql' }
const document = (flaws: unknown, lookAlikes: unknown = [], version: unknown = 1): string =>
  JSON.stringify({ version, flaws, lookAlikes })

async function load(labels: string, sources: Record<string, string> = { 'src/a.ts': 'one\ntwo\n', 'src/b.ts': 'one\ntwo' }) {
  const { files } = virtualRuntime()
  await files.writeText('/corpus/labels.json', labels)
  for (const [path, content] of Object.entries(sources)) await files.writeText(`/corpus/${path}`, content)
  return loadCorpus('/corpus', { files })
}

describe('parseLabels', () => {
  it.each([
    ['an unknown family, and names the nearest', { family: 'sql-injektion' }, 'flaws[0].family', /did you mean sql-injection/],
    ['a family that is like no other', { family: 'quux' }, 'flaws[0].family', /^one of sql-injection, /],
    ['an unknown severity', { severity: 'hihg' }, 'flaws[0].severity', /did you mean high/],
    ['a CWE that is none', { cwe: '89' }, 'flaws[0].cwe', /CWE-89/],
    ['a line that is none', { startLine: 0 }, 'flaws[0].startLine', /at least 1/],
    ['an end before its start', { startLine: 3 }, 'flaws[0].endLine', /at least 3/],
    ['an empty title', { title: '' }, 'flaws[0].title', /non-empty/],
    ['a path upwards', { path: '../etc/passwd' }, 'flaws[0].path', /relative path/],
    ['an absolute path', { path: '/etc/passwd' }, 'flaws[0].path', /relative path/],
    ['a path of another system', { path: 'C:\\a.ts' }, 'flaws[0].path', /relative path/],
  ])('refuses %s', (_what, change, path, rule) => {
    const parsed = parseLabels(document([{ ...FLAW, ...change }]))
    expect(parsed).toMatchObject({ ok: false, problems: [{ path }] })
    expect(!parsed.ok && parsed.problems[0]?.rule).toMatch(rule)
  })

  it('tells every problem, not only the first', () => {
    const parsed = parseLabels(
      document([{ ...FLAW, family: 'x' }, 7, { ...FLAW, cwe: null }], [{ ...TWIN, twinOf: 'nobody' }], 2),
    )
    expect(!parsed.ok && parsed.problems.map(({ path }) => path)).toEqual([
      'version',
      'flaws[0].family',
      'flaws[1]',
      'flaws[2].cwe',
      'flaws[1].id',
      'lookAlikes[0].twinOf',
    ])
  })

  it('keeps only the members it knows', () => {
    const parsed = parseLabels(document([{ ...FLAW, note: 'x' }], [TWIN]))
    expect(parsed).toEqual({ ok: true, labels: { flaws: [FLAW], lookAlikes: [TWIN] } })
  })

  it.each(['', '[]', '{"version":1', '{"version":1,"version":1,"flaws":[]}', '{"version":1,"flaws":{}}'])(
    'refuses %j',
    (text) => {
      expect(parseLabels(text).ok).toBe(false)
    },
  )
})

describe('loadCorpus', () => {
  it('gives files, labels and a digest that changes with any of them', async () => {
    const corpus = await load(document([FLAW], [TWIN]))
    expect(corpus).toMatchObject({ name: 'corpus', labels: [FLAW], lookAlikes: [TWIN] })
    expect(corpus.files.map(({ path }) => path)).toEqual(['src/a.ts', 'src/b.ts'])
    const others = await Promise.all([
      load(document([{ ...FLAW, severity: 'low' }], [TWIN])),
      load(document([FLAW], [TWIN]), { 'src/a.ts': 'one\ntwo\nthree\n', 'src/b.ts': 'one\ntwo' }),
    ])
    expect(new Set([corpus, ...others].map(({ digest }) => digest)).size).toBe(3)
    expect((await load(document([FLAW], [TWIN]))).digest).toBe(corpus.digest)
  })

  it('says which label names a file that is not there', async () => {
    await expect(load(document([FLAW], [TWIN]), { 'src/a.ts': 'one\ntwo' })).rejects.toMatchObject({
      code: 'invalid-document',
      message: expect.stringContaining('lookAlikes[0].path must be a readable file of the corpus, got "src/b.ts"'),
    })
  })

  it('says which label points behind the end of its file', async () => {
    await expect(load(document([FLAW]), { 'src/a.ts': 'one\n' })).rejects.toThrow(
      'flaws[0].endLine must be at most 1, the last line of src/a.ts, got 2.',
    )
  })

  it('says that a folder is no corpus', async () => {
    await expect(loadCorpus('/nowhere', { files: virtualRuntime().files })).rejects.toMatchObject({ code: 'unreadable-input' })
  })
})

describe('the canary corpus', async () => {
  const { files, labels, lookAlikes, name } = await loadCorpus()
  const linesOf = (range: { path: string; startLine: number; endLine: number }): string =>
    (files.find(({ path }) => path === range.path)?.content ?? '')
      .split('\n')
      .slice(range.startLine - 1, range.endLine)
      .join('\n')

  it('has at least 40 files in five languages, and 30 flaws over 15 families', () => {
    expect(name).toBe('canary')
    expect(files.length).toBeGreaterThanOrEqual(40)
    expect(new Set(files.map(({ path }) => path.split('/')[0]))).toEqual(new Set(['typescript', 'python', 'java', 'go', 'c']))
    expect(labels.length).toBeGreaterThanOrEqual(30)
    expect(new Set(labels.map(({ family }) => family)).size).toBeGreaterThanOrEqual(15)
  })

  it.each(labels.map((label) => [label.id, label] as const))('%s has a clean twin in another file', (id, label) => {
    const twins = lookAlikes.filter(({ twinOf }) => twinOf === id)
    expect(twins).toHaveLength(1)
    expect(twins[0]?.family).toBe(label.family)
    expect(twins[0]?.path).not.toBe(label.path)
    expect(linesOf(label).trim()).not.toBe('')
    expect(twins[0] && linesOf(twins[0]).trim()).not.toBe('')
    expect(twins[0] && linesOf(twins[0])).not.toBe(linesOf(label))
  })

  it('keeps flawed and clean files apart, and says in neither which it is', () => {
    const flawed = new Set(labels.map(({ path }) => path))
    expect(lookAlikes.filter(({ path }) => flawed.has(path))).toEqual([])
    const telling = files.filter(({ path, content }) =>
      /vulnerab|insecure|flaw|canary|unsafe_|CWE/i.test(`${path}\n${content.replaceAll('InsecureSkipVerify', '')}`),
    )
    expect(telling.map(({ path }) => path)).toEqual([])
  })
})
