import { describe, expect, it } from 'vitest'
import { importFindings } from '../../src/index.ts'
import { file, finding } from '../samples.ts'

const sources = new Map([[file.path, file.content]])
const read = (document: unknown, options = {}): ReturnType<typeof importFindings> =>
  importFindings(JSON.stringify(document), options)

const semgrep = (changes: object = {}, document: object = {}): object => ({
  version: '1.99.0',
  results: [
    {
      check_id: 'javascript.lang.security.audit.sqli.node-sqli',
      path: 'src/users.ts',
      start: { line: 5, col: 3, offset: 1 },
      end: { line: 6, col: 9, offset: 2 },
      extra: {
        message: 'The id is concatenated. It reaches the query.',
        severity: 'ERROR',
        lines: 'requires login',
        metadata: {
          cwe: ["CWE-89: Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')"],
          confidence: 'MEDIUM',
        },
        is_ignored: false,
      },
      ...changes,
    },
  ],
  errors: [],
  paths: { scanned: ['src/users.ts'] },
  skipped_rules: [],
  ...document,
})
const gosec = (issue: object = {}, document: object = {}): object => ({
  'Golang errors': {},
  Issues: [
    {
      severity: 'HIGH',
      confidence: 'MEDIUM',
      cwe: { id: '89', url: 'https://cwe.mitre.org/data/definitions/89.html' },
      rule_id: 'G201',
      details: 'SQL string formatting',
      file: '/home/runner/work/app/app/src/users.ts',
      code: '4:   const id = req.query.id\n5:   const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)\n6:   res.json(rows)\n',
      line: '5',
      column: '9',
      nosec: false,
      suppressions: null,
      ...issue,
    },
  ],
  Stats: { files: 1, lines: 7, nosec: 0, found: 1 },
  GosecVersion: '2.22.0',
  ...document,
})
const plain = {
  file: 'src/users.ts',
  line: 5,
  severity: 'high',
  category: 'sql_injection',
  description: 'The id reaches the query.',
}
const gitlab = {
  version: '15.2.1',
  vulnerabilities: [
    {
      id: 'x',
      category: 'sast',
      name: 'SQL injection',
      description: 'The id reaches the query.',
      severity: 'High',
      location: { file: 'src/users.ts', start_line: 5, end_line: 5 },
      identifiers: [
        { type: 'cve', value: 'CVE-2020-1' },
        { type: 'cwe', name: 'CWE-89', value: '89' },
      ],
      scanner: { id: 's', name: 'Scanner' },
    },
  ],
  scan: { status: 'success', type: 'sast' },
}
const bandit = {
  errors: [],
  metrics: {},
  results: [
    {
      filename: './src/users.ts',
      line_number: 5,
      line_range: [5],
      test_id: 'B608',
      test_name: 'hardcoded_sql_expressions',
      issue_text: 'Possible SQL injection.',
      issue_severity: 'MEDIUM',
      issue_confidence: 'LOW',
      issue_cwe: { id: 89, link: 'https://cwe.mitre.org/data/definitions/89.html' },
      code: '4   const id = req.query.id\n5   const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)\n6   res.json(rows)\n',
    },
  ],
}
const eslint = [
  {
    filePath: '/home/runner/work/app/app/src/users.ts',
    messages: [
      {
        ruleId: 'security/detect-sql-injection',
        severity: 2,
        message: 'Found sql injection.',
        line: 5,
        endLine: 5,
        nodeType: 'Call',
      },
    ],
    errorCount: 1,
    fixableErrorCount: 0,
  },
]

describe('the JSON of other tools', () => {
  it.each<[string, unknown, string, boolean | null]>([
    ['Semgrep', semgrep(), 'Semgrep', true],
    ['gosec', gosec(), 'gosec', true],
    ['Bandit', bandit, 'Bandit', true],
    ['GitLab', gitlab, 'Scanner', true],
    ['ESLint', eslint, 'ESLint', null],
    ['a bare list', [plain], 'unknown', null],
    ['a list of vulnerabilities', { vulnerabilities: [plain] }, 'unknown', null],
    ['a list of findings', { findings: [plain] }, 'unknown', null],
    [
      'a list of issues by Sonar',
      {
        issues: [{ rule: 'sql_injection', component: 'my:app:src/users.ts', line: 5, severity: 'MAJOR', message: 'm' }],
        paging: { total: 1 },
      },
      'unknown',
      null,
    ],
    [
      'a list with the line behind the path',
      [{ location: 'src/users.ts:5', type: 'SQL Injection', severity: 'High' }],
      'unknown',
      null,
    ],
  ])('is read: %s', async (_, document, tool, complete) => {
    const found = await read(document, { sources })
    expect({ tool: found.tool, complete: found.complete, problems: found.problems }).toEqual({ tool, complete, problems: [] })
    expect(found.findings).toMatchObject([{ family: 'sql-injection', locations: [{ path: 'src/users.ts', startLine: 5 }] }])
    expect(found.findings[0]?.fingerprint).toEqual(finding().fingerprint)
  })

  it('keeps its members', async () => {
    expect((await read(semgrep())).findings[0]).toMatchObject({
      severity: { level: 'high', raw: 'ERROR' },
      cwe: { canonical: 'CWE-89' },
      confidence: { value: 0.6 },
      message: 'The id is concatenated. It reaches the query.',
      locations: [{ startLine: 5, endLine: 6, anchor: { snippet: '' } }],
    })
    expect((await read(gosec())).findings[0]?.locations[0].anchor.snippet).toBe(
      '  const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)',
    )
  })

  it.each([
    [3, 3, 3],
    ['3', 3, 3],
    ['3-5', 3, 5],
    ['L3-L5', 3, 5],
    ['3–5', 3, 5],
    [[3, 4, 5], 3, 5],
    ['lines 3 to 5', 3, 5],
  ])('has lines in any form: %j', async (line, start, end) => {
    const { findings, problems } = await read([{ ...plain, line }])
    expect([findings[0]?.locations[0].startLine, findings[0]?.locations[0].endLine, problems]).toEqual([start, end, []])
  })

  it.each<[string, unknown, number]>([
    ['no line', { findings: [{ ...plain, line: null }], analysis_summary: { review_completed: true } }, 1],
    ['a word for a line', { findings: [{ ...plain, line: 'five' }], analysis_summary: { review_completed: true } }, 1],
    [
      'a line that the file does not have',
      { findings: [{ ...plain, line: 99 }], analysis_summary: { review_completed: true } },
      1,
    ],
    [
      'an absolute path outside',
      { findings: [{ ...plain, file: '/etc/passwd' }], analysis_summary: { review_completed: true } },
      0,
    ],
    ['no path', { findings: [{ ...plain, file: '' }], analysis_summary: { review_completed: true } }, 0],
    ['a word for an entry', { findings: ['x'], analysis_summary: { review_completed: true } }, 0],
    ['errors of Semgrep', semgrep({}, { errors: [{ code: 3, level: 'warn', type: 'PartialParsing', path: 'src/users.ts' }] }), 1],
    [
      'files that Semgrep gave up',
      semgrep({}, { paths: { scanned: [], skipped: [{ path: 'a', reason: 'analysis_failed_parser_or_internal_error' }] } }),
      1,
    ],
    ['errors of gosec', gosec({}, { 'Golang errors': { 'a.go': [{ line: 1, column: 1, error: 'expected package' }] } }), 1],
    ['a failed scan of GitLab', { ...gitlab, scan: { status: 'failure' } }, 1],
    ['a page of several', { issues: [plain], paging: { total: 20 }, complete: true }, 1],
  ])('is not whole with %s', async (_, document, kept) => {
    const { findings, complete } = await read(document, { sources })
    expect([findings.length, complete]).toEqual([kept, false])
  })

  it.each<[string, unknown]>([
    ['by Semgrep', semgrep({ extra: { is_ignored: true } })],
    ['by gosec', gosec({ nosec: true })],
    ['by gosec with a reason', gosec({ suppressions: [{ kind: 'inSource', justification: 'x' }] })],
  ])('is no finding where it was dismissed %s', async (_, document) => {
    expect(await read(document)).toMatchObject({ findings: [], complete: true })
  })

  it.each([
    'src/users.ts',
    '/work/app/src/users.ts',
    'file:///work/app/src/users.ts',
    './src/./users.ts',
    '/work/app/lib/../src//users.ts',
  ])('of claude-code-security-review keeps a finding at %s', async (path) => {
    const document = { findings: [{ ...plain, file: path }], analysis_summary: { review_completed: true } }
    const { findings, complete, tool } = await read(document, { root: '/work/app' })
    expect([findings[0]?.locations[0].path, complete, tool]).toEqual(['src/users.ts', true, 'claude-code-security-review'])
  })

  it('proves nothing with an empty list that says nothing', async () => {
    expect(await read([])).toMatchObject({ findings: [], complete: null })
    expect(await read({ vulnerabilities: [] })).toMatchObject({ findings: [], complete: null })
  })
})

describe('a SARIF log', () => {
  const place = { physicalLocation: { artifactLocation: { uri: 'src/users.ts' }, region: { startLine: 5 } } }
  const result = { ruleId: 'G201', message: { text: 'm' }, locations: [place] }
  const log = (run: object = {}): object => ({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'T' } }, results: [result], invocations: [{ executionSuccessful: true }], ...run }],
  })
  const notified = (notification: object, name = 'toolExecutionNotifications'): object => ({
    invocations: [{ executionSuccessful: true, [name]: [notification] }],
  })

  it.each<[string, object, boolean]>([
    ['that says so', {}, true],
    ['with an error on a file', notified({ level: 'error', message: { text: 'x' }, locations: [place] }), false],
    [
      'with an error of its configuration',
      notified({ level: 'error', message: { text: 'x' } }, 'toolConfigurationNotifications'),
      false,
    ],
    [
      'with a file that could not be parsed',
      notified({ level: 'warning', message: { text: 'Syntax error in a.ts' }, locations: [place] }),
      false,
    ],
    ['with a warning about something else', notified({ level: 'warning', message: { text: 'A newer version is out' } }), true],
    ['with a note on a file', notified({ level: 'note', message: { text: 'parsed' }, locations: [place] }), true],
    ['without results', { results: undefined }, false],
    [
      'with results elsewhere',
      { externalPropertyFileReferences: { results: [{ location: { uri: 'r.sarif-external-properties' } }] } },
      false,
    ],
  ])('%s is whole: %#', async (_, run, whole) => {
    expect((await read(log(run))).complete).toBe(whole)
  })

  it('is not whole where one of its runs has no results', async () => {
    const [first] = (log() as { runs: object[] }).runs
    expect((await read({ version: '2.1.0', runs: [first, { ...first, results: undefined }] })).complete).toBe(false)
  })

  it.each<[string, object, object]>([
    [
      'a relation of the rule',
      { id: 'G201', relationships: [{ target: { id: '89', toolComponent: { name: 'CWE' } }, kinds: ['superset'] }] },
      {},
    ],
    ['a hierarchical id', { id: 'G201', properties: { tags: ['CWE-89'] } }, { ruleId: 'G201/2/a' }],
    ['a taxon by its place', { id: 'x' }, { ruleId: 'x', taxa: [{ index: 0, toolComponent: { index: 0 } }] }],
    ['a property', { id: 'x', properties: { cwe: 'CWE-89' } }, { ruleId: 'x' }],
  ])('tells the CWE by %s', async (_, rule, changes) => {
    const tool = { driver: { name: 'T', rules: [rule] } }
    const taxonomies = [{ name: 'CWE', taxa: [{ id: '89' }] }]
    const { findings } = await read(log({ tool, taxonomies, results: [{ ...result, ...changes }] }))
    expect(findings).toMatchObject([{ cwe: { canonical: 'CWE-89' }, family: 'sql-injection' }])
  })

  it.each([['8.8'], [8.8]])('has a score as a text or a number: %j', async (score) => {
    const tool = { driver: { name: 'T', rules: [{ id: 'G201', properties: { 'security-severity': score } }] } }
    expect((await read(log({ tool }))).findings).toMatchObject([{ severity: { level: 'high', score: 8.8 } }])
  })

  it('quotes code with line numbers and lines around it, as gosec does', async () => {
    const region = {
      startLine: 5,
      snippet: {
        text: '4:   const id = req.query.id\n5:   const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`)\n6:   res.json(rows)\n',
      },
    }
    const locations = [{ physicalLocation: { artifactLocation: { uri: 'src/users.ts' }, region } }]
    const tool = { driver: { name: 'gosec', rules: [{ id: 'G201', properties: { tags: ['CWE-89'] } }] } }
    const { findings } = await read(log({ tool, results: [{ ...result, locations }] }), { sources })
    expect(findings[0]).toMatchObject({ locations: [{ startLine: 5, endLine: 5 }], fingerprint: finding().fingerprint })
  })

  it('tells a line beyond the end, and does not clamp it in silence', async () => {
    const beyond = { ...place.physicalLocation, region: { startLine: 400 } }
    const { findings, problems, complete } = await read(
      log({ results: [{ ...result, locations: [{ physicalLocation: beyond }] }] }),
      { sources },
    )
    expect(findings[0]?.locations[0].anchor).toMatchObject({ status: 'missing', statedLine: 400 })
    expect(problems).toMatchObject([{ path: 'runs[0].results[0]', value: '400' }])
    expect(complete).toBe(false)
  })

  it('may repeat a name that decides nothing, and none that does', async () => {
    const json = JSON.stringify(log())
    const twice = (name: string): string => json.replace('"ruleId":', `"${name}":1,"${name}":2,"ruleId":`)
    expect((await importFindings(twice('correlationGuid'))).findings).toHaveLength(1)
    await expect(importFindings(twice('suppressions'))).rejects.toThrow(/"suppressions" twice/)
  })
})
