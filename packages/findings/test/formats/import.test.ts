import { describe, expect, it } from 'vitest'
import { hasCode } from '@understudy/spec'
import { importFindings, toSarif, withoutSecretValues } from '../../src/index.ts'
import { file, finding, report } from '../samples.ts'
import { REPORTS } from './reports.ts'

const sources = new Map([[file.path, file.content]])
const read = (document: unknown, options = {}): ReturnType<typeof importFindings> =>
  importFindings(JSON.stringify(document), options)

const result = {
  ruleId: 'js/sql-injection',
  ruleIndex: 0,
  message: { text: 'This query depends on a [user-provided value](1).' },
  locations: [{ physicalLocation: { artifactLocation: { uri: 'src/users.ts' }, region: { startLine: 5 } } }],
}
const rule = {
  id: 'js/sql-injection',
  shortDescription: { text: 'Database query built from user-controlled sources' },
  properties: { tags: ['security', 'external/cwe/cwe-089'], 'security-severity': '8.8', precision: 'high' },
}
const log = (results: readonly unknown[] = [result], run: object = {}): object => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'CodeQL', rules: [rule] } }, results, ...run }],
})

describe('SARIF of another scanner', () => {
  it('becomes findings in our shape', async () => {
    const { findings, tool, complete } = await read(log(), { sources })
    expect(tool).toBe('CodeQL')
    expect(complete).toBeNull()
    expect(findings).toMatchObject([
      {
        family: 'sql-injection',
        cwe: { canonical: 'CWE-89' },
        severity: { level: 'high', basis: 'rule', score: 8.8 },
        confidence: { value: 0.9, scale: 'word' },
        locations: [{ path: 'src/users.ts', startLine: 5, anchor: { status: 'stated' } }],
        provenance: { servedModel: 'CodeQL', target: 'import/CodeQL' },
      },
    ])
  })

  it('has the fingerprint of the same flaw found by a model', async () => {
    const { findings } = await read(log(), { sources })
    expect(findings[0]?.fingerprint).toEqual(finding().fingerprint)
  })

  it.each([
    [
      'no region',
      { ...result, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/users.ts' } } }] },
      1,
      /runs\[0\]\.results\[0\]\.locations\[0\]/,
    ],
    ['no location', { ...result, locations: [] }, 0, /locations/],
    [
      'a path outside the root',
      { ...result, locations: [{ physicalLocation: { artifactLocation: { uri: '../../etc/passwd' } } }] },
      0,
      /locations/,
    ],
    [
      'an absolute path',
      { ...result, locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///etc/passwd' } } }] },
      0,
      /locations/,
    ],
    ['nothing', null, 0, /results\[0\]/],
  ])('with %s is kept where it can be, and told', async (_, broken, kept, path) => {
    const { findings, problems } = await read(log([broken, result]))
    expect(findings).toHaveLength(kept + 1)
    expect(problems[0]?.path).toMatch(path)
  })

  it.each([
    ['suppressed', { suppressions: [{ kind: 'inSource' }] }],
    ['passed', { kind: 'pass' }],
    ['gone', { baselineState: 'absent' }],
  ])('that is %s is no finding', async (_, changes) => {
    expect((await read(log([{ ...result, ...changes }]))).findings).toEqual([])
  })

  it('that says it failed is not complete', async () => {
    expect((await read(log([], { invocations: [{ executionSuccessful: false }] }))).complete).toBe(false)
    expect((await read(log([], { invocations: [{ executionSuccessful: true }] }))).complete).toBe(true)
    expect((await read(log([], { invocations: [{ executionSuccessful: false }, { executionSuccessful: true }] }))).complete).toBe(
      false,
    )
  })

  it('reads paths from artifacts, rules from extensions, and messages from rules', async () => {
    const indirect = {
      rule: { id: 'x', index: 0, toolComponent: { index: 0 } },
      message: { id: 'default', arguments: ['id'] },
      locations: [{ physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 5 } } }],
    }
    const extension = {
      name: 'pack',
      rules: [{ id: 'x', messageStrings: { default: { text: 'uses {0}' } }, properties: { tags: ['CWE-78'] } }],
    }
    const tool = { driver: { name: 'T' }, extensions: [extension] }
    const { findings } = await read(log([indirect], { tool, artifacts: [{ location: { uri: 'src%20x/a.ts' } }] }))
    expect(findings).toMatchObject([{ family: 'command-injection', message: 'uses id', locations: [{ path: 'src x/a.ts' }] }])
  })

  it('of 30 MB is read', { timeout: 30_000 }, async () => {
    const results = Array.from({ length: 3000 }, () => ({ ...result, message: { text: 'x'.repeat(10_300) } }))
    const json = JSON.stringify(log(results))
    expect(json.length).toBeGreaterThan(30_000_000)
    expect((await importFindings(json)).findings).toHaveLength(3000)
  })
})

describe('SARIF of our own', () => {
  it.each(REPORTS)('gives back the report as it was: %s', async (_, sample) => {
    const { report: read, complete } = await importFindings(JSON.stringify(toSarif(sample, { sources })))
    expect(read).toEqual(JSON.parse(JSON.stringify(withoutSecretValues(sample))))
    expect(complete).toBe(sample.status === 'complete')
  })

  it('does not give back what was only carried forward', async () => {
    const partial = report({ status: 'partial', findings: [], coverage: { files: [] } })
    const { findings } = await importFindings(JSON.stringify(toSarif(partial, { previous: report() })))
    expect(findings).toEqual([])
  })
})

describe('claude-code-security-review', () => {
  const entry = {
    file: 'src/users.ts',
    line: 5,
    severity: 'HIGH',
    category: 'sql_injection',
    description: 'The id is concatenated. It reaches the query.',
    exploit_scenario: "id=1' OR '1'='1",
    recommendation: 'Bind it.',
    confidence: 0.95,
  }
  const document = (completed: boolean | undefined, findings: readonly unknown[] = [entry]): object => ({
    pr_number: 1,
    repo: 'a/b',
    findings,
    analysis_summary: { files_reviewed: 1, ...(completed !== undefined && { review_completed: completed }) },
  })

  it('becomes findings in our shape, with the fingerprint of the flaw', async () => {
    const { findings, complete } = await read(document(true), { sources })
    expect(complete).toBe(true)
    expect(findings).toMatchObject([
      {
        family: 'sql-injection',
        title: 'The id is concatenated.',
        severity: { level: 'high', raw: 'HIGH' },
        confidence: { value: 0.95 },
        remediation: 'Bind it.',
      },
    ])
    expect(findings[0]?.fingerprint).toEqual(finding().fingerprint)
  })

  it('does not pass off an unfinished review as clean', async () => {
    expect(await read(document(false, []))).toMatchObject({ findings: [], complete: false })
    expect(await read(document(undefined, []))).toMatchObject({ findings: [], complete: null })
  })

  it('reads a confidence of the filter, which has another scale', async () => {
    const { findings } = await read(document(true, [{ ...entry, confidence: 8 }]))
    expect(findings[0]?.confidence).toMatchObject({ value: 0.8, scale: 'ten' })
  })

  it('keeps an entry without a line, and leaves out one without a file', async () => {
    const { findings, problems } = await read(document(true, [{ ...entry, line: null }, { ...entry, file: '' }, 'text']))
    expect(findings).toHaveLength(1)
    expect(problems.map(({ path }) => path)).toEqual(['findings[0].line', 'findings[1].file', 'findings[2]'])
  })
})

describe('codex-security', () => {
  const entry = {
    ruleId: 'sql-injection.query',
    title: 'Query from input',
    summary: 'The id reaches the statement.',
    severity: { level: 'informational' },
    confidence: { level: 'medium', rationale: 'traced' },
    taxonomy: { category: 'sql-injection', cwe: ['CWE-89'] },
    locations: [
      { path: 'src/app.ts', startLine: 1, role: 'source' },
      { path: 'src/users.ts', startLine: 6, endLine: 6, role: 'sink' },
    ],
    codeEvidence: [
      { path: 'src/users.ts', startLine: 5, code: 'const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)' },
    ],
    remediation: 'Bind it.',
  }
  const document = { documentType: 'codex-security.findings', schemaVersion: '1.0', scanId: 's', findings: [entry] }

  it('becomes findings in our shape, anchored by its evidence', async () => {
    const { findings, complete } = await read(document, { sources })
    expect(complete).toBeNull()
    expect(findings).toMatchObject([
      {
        family: 'sql-injection',
        severity: { level: 'info', raw: 'informational' },
        confidence: { value: 0.6, raw: 'medium' },
        locations: [
          { path: 'src/users.ts', startLine: 5, anchor: { status: 'moved' } },
          { path: 'src/app.ts', startLine: 1, role: 'source' },
        ],
        extensions: { codexSecurity: entry },
      },
    ])
    expect(findings[0]?.fingerprint).toEqual(finding().fingerprint)
  })

  it('leaves out an entry without a place, and says where', async () => {
    const { findings, problems } = await read({ ...document, findings: [{ ...entry, locations: [] }, entry] })
    expect(findings).toHaveLength(1)
    expect(problems).toMatchObject([{ path: 'findings[0].locations' }])
  })
})

describe('importFindings', () => {
  it.each([
    ['something else', '{"a":1}', /must be SARIF/],
    ['a list of words', '["a"]', /a list of findings/],
    ['a word', '"a"', /a list of findings/],
    ['cut', '{"version":"2.1.0","runs":[', /whole JSON/],
    ['with a name twice', '{"version":"2.1.0","runs":[],"runs":[]}', /"runs" twice/],
    ['with a prototype name', '{"version":"2.1.0","runs":[],"__proto__":{}}', /"__proto__"/],
    ['too deep', `{"runs":${'['.repeat(70)}${']'.repeat(70)}}`, /64 levels/],
  ])('refuses a document that is %s', async (_, json, sentence) => {
    const error = await importFindings(json).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'invalid-document')).toBe(true)
    expect((error as Error).message).toMatch(sentence)
  })

  it('reads a file with a byte order mark', async () => {
    expect((await importFindings(`\ufeff${JSON.stringify(log())}`)).findings).toHaveLength(1)
  })
})
