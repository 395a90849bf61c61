import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { comparabilitySentences, type SarifLog, toAnnotations, toGitLab, toMarkdown, toRdjson, toSarif } from '../../src/index.ts'
import { finding, report } from '../samples.ts'
import { REPORTS } from './reports.ts'
import { gitlabSast } from './schemas/gitlab-sast.ts'
import { rdjson } from './schemas/rdjson.ts'

const ajv = new Ajv({ strict: false, allErrors: true })
const validGitLab = ajv.compile(gitlabSast)
const validRdjson = ajv.compile(rdjson)

/** A report with a few of the findings of another one missing, and one file not read. */
const partial = report({
  status: 'partial',
  findings: [],
  coverage: { files: [{ path: 'src/users.ts', disposition: 'refused', reason: 'cyber_policy' }] },
})

describe.each(REPORTS)('a report %s', (_, sample) => {
  it("keeps GitLab's schema", () => {
    validGitLab(toGitLab(sample))
    expect(validGitLab.errors).toBeNull()
  })

  it("keeps reviewdog's schema", () => {
    validRdjson(toRdjson(sample))
    expect(validRdjson.errors).toBeNull()
  })

  it('says in every format when it is not complete', () => {
    const complete = sample.status === 'complete'
    expect(toGitLab(sample).scan['status']).toBe(complete ? 'success' : 'failure')
    expect(toSarif(sample).runs[0]?.invocations[0]?.executionSuccessful).toBe(complete)
    expect(toMarkdown(sample).includes('prove nothing') || toMarkdown(sample).includes('Nothing was reviewed')).toBe(!complete)
    expect(toAnnotations(sample).startsWith('::error title=Review ')).toBe(!complete)
  })

  it('is never more than one command a line', () => {
    for (const line of toAnnotations(sample).split('\n').slice(0, -1)) expect(line).toMatch(/^::(?:error|warning|notice) /)
  })
})

describe('toGitLab', () => {
  const [vulnerability] = toGitLab(report()).vulnerabilities

  it('puts our rule first and the CWE second, because the first is the identity', () => {
    expect(vulnerability?.['identifiers']).toMatchObject([
      { type: 'understudy_rule', value: 'sql-injection' },
      { type: 'cwe', value: '89' },
    ])
  })

  it('gives the same flaw the same id, whoever reported it', () => {
    const other = report({ findings: [finding({ title: 'Other words', severity: 'low' }, { servedModel: 'model-b' })] })
    expect(toGitLab(other).vulnerabilities[0]?.['id']).toBe(vulnerability?.['id'])
    expect(vulnerability?.['id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('carries forward what a partial run could not check', () => {
    expect(toGitLab(partial, { previous: report() }).vulnerabilities).toHaveLength(1)
    expect(toGitLab(partial).scan['messages']).toEqual([
      { level: 'fatal', value: 'Some files were not reviewed. Findings that are absent prove nothing there.' },
      { level: 'warn', value: 'src/users.ts was refused: cyber_policy.' },
    ])
  })
})

describe('toRdjson', () => {
  it('gives whole lines, end included: no columns at either end', () => {
    const [diagnostic] = toRdjson(report()).diagnostics
    expect(diagnostic?.location).toEqual({ path: 'src/users.ts', range: { start: { line: 5 }, end: { line: 5 } } })
  })

  it('covers all lines of a statement, from its first to the last that was quoted', () => {
    const content = ['function f(id) {', '  db.query(', '    "SELECT " +', '      id,', '  )', '}'].join('\n')
    const broken = finding(
      { snippet: '    "SELECT " +\n      id,', startLine: 3, endLine: 4 },
      {},
      { path: 'src/users.ts', content },
    )
    const [diagnostic] = toRdjson(report({ findings: [broken] })).diagnostics
    expect(diagnostic?.location.range).toEqual({ start: { line: 2 }, end: { line: 4 } })
  })

  it('warns on a file that was not reviewed', () => {
    expect(toRdjson(partial).diagnostics).toMatchObject([{ severity: 'WARNING', location: { path: 'src/users.ts' } }])
  })
})

describe('toAnnotations', () => {
  it('counts what GitHub would drop', () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ ...finding(), fingerprint: { v1: String(at).padStart(64, '0') } }))
    const lines = toAnnotations(report({ findings: many }))
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe('::notice title=Understudy::15 more are in the full report.')
  })

  it('points to the lines', () => {
    expect(toAnnotations(report())).toMatch(/^::error file=src\/users\.ts,line=5,endLine=5,title=high%3A SQL injection in find::/)
  })
})

describe('toMarkdown', () => {
  it('says "No findings" only of a complete review', () => {
    expect(toMarkdown(report({ findings: [] }))).toBe('## No findings\n')
    expect(toMarkdown(partial)).not.toMatch(/^## No findings/)
  })

  it('keeps within its limit and counts the rest', () => {
    const many = Array.from({ length: 200 }, (_, at) => ({ ...finding(), fingerprint: { v1: String(at).padStart(64, '0') } }))
    const text = toMarkdown(report({ findings: many }), { maxLength: 5000 })
    expect(text.length).toBeLessThanOrEqual(5001)
    const told = text.match(/^### /gm)?.length ?? 0
    expect(text).toContain(`_${200 - told} more findings are in the full report._`)
  })
})

describe('comparabilitySentences', () => {
  const model = (servedModel: string, verdict: 'baseline' | 'worse' | 'unknown', reason: string) => ({
    servedModel,
    verdict,
    reason,
  })
  const compared = report({
    findings: [],
    comparability: {
      baseline: 'fable',
      verdict: 'unknown',
      models: [
        model('fable', 'baseline', 'it is the baseline'),
        model('gpt', 'worse', 'F1 differs by −0.2.'),
        model('flash\u001B[2J', 'unknown', 'no profile.'),
      ],
      severityCalibrated: false,
    },
  })

  it('say of every model but the baseline what it is worth, in Markdown as well', () => {
    expect(comparabilitySentences(compared)).toEqual([
      'gpt is worse than fable: F1 differs by −0.2.',
      expect.stringContaining('compares with fable: no profile.'),
    ])
    expect(comparabilitySentences(compared).join()).not.toContain('\u001B')
    expect(toMarkdown(compared)).toContain('gpt is worse than fable')
  })

  it('say nothing where no baseline was named', () => expect(comparabilitySentences(report())).toEqual([]))
})

describe('text of a model in SARIF', () => {
  it('is plain text: no link, no placeholder, no markdown member', () => {
    const log: SarifLog = toSarif(report({ findings: [finding({ title: '[x](https://evil.example) {0}', reasoning: 'r' })] }))
    expect(log.runs[0]?.results[0]?.message).toEqual({ text: String.raw`\[x\](https://evil.example) {{0}}. r` })
    expect(JSON.stringify(log)).not.toContain('"markdown"')
  })
})

describe('text of a model in Markdown', () => {
  const [, hostile] = REPORTS.find(([name]) => name === 'with hostile text') ?? []
  const text = toMarkdown(hostile ?? report(), { maxLength: 1_000_000 })
  /** What is left to be read as Markdown: code blocks and code are as they are. */
  const prose = text.replace(/^(`{3,})\n[^]*?\n\1$/gm, '').replace(/(?<!\\)(`+)(?!`)[^`][^]*?\1(?!`)/g, '')

  it('starts no heading, list or quote but ours', () => {
    const starts = prose.split('\n').filter((line) => /^(?:#|>|[-+*] |\d+\. )/.test(line))
    expect(starts.every((line) => line === `## ${hostile?.findings.length} findings` || line.startsWith('### '))).toBe(true)
  })

  it('makes no link, image, markup or mention', () => {
    expect(prose).not.toMatch(/(?<!\\)\]\(|(?<!\\)<|!\[|https:\/\/|@\w/)
  })
})
