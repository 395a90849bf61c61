import type { Report } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'
import { CODE, openStage, PRIMARY, stageEnv, TARGETS } from './stage.ts'

const SQL_LINE = 3

const sarif = (path = 'src/orders.js'): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'otherscan', rules: [{ id: 'sqli', properties: { tags: ['external/cwe/cwe-089'] } }] } },
        invocations: [{ executionSuccessful: true }],
        results: [
          {
            ruleId: 'sqli',
            level: 'error',
            message: { text: 'SQL injection.' },
            locations: [{ physicalLocation: { artifactLocation: { uri: path }, region: { startLine: SQL_LINE } } }],
          },
        ],
      },
    ],
  })

const ccsr = JSON.stringify({
  findings: [
    {
      file: 'src/orders.js',
      line: SQL_LINE,
      severity: 'HIGH',
      category: 'sql_injection',
      description: 'The id reaches the statement.',
      exploit_scenario: 'id=1 OR 1=1',
      recommendation: 'Bind it.',
      confidence: 0.9,
    },
  ],
  analysis_summary: { files_reviewed: 1, high_severity: 1, medium_severity: 0, low_severity: 0, review_completed: true },
})

const codex = JSON.stringify({
  documentType: 'codex-security.findings',
  schemaVersion: '1.0',
  findings: [
    {
      findingId: 'f1',
      occurrenceId: 'o1',
      ruleId: 'sql-injection',
      identity: { anchor: 'find' },
      fingerprints: { algorithm: 'codex-security/v1', primary: 'a'.repeat(64) },
      title: 'SQL injection',
      summary: 'The id reaches the statement.',
      severity: { level: 'high' },
      confidence: { level: 'high', rationale: 'plain' },
      taxonomy: { category: 'injection', cwe: ['CWE-89'] },
      locations: [{ path: 'src/orders.js', startLine: SQL_LINE }],
      remediation: 'Bind it.',
      provenance: {},
    },
  ],
})

const FOREIGN = [
  ['SARIF', sarif()],
  ['claude-code-security-review', ccsr],
  ['codex-security', codex],
] as const

describe.each(FOREIGN)('a result of another scanner: %s', { timeout: 60_000 }, (_, document) => {
  it('can be compared with ours, flaw by flaw', async () => {
    await using stage = await openStage()
    using folder = folderWith({ ...CODE, 'other.json': document })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    await inProcess(['review', 'src', ...TARGETS, '--format', 'json', '--output', 'run.json'], options)
    const compared = await inProcess(['compare', 'other.json', 'run.json', '--json'], options)
    expect(compared).toMatchObject({ code: 0 })
    const { flaws, files } = JSON.parse(compared.stdout) as { flaws: { state: string; path: string }[]; files: unknown[] }
    expect(flaws).toContainEqual(expect.objectContaining({ state: 'persisting', path: 'src/orders.js' }))
    // What the scanner does not name, it may never have read.
    expect(files).toHaveLength(1)
    expect(flaws).toContainEqual(expect.objectContaining({ state: 'unknown', path: 'src/token.js' }))
  })

  it('can be shown as a page, and is never called complete', async () => {
    using folder = folderWith({ ...CODE, 'other.json': document })
    const page = await inProcess(['report', 'other.json', '--root', '.'], { cwd: folder.path })
    expect(page).toMatchObject({ code: 0, stderr: '' })
    expect(page.stdout).toContain('src/orders.js:3')
    expect(page.stdout).toContain('Incomplete: 1 finding')
    expect(page.stdout).toContain('nothing is known about the rest')
  })

  it('can be accepted, and then our own review of the same flaw counts it as known', async () => {
    await using stage = await openStage()
    using folder = folderWith({ ...CODE, 'other.json': document })
    const options = { cwd: folder.path, env: stageEnv(stage) }
    const args = ['accept', 'other.json', '--all', '--reason', 'known', '--expires', '2999-01-01', '--json']
    const accepted = await inProcess(args, options)
    expect(JSON.parse(accepted.stdout)).toMatchObject({ accepted: [{ path: 'src/orders.js', reason: 'known' }] })
    const run = await inProcess(
      ['review', 'src', ...TARGETS, '--baseline', 'understudy.baseline.json', '--fail-on', 'high', '--json'],
      options,
    )
    expect([run.code, (JSON.parse(run.stdout) as Report).notes]).toEqual([
      0,
      expect.arrayContaining(['1 finding accepted by the baseline, and not counted.']) as string[],
    ])
  })
})

describe('review --floor-sarif', { timeout: 60_000 }, () => {
  it('answers from the log when no model does, before the offline engine, and stays degraded', async () => {
    await using stage = await openStage()
    stage.withdraw(PRIMARY)
    using folder = folderWith({ ...CODE, 'other.sarif': sarif() })
    const run = await inProcess(
      ['review', 'src', '--targets', `anthropic/${PRIMARY},floor`, '--floor-sarif', 'other.sarif', '--no-store', '--json'],
      { cwd: folder.path, env: stageEnv(stage) },
    )
    const { status, coverage, findings } = JSON.parse(run.stdout) as Report
    expect([run.code, status]).toEqual([1, 'degraded'])
    expect(new Set(coverage.files.map(({ target }) => target))).toEqual(new Set(['floor/sarif']))
    expect(findings.map(({ locations: [{ path }] }) => path)).toEqual(['src/orders.js'])
  })

  it.each([
    ['gone.sarif', /gone\.sarif cannot be read: there is no such file/],
    ['a.sarif', /--floor-sarif a\.sarif: .*must be SARIF/],
  ])('is refused before anything is sent: %s', async (file, words) => {
    await using stage = await openStage()
    using folder = folderWith({ ...CODE, 'a.sarif': '{}' })
    const run = await inProcess(['review', 'src', ...TARGETS, '--floor-sarif', file], { cwd: folder.path, env: stageEnv(stage) })
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) as string })
    expect(stage.timeline()).toEqual([])
  })

  it('is the operator’s alone: a reviewed folder cannot bring a log that hides its flaws', async () => {
    await using stage = await openStage()
    const config = JSON.stringify({ floorSarif: 'a.sarif' })
    using folder = folderWith({ ...CODE, 'a.sarif': sarif(), 'understudy.config.json': config })
    const run = await inProcess(['config', '--json'], { cwd: folder.path, env: stageEnv(stage) })
    expect(run.stdout).toContain('floorSarif is for the operator to say')
  })
})
