const place = {
  physicalLocation: {
    artifactLocation: { uri: 'src/a.ts', uriBaseId: '%SRCROOT%', index: 0 },
    region: { startLine: 2, endLine: 3, startColumn: 1, snippet: { text: 'run(id)' } },
  },
  logicalLocations: [{ fullyQualifiedName: 'a.run' }],
}
const sarif = {
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'CodeQL',
          version: '2.1',
          rules: [
            {
              id: 'js/sql',
              name: 'sql',
              shortDescription: { text: 's' },
              properties: { tags: ['external/cwe/cwe-089'], 'security-severity': '8.8' },
              defaultConfiguration: { level: 'error' },
            },
          ],
        },
        extensions: [{ name: 'e', rules: [] }],
      },
      originalUriBaseIds: {
        '%SRCROOT%': { uri: 'file:///work/', uriBaseId: 'X' },
        X: { uri: 'file:///', uriBaseId: '%SRCROOT%' },
      },
      artifacts: [{ location: { uri: 'src/a.ts' } }],
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error', message: { text: 'm' } }] }],
      results: [
        {
          ruleId: 'js/sql',
          ruleIndex: 0,
          rule: { id: 'js/sql', index: 0, toolComponent: { index: 0 } },
          level: 'error',
          kind: 'fail',
          message: { text: 'SQL {0}', id: 'd', arguments: ['x'] },
          locations: [place],
          relatedLocations: [place],
          codeFlows: [{ threadFlows: [{ locations: [{ location: place }] }] }],
          partialFingerprints: { primaryLocationLineHash: 'abc:1' },
          suppressions: [{ kind: 'external', status: 'accepted' }],
          baselineState: 'new',
          rank: 5,
          properties: { confidence: 0.4 },
        },
      ],
    },
  ],
}
const semgrep = {
  version: '1.0',
  errors: [{ level: 'warn', path: 'a.ts' }],
  paths: { scanned: ['a.ts'] },
  results: [
    {
      check_id: 'x.sql',
      path: 'src/a.ts',
      start: { line: 2, col: 1 },
      end: { line: 2, col: 9 },
      extra: { message: 'm', severity: 'ERROR', lines: 'run(id)', metadata: { cwe: ['CWE-89: SQL'], confidence: 'HIGH' } },
    },
  ],
}
const gosec = {
  'Golang errors': {},
  Issues: [
    {
      severity: 'HIGH',
      confidence: 'HIGH',
      cwe: { id: '89', url: 'https://x.test' },
      rule_id: 'G201',
      details: 'SQL',
      file: '/work/a.go',
      code: '1: x',
      line: '4-5',
      column: '1',
    },
  ],
  Stats: { files: 1 },
}
const gitlab = {
  version: '15.0.0',
  vulnerabilities: [
    {
      id: '1',
      name: 'SQL',
      description: 'd',
      severity: 'Critical',
      location: { file: 'a.ts', start_line: 2, end_line: 3 },
      identifiers: [{ type: 'cwe', name: 'CWE-89', value: '89' }],
    },
  ],
  scan: { status: 'success' },
}
const model = {
  findings: [
    {
      file: 'a.ts',
      line: 2,
      severity: 'HIGH',
      category: 'sql_injection',
      description: 'd',
      exploit_scenario: 'e',
      recommendation: 'r',
      confidence: 0.9,
    },
  ],
  analysis_summary: { files_reviewed: 1, review_completed: true },
}

/** What scanners and models write. SARIF stands twice, since it has the most members. */
export const IMPORTS: readonly unknown[] = [
  sarif,
  sarif,
  semgrep,
  gosec,
  gitlab,
  model,
  [{ path: 'a.ts', line: 1, title: 't', severity: 'low' }],
]
