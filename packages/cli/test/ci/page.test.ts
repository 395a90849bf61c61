import { readdirSync, writeFileSync } from 'node:fs'
import type { TargetStatus } from '@understudy/failover'
import {
  type FileCoverage,
  openAlerts,
  type Report,
  toAnnotations,
  toGitLab,
  toMarkdown,
  toRdjson,
  toSarif,
} from '@understudy/findings'
import { systemRuntime } from '@understudy/spec'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { annotationPages, checkRunBody } from '../../src/ci/github/check-run.ts'
import { absentTargets } from '../../src/ci/models.ts'
import { type PageFacts, renderPage, titleOf } from '../../src/ci/page/page.ts'
import { published, readPublished, writePublished } from '../../src/ci/state.ts'
import { toCodeQuality } from '../../src/ci/gitlab/code-quality.ts'
import { renderHtml } from '../../src/report/index.ts'
import { renderReport } from '../../src/terminal/report.ts'
import { createTerminal } from '../../src/terminal/terminal.ts'
import { folderWith } from '../folder.ts'
import { sampleFinding, sampleReport } from '../sample-report.ts'

const facts = (report: Report | null, more: Partial<PageFacts> = {}): PageFacts => ({
  report,
  targets: [],
  conclusion: 'failure',
  commit: 'abcdef0123456789',
  lineUrl: (path, line) => `https://github.com/a/b/blob/x/${encodeURIComponent(path)}#L${line}`,
  runUrl: null,
  remarks: [],
  ...more,
})

const many = (number: number, message = 'm'): Report => ({
  ...sampleReport(),
  findings: Array.from({ length: number }, (_, index) => sampleFinding({ message }, index + 1)),
})

describe('the page', () => {
  it.each([
    ['many findings', many(3000)],
    ['long ones', many(40, 'x'.repeat(9000))],
    ['a flaw in a flood of backticks', { ...many(1), findings: [sampleFinding({ snippet: '`'.repeat(50_000) })] }],
    [
      'many files that nobody read',
      {
        ...many(5),
        coverage: {
          files: Array.from({ length: 2000 }, (_, index): FileCoverage => ({
            path: `${'d/'.repeat(40)}${index}.js`,
            disposition: 'failed',
          })),
        },
      },
    ],
  ])('fits into a comment: %s', (_, report) => {
    const page = renderPage(facts(report), 60_000)
    expect(page.length).toBeLessThanOrEqual(60_000)
    expect(page).toContain('**Served by**')
    expect(page).toContain('Not covered')
    expect(page.endsWith('commit abcdef012345</sub>\n')).toBe(true)
  })

  it('counts what it leaves out', () => {
    const page = renderPage(facts(many(3000)), 60_000)
    const rows = page.match(/^\| \*\*high/gm)?.length ?? 0
    expect(rows).toBeGreaterThan(50)
    expect(page).toContain(`_${(3000 - rows).toLocaleString('en-US')} more findings in the full report._`)
  })

  it('shows what strangers write as text, wherever it stands', () => {
    const evil = '</details><img src=x onerror=alert(1)> @everyone [x](javascript:alert(1)) | a ``` \u202e\n\n# Clean'
    const report = sampleReport({
      title: evil,
      path: `src/${evil}.js`,
      message: evil,
      model: evil,
      note: evil,
      snippet: `${evil}\n\`\`\``,
    })
    const target = { id: evil, bar: { by: 'verdict', reason: 'withdrawn', sentence: evil, since: 0 } } as unknown as TargetStatus
    const html = marked.parse(renderPage(facts(report, { remarks: [evil], targets: [target] }), 60_000), { async: false })
    expect(html).not.toMatch(/<(?:img|script|h1|a href="java)/)
    expect(html.match(/<\/details>/g)).toHaveLength(1)
    expect(html.match(/<a [^>]*>/g)).toEqual([expect.stringContaining('https://github.com/a/b/blob/x/')])
    // A mention inside code notifies nobody.
    expect(html.replace(/<code>[^<]*<\/code>/g, '')).not.toContain('@everyone')
    expect(html).not.toContain('\u202e')
  })

  it('links to a place whatever its path holds', () => {
    const html = marked.parse(renderPage(facts(sampleReport({ path: 'src/(a) [b]/c).js' })), 60_000), { async: false })
    expect(html).toContain(
      '<a href="https://github.com/a/b/blob/x/src%2F%28a%29%20%5Bb%5D%2Fc%29.js#L2"><code>src/(a) [b]/c).js:2</code></a>',
    )
  })

  it('says what a substitute is worth next to the baseline', () => {
    const models = [
      { servedModel: 'claude-fable-5', verdict: 'baseline' as const, reason: 'it is the baseline' },
      { servedModel: 'gpt-5.5', verdict: 'worse' as const, reason: 'recall is lower by .14' },
    ]
    const comparability = { baseline: 'claude-fable-5', verdict: 'worse' as const, models, severityCalibrated: false }
    const page = renderPage(facts({ ...sampleReport(), comparability }), 60_000)
    expect(page).toContain('- gpt\\-5\\.5 is worse than claude\\-fable\\-5\\: recall is lower by \\.14')
    expect(page).not.toContain('it is the baseline')
  })

  it('never says that there is nothing where nothing is proven', () => {
    const report = { ...sampleReport(), findings: [] }
    expect(titleOf({ report, conclusion: 'inconclusive' })).toBe('Inconclusive: nothing is proven')
    expect(renderPage(facts(report, { conclusion: 'inconclusive' }), 60_000)).not.toMatch(/no findings|nothing was found/i)
  })
})

describe('a target that did not serve', () => {
  it('is named once, and a bar outweighs a failure', () => {
    const report = sampleReport({ note: 'openai/gpt-5.5 was withdrawn.' })
    expect(absentTargets(report, [])).toEqual([{ target: 'openai/gpt-5.5', what: 'failed', why: 'was withdrawn.' }])
    const bar = { by: 'operator', reason: 'order', sentence: 'By order.', since: 7 }
    const known = [{ id: 'openai/gpt-5.5', bar }, { id: 'x/y' }] as unknown as TargetStatus[]
    expect(absentTargets(report, known)).toEqual([{ target: 'openai/gpt-5.5', what: 'out of use', why: 'By order.', since: 7 }])
  })
})

describe('a check', () => {
  const check = (report: Report, annotate = true) => ({
    name: 'Understudy',
    headSha: 'a'.repeat(40),
    conclusion: 'inconclusive' as const,
    inconclusive: 'action_required' as const,
    title: 't',
    summary: 's',
    report,
    annotate,
    detailsUrl: null,
  })

  it('marks lines in pages of 50, the gravest first, and 200 at most', () => {
    const findings = [...many(300).findings, sampleFinding({ severity: 'critical', path: 'worst.js' }, 999)]
    const pages = annotationPages(check({ ...sampleReport(), findings }))
    expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 50])
    expect(pages[0]?.[0]).toMatchObject({ path: 'worst.js', start_line: 2, annotation_level: 'failure' })
    expect(annotationPages(check({ ...sampleReport(), findings }, false))).toEqual([[]])
  })

  it('says when in the form that GitHub documents', () => {
    expect(checkRunBody(check(sampleReport()), [], Date.UTC(2026, 5, 12, 17, 21, 3, 456))).toMatchObject({
      conclusion: 'action_required',
      started_at: '2026-06-12T17:21:00Z',
      completed_at: '2026-06-12T17:21:03Z',
    })
  })
})

describe('the memory of what is published', () => {
  const file = (path: string, disposition: 'reviewed' | 'failed'): FileCoverage => ({
    path,
    disposition,
    servedModel: 'claude-fable-5',
  })
  const report = (status: Report['status'], files: readonly FileCoverage[], findings: Report['findings']): Report => ({
    ...sampleReport(),
    status,
    coverage: { files },
    findings,
  })
  const [a, b, c] = ['a.js', 'b.js', 'c.js'].map((path, index) => sampleFinding({ path }, index + 1))

  it('keeps over many incomplete reviews every alert that none has proven gone', () => {
    if (!a || !b || !c) throw new Error('no samples')
    const over = (now: Report, before: Report): Report => published(now, openAlerts(now, before))
    const first = over(
      report('complete', [file('a.js', 'reviewed'), file('b.js', 'reviewed')], [a, b]),
      published(sampleReport(), { findings: [] }),
    )
    // Reads b again, finds it clean, and finds c.
    const second = over(
      report('partial', [file('a.js', 'failed'), file('b.js', 'reviewed'), file('c.js', 'reviewed')], [c]),
      first,
    )
    // Reads nothing.
    const third = over(report('failed', [file('a.js', 'failed'), file('c.js', 'failed')], []), second)
    expect(third.findings.map(({ locations }) => locations[0].path)).toEqual(['c.js', 'a.js'])
    expect(third.status).toBe('complete')
    const last = over(report('complete', [file('a.js', 'reviewed'), file('c.js', 'reviewed')], []), third)
    expect(last.findings).toEqual([])
  })

  it('is removed when nobody wrote it for 90 days', async () => {
    using folder = folderWith({ 'health.db': '', 'published-notes.json': '' })
    const later = { ...systemRuntime, wallTime: () => Date.now() + 91 * 24 * 3_600_000 }
    await writePublished(folder.path, 'old', sampleReport(), systemRuntime)
    await writePublished(folder.path, 'new', sampleReport(), systemRuntime)
    await writePublished(folder.path, 'newest', sampleReport(), later)
    expect(await readPublished(folder.path, 'old', systemRuntime)).toBeNull()
    expect(await readPublished(folder.path, 'newest', systemRuntime)).not.toBeNull()
    expect(readdirSync(folder.path)).toHaveLength(3)
  })

  it('is kept for each branch by itself, and a damaged file is as good as none', async () => {
    using folder = folderWith()
    const state = folder.at('state')
    await writePublished(state, 'github understudy refs/heads/../../x', sampleReport(), systemRuntime)
    expect(await readPublished(state, 'github understudy refs/heads/../../x', systemRuntime)).toMatchObject({ status: 'partial' })
    expect(await readPublished(state, 'github understudy refs/heads/main', systemRuntime)).toBeNull()
    await writePublished(folder.at('broken'), 'k', sampleReport(), systemRuntime)
    for (const name of readdirSync(folder.at('broken'))) writeFileSync(folder.at(`broken/${name}`), '{"schemaVersion":')
    expect(await readPublished(folder.at('broken'), 'k', systemRuntime)).toBeNull()
  })
})

describe('what does not count', () => {
  const outside = (): Report => ({
    ...sampleReport(),
    findings: [{ ...sampleFinding({}, 1), extensions: { outsideChange: true } }],
  })

  it('is told apart on the page, and is in no title', () => {
    const page = renderPage(facts(outside(), { conclusion: 'success', counting: 0 }), 60_000)
    expect(page).toContain('high, outside the change |')
    expect(page).toContain('The change does not touch these lines')
    expect(titleOf({ report: outside(), conclusion: 'success' })).toContain('No findings')
  })

  it('is told apart in the terminal, in Markdown, SARIF, the check, GitLab and reviewdog', () => {
    const report = outside()
    expect(renderReport(createTerminal(), report)).toContain('(outside the change)')
    expect(toMarkdown(report)).toContain('outside the change')
    expect(JSON.stringify(toSarif(report))).toContain('The change does not touch these lines.')
    expect(JSON.stringify(annotationPages({ report, annotate: true }))).toMatch(/"annotation_level":"notice".*outside the change/)
    expect(toAnnotations(report)).toMatch(/^::notice .*outside the change/m)
    expect(JSON.stringify(toGitLab(report))).toContain('The change does not touch these lines.')
    expect(toRdjson(report).diagnostics[0]).toMatchObject({ severity: 'INFO' })
    expect(toCodeQuality(report)).toEqual([])
    expect(renderHtml(report)).toContain('The change does not touch these lines.')
  })
})

describe('notes', () => {
  const noted: Report = {
    ...sampleReport(),
    notes: ['A finding had no place.', ...Array.from({ length: 500 }, () => 'x'.repeat(9000))],
  }

  it('reach terminal, Markdown, check, comment, SARIF and GitLab, and fit', () => {
    const page = renderPage(facts(noted), 60_000)
    for (const text of [
      renderReport(createTerminal(), noted),
      toMarkdown(noted),
      page,
      JSON.stringify(toSarif(noted).runs[0]?.invocations),
      JSON.stringify(toGitLab(noted).scan),
    ]) {
      expect(text.replaceAll('\\', '')).toContain('A finding had no place.')
      expect(text.length).toBeLessThanOrEqual(60_000)
    }
  })
})

describe('every section', () => {
  const WIDE = ['\u202e'.repeat(3000), '@'.repeat(3000), '漢'.repeat(3000), '`'.repeat(3000), 'a'.repeat(3000), '|'.repeat(3000)]

  it.each(WIDE.map((text) => [text.slice(0, 2), text]))('fits whatever its texts are made of: %j', (_, text) => {
    const [file] = sampleReport().coverage.files
    const report: Report = {
      ...many(200),
      findings: Array.from({ length: 100 }, (__, index) =>
        sampleFinding({ title: text, path: `${text}${index}.js`, message: text, model: `${text}${index}` }, index + 1),
      ),
      coverage: {
        files: Array.from({ length: 300 }, (__, index) => ({
          ...file,
          path: `${text}${index}`,
          disposition: index % 2 === 0 ? ('failed' as const) : ('reviewed' as const),
          reason: text,
          servedModel: `${text}${index}`,
        })),
      },
      notes: Array.from({ length: 50 }, () => text),
      comparability: {
        baseline: text,
        verdict: 'unknown',
        models: Array.from({ length: 50 }, (__, index) => ({
          servedModel: `${text}${index}`,
          verdict: 'unknown' as const,
          reason: text,
        })),
        severityCalibrated: false,
      },
    }
    const targets = Array.from({ length: 30 }, (__, index) => ({
      id: `${text}${index}`,
      bar: { by: 'verdict', reason: 'withdrawn', sentence: text, since: 0 },
    })) as unknown as TargetStatus[]
    const page = renderPage(
      facts(report, { targets, remarks: Array.from({ length: 50 }, () => text), conclusion: 'inconclusive' }),
      60_000,
    )
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60_000)
    expect(page).toContain('Not covered: ')
    expect(toMarkdown(report, { maxLength: 60_000 }).length).toBeLessThanOrEqual(60_000)
  })
})
