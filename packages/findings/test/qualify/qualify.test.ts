import type { FlawLabel } from '@understudy/spec'
import { seededRandom, virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/index.ts'
import {
  estimateQualify,
  findProfile,
  qualify,
  type QualifyCorpus,
  type QualifyState,
  readProfile,
  readQualifyState,
  reportComparability,
} from '../../src/qualify/index.ts'
import { sample } from '../compare/samples.ts'
import { report } from '../samples.ts'

const FILES = 90
/** Files without a flaw, beside those with two. */
const CLEAN = 90

const corpus: QualifyCorpus = {
  name: 'test canaries',
  digest: 'abc',
  files: Array.from({ length: FILES + CLEAN }, (_, index) => ({ path: `${index}.ts`, content: 'x\n'.repeat(100) })),
  labels: Array.from({ length: FILES * 2 }, (_, index): FlawLabel => {
    const line = 10 + (index % 2) * 50
    return {
      id: `${index}`,
      path: `${Math.floor(index / 2)}.ts`,
      startLine: line,
      endLine: line,
      family: 'sql-injection',
      cwe: 'CWE-89',
      severity: 'high',
      title: '',
      why: '',
    }
  }),
}

/** A reviewer that finds each labelled flaw with a chance, and invents now and then. */
function reviewer(served: string, recall: number, severity: 'high' | 'medium', random: () => number): Report {
  const findings = corpus.labels
    .filter(() => random() < recall)
    .map(({ path, startLine }) => sample({ path, line: startLine, family: 'sql-injection', severity }))
  const invented = corpus.files
    .filter(() => random() < 0.1)
    .map(({ path }) => sample({ path, line: 90, family: 'open-redirect' }))
  return report({
    findings: [...findings, ...invented],
    coverage: { files: corpus.files.map(({ path }) => ({ path, disposition: 'reviewed', servedModel: served })) },
  })
}

const MODELS: Readonly<Record<string, readonly [string, number, 'high' | 'medium']>> = {
  'a/first': ['first', 0.9, 'high'],
  'b/equal': ['equal', 0.9, 'medium'],
  'c/weak': ['weak', 0.3, 'high'],
}

const random = seededRandom(3)
const review = async (target: string): Promise<Report> => {
  const [served, recall, severity] = MODELS[target] ?? ['?', 0, 'high']
  return reviewer(served, recall, severity, random)
}
const wallTime = () => virtualRuntime().wallTime()
const options = { targets: Object.keys(MODELS), corpus, promptVersion: 'review-1', review, wallTime }

describe('qualify', () => {
  it('yields a profile per served model: recall, precision, repeatability, severity, density', async () => {
    const [first, equal, weak] = await qualify(options)
    expect(first).toMatchObject({
      servedModel: 'first',
      runs: 3,
      corpus: { files: FILES + CLEAN, labels: FILES * 2 },
      refusalRate: { known: true, value: 0 },
    })
    expect(first?.recall).toMatchObject({ known: true, value: expect.closeTo(0.9, 1), interval: expect.anything() })
    expect(weak?.recall).toMatchObject({ value: expect.closeTo(0.3, 1) })
    expect(first?.precision).toMatchObject({ value: expect.closeTo(0.9, 1) })
    expect(first?.repeatability.jaccard).toMatchObject({ known: true, value: expect.closeTo(0.79, 1) })
    expect(equal?.severityScale).toMatchObject({ shift: -1, baseline: 'labels' })
    expect(first?.recallByFamily['sql-injection']).toMatchObject({ known: true, n: FILES * 2 })
    expect(first?.findingsPerKloc.mean).toBeGreaterThan(9)
    for (const profile of [first, equal, weak])
      expect(readProfile(JSON.parse(JSON.stringify(profile)))).toEqual(JSON.parse(JSON.stringify(profile)))
  })

  it('goes on where it was interrupted, and asks no finished run again', async () => {
    const asked: string[] = []
    let saved: QualifyState | undefined
    const failing = async (target: string, _: unknown, run: number): Promise<Report> => {
      asked.push(`${target}#${run}`)
      if (asked.length === 4) throw new Error('the machine was switched off')
      return review(target)
    }
    const save = (state: QualifyState): void => void (saved = JSON.parse(JSON.stringify(state)) as QualifyState)
    await expect(qualify({ ...options, review: failing, save })).rejects.toThrow('switched off')
    const profiles = await qualify({ ...options, review: failing, save, ...(saved && { resume: saved }) })
    expect(profiles).toHaveLength(3)
    expect(asked).toEqual([
      'a/first#1',
      'a/first#2',
      'a/first#3',
      'b/equal#1',
      'b/equal#1',
      'b/equal#2',
      'b/equal#3',
      'c/weak#1',
      'c/weak#2',
      'c/weak#3',
    ])
  })

  it('refuses to go on from runs of another corpus, task or prompt, and asks nobody', async () => {
    const asked: string[] = []
    const coverage = { files: corpus.files.map(({ path }) => ({ path, disposition: 'reviewed' as const, servedModel: 'first' })) }
    const counting = async (target: string): Promise<Report> => (asked.push(target), report({ findings: [], coverage }))
    let saved: QualifyState | undefined
    const first = { ...options, targets: ['a/first'], review: counting }
    await qualify({ ...first, save: (state) => void (saved = state) })
    const resume = readQualifyState(JSON.stringify(saved))
    expect(asked).toHaveLength(3)
    const changed = qualify({ ...first, resume, corpus: { ...corpus, digest: 'other' } })
    await expect(changed).rejects.toThrow(/on another corpus, or the corpus was changed since\. Move the file away/)
    await expect(qualify({ ...first, resume, promptVersion: 'review-2' })).rejects.toThrow('the prompt review-1, not review-2')
    await expect(qualify({ ...first, resume, task: 'review.diff' })).rejects.toThrow('the task review.files, not review.diff')
    await qualify({ ...first, resume })
    expect(asked).toHaveLength(3)
  })

  it.each([
    ['cut', '{"digest":"a"', /whole JSON/],
    ['another document', '[]', /an object/],
    ['without its corpus', '{"runs":{}}', /digest must be a text/],
    ['without runs', '{"digest":"a","task":"t","promptVersion":"p"}', /runs must be an object/],
    [
      'with a run that is no report',
      '{"digest":"a","task":"t","promptVersion":"p","runs":{"a#1":{}}}',
      /runs\["a#1"\] is no report/,
    ],
    ['with a prototype name', '{"digest":"a","__proto__":{},"runs":{}}', /__proto__/],
  ])('refuses saved runs that are %s, with the reason', (_, text, sentence) => {
    expect(() => readQualifyState(text)).toThrow(sentence)
  })

  it('refuses fewer than three runs, no targets and an empty corpus', async () => {
    await expect(qualify({ ...options, runs: 2 })).rejects.toThrow('runs must be a whole number from 3 to 100, got 2.')
    await expect(qualify({ ...options, targets: [] })).rejects.toThrow('targets must be at least one target')
    await expect(qualify({ ...options, corpus: { ...corpus, files: [] } })).rejects.toThrow(
      'corpus.files must be at least one file',
    )
  })

  it('says beforehand what it will ask for', () => {
    expect(estimateQualify(options)).toMatchObject({ calls: (FILES + CLEAN) * 9 })
    expect(estimateQualify({ ...options, runs: 6 }).inputTokens).toBe(estimateQualify(options).inputTokens * 2)
  })

  it('leaves a file that was never read whole without a figure', async () => {
    const refusing = async (target: string): Promise<Report> => {
      const whole = await review(target)
      const files = whole.coverage.files.map((file) =>
        file.path === '0.ts' ? { path: '0.ts', disposition: 'refused' as const, reason: 'cyber', servedModel: 'first' } : file,
      )
      return { ...whole, coverage: { files } }
    }
    const [profile] = await qualify({ ...options, targets: ['a/first'], review: refusing })
    expect(profile?.byFile['0.ts']).toBeNull()
    expect(profile?.refusalRate).toMatchObject({ known: true, value: 1 / (FILES + CLEAN) })
  })
})

describe('comparability of a report', () => {
  const judge = async (served: string, change: { baseline?: string; promptVersion?: string } = {}) => {
    const profiles = await qualify(options)
    const made = reviewer(served, 0.9, 'high', random)
    return reportComparability(made, change.promptVersion ?? 'review-1', {
      baseline: change.baseline ?? 'first',
      profiles,
      wallTime: wallTime() + 5 * 86_400_000,
    })
  }

  it('knows the baseline, an equal model and a worse one', async () => {
    expect(await judge('first')).toMatchObject({ verdict: 'baseline' })
    expect((await judge('equal')).verdict).toMatch(/equivalent|better/)
    const worse = await judge('weak')
    expect(worse.verdict).toBe('worse')
    expect(worse.models[0]?.reason).toMatch(
      /F1 differs by −0\.\d\d .* on 90 files; .*δ = 0.1; profile on test canaries, 5 days old\. Misses more: sql-injection \d+ of 180, first \d+ of 180\./,
    )
  })

  it('is unknown without a profile for this task and prompt, and says what to do', async () => {
    const unknown = await judge('never-seen')
    expect(unknown.verdict).toBe('unknown')
    expect(unknown.models.find(({ servedModel }) => servedModel === 'never-seen')?.reason).toContain('qualify first')
    expect((await judge('equal', { promptVersion: 'review-2' })).verdict).toBe('unknown')
  })

  it('prefers the newest profile', async () => {
    const [old] = await qualify({ ...options, targets: ['a/first'] })
    const [newer] = await qualify({ ...options, targets: ['a/first'], wallTime: () => wallTime() + 1 })
    expect(
      findProfile(
        [old, newer].flatMap((one) => one ?? []),
        { servedModel: 'first', task: 'review.files', promptVersion: 'review-1' },
      ),
    ).toBe(newer)
  })
})

describe('readProfile', () => {
  it.each([
    [{ schemaVersion: 1 }, 'schema version 1; this program reads version 2'],
    [{ schemaVersion: 2 }, 'not valid at servedModel'],
    ['text', 'not valid at its root'],
  ])('refuses %j with a path', (document, sentence) => expect(() => readProfile(document)).toThrow(sentence))
})
