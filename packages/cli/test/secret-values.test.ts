import {
  codeGone,
  type Finding,
  importFindings,
  type Report,
  secretMask,
  toAnnotations,
  toGitLab,
  toMarkdown,
  toRdjson,
  toSarif,
} from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { annotationPages } from '../src/ci/github/check-run.ts'
import { toCodeQuality } from '../src/ci/gitlab/code-quality.ts'
import { renderPage } from '../src/ci/page/page.ts'
import { formatReport } from '../src/review/write.ts'
import { FORMATS } from '../src/settings/settings.ts'
import { createTerminal } from '../src/terminal/terminal.ts'
import { sampleFinding, sampleReport } from './sample-report.ts'

// Put together, so that scanners of this repository do not take it for a real one.
const TOKEN = ['sk', 'live', '51HxQp2eZvKYlo2C'].join('_')
const BODY = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz'
/** Lines that hold a secret, and what of it must stay inside. */
const SECRETS: readonly (readonly [name: string, line: string, value: string])[] = [
  ['a token in a literal', `const key = '${TOKEN}'`, TOKEN],
  ['a pass phrase', 'password: "correct horse battery staple"', 'correct horse battery staple'],
  ['a plain word', "const password = 'Tigerlily'", 'Tigerlily'],
  ['a second literal', "const key = process.env['KEY'] || 'zq81-mmx7-aa02'", 'zq81-mmx7-aa02'],
  ['escaped quotation marks', String.raw`const password = "ab\"cd-ef\"gh-1234"`, String.raw`cd-ef\"gh-1234`],
  ['a line of .env', 'DB_PASSWORD=hunter2-and-more', 'hunter2-and-more'],
  ['a line of .npmrc', '//registry.npmjs.org/:_authToken=npm_a1b2c3d4e5f6a7b8c9d0', 'npm_a1b2c3d4e5f6a7b8c9d0'],
  ['a line of .netrc', 'machine example.org login me password s3cr3t-of-mine', 's3cr3t-of-mine'],
  ['an address', 'postgres://app:Pa55-w0rd-9@db.internal/app', 'Pa55-w0rd-9'],
  ['the body of a private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${BODY}`, BODY],
  ['a key in one literal', `key = "-----BEGIN PRIVATE KEY-----\\n${BODY}\\n"`, BODY],
  ['characters of a pattern', "secret = 'a.b*c(d)[e]{f}|g^h$1'", 'a.b*c(d)[e]{f}|g^h$1'],
]

function secret(line: string, value: string): Finding {
  const finding = sampleFinding({
    snippet: line,
    title: `The secret ${value} stands in the code`,
    message: `Whoever reads ${value} can sign in; it begins with "${value.slice(0, -2)}".`,
  })
  return {
    ...finding,
    family: 'hardcoded-secret',
    ruleId: 'hardcoded-secret',
    remediation: `Replace ${value}.`,
    evidence: [`It is ${value}`],
    extensions: { other: { quote: [line] } },
  }
}

function reportOn(finding: Finding, value: string): Report {
  const beside = sampleFinding({ snippet: finding.locations[0].anchor.snippet, message: `Logged: ${value}` }, 2)
  return { ...sampleReport({ note: `looked at ${value}` }), status: 'complete', findings: [finding, beside] }
}

/** Everything that leaves but the local JSON, as people and machines get it. */
function outputs(report: Report, sources: ReadonlyMap<string, string>): readonly (readonly [name: string, text: string])[] {
  const facts = {
    report,
    carried: report.findings,
    targets: [],
    conclusion: 'failure' as const,
    commit: 'abcdef',
    lineUrl: () => null,
    runUrl: null,
    remarks: [],
  }
  const open = { findings: report.findings, carried: report.findings, closed: [] }
  const wide = createTerminal({ columns: 400 })
  return [
    ...FORMATS.filter((format) => format !== 'json').flatMap((format) =>
      [new Map<string, string>(), sources].map(
        (each) => [format, formatReport(report, format, wide, { sources: each, allFiles: true })] as const,
      ),
    ),
    ['SARIF with carried alerts', JSON.stringify(toSarif({ ...report, findings: [] }, { open }))],
    ['GitLab with carried alerts', JSON.stringify(toGitLab({ ...report, findings: [] }, { open }))],
    ['Code Quality', JSON.stringify(toCodeQuality(report))],
    ['comment', renderPage(facts, 60_000)],
    ['check', JSON.stringify(annotationPages({ report, annotate: true }))],
  ]
}

/** As it stands in JSON, in Markdown and in HTML: what only an encoding keeps apart is there all the same. */
const plain = (text: string): string => text.replace(/\\u[0-9a-f]{4}|&#?\w+;|[^A-Za-z0-9]/g, '')

describe('the value of a secret leaves in no output', () => {
  it.each(SECRETS)('%s', (_, line, value) => {
    const report = reportOn(secret(line, value), value)
    const sources = new Map([['src/orders.js', `// first\n${line}\n${line}\n`]])
    const leaking = outputs(report, sources).filter(([, text]) => plain(text).includes(plain(value)))
    expect(leaking.map(([name]) => name)).toEqual([])
  })

  it('shows its first four characters, and of a short one at most half', () => {
    expect(toMarkdown(reportOn(secret("key = 'AKIAQWERTYUIOP123456'", 'x'), 'x'))).toContain('AKIA…')
    expect(toMarkdown(reportOn(secret("pin = 'abcd'", 'x'), 'x'))).toContain("'ab…'")
  })

  it('masks one that only words tell', () => {
    const told = secret('', 'glpat-a1B2c3D4e5F6g7H8i9J0')
    expect(toAnnotations({ ...sampleReport(), findings: [told] })).not.toContain('a1B2c3D4e5F6g7H8i9J0')
  })

  it('masks lines of a key around the one that was quoted', () => {
    const report = { ...sampleReport(), findings: [secret('-----BEGIN OPENSSH PRIVATE KEY-----', 'key')] }
    const sources = new Map([['src/orders.js', `\n-----BEGIN OPENSSH PRIVATE KEY-----\n${BODY}\n${BODY}\n`]])
    for (const format of ['html', 'pretty'] as const)
      expect(formatReport(report, format, createTerminal({ columns: 400 }), { sources, allFiles: true })).not.toContain(BODY)
  })

  it.each(['"', "'a", String.raw`\"`, '=:', '://a:', 'password ', 'aB3', '`"', '"abcd"\n', 'k="ab1cd"\n', '…'])(
    'holds where a quote is nothing but %j',
    (token) => {
      const whole = token.repeat(100_000 / token.length)
      const finding = secret(whole, whole)
      const shown = secretMask([finding]).finding(finding)
      expect(shown.message.length).toBeLessThan(whole.length / 2)
      expect(shown.locations[0].anchor.snippet.length).toBeLessThan(whole.length / 2)
    },
  )

  it('stays in the local JSON', () => {
    const report = reportOn(secret("key = 'zq81-mmx7-aa02'", 'zq81-mmx7-aa02'), '')
    const json = formatReport(report, 'json', createTerminal(), { sources: new Map(), allFiles: true })
    expect(JSON.parse(json)).toEqual(report)
  })

  it('changes no identity and nothing where no secret was found', async () => {
    const report = reportOn(secret("key = 'zq81-mmx7-aa02'", 'zq81-mmx7-aa02'), '')
    const back = await importFindings(JSON.stringify(toSarif(report)))
    expect(back.findings.map(({ fingerprint }) => fingerprint.v1).toSorted()).toEqual(
      report.findings.map(({ fingerprint }) => fingerprint.v1).toSorted(),
    )
    const [first] = back.findings.filter(({ family }) => family === 'hardcoded-secret')
    expect(first && codeGone(first, "\nkey = 'zq81-mmx7-aa02'\n")).toBe(false)
    const other = sampleReport({ snippet: `const key = '${TOKEN}'` })
    expect(JSON.stringify(toRdjson(other)) + toMarkdown(other)).toContain('51HxQp2eZvKYlo2C')
  })
})
