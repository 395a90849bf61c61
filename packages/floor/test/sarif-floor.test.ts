import { attemptContext, type ModelAdapter, type ModelCall, type ReviewReply } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { importFindings } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { sarifFloor } from '../src/index.ts'

const CONTENT = 'const a = 1\nconst q = "SELECT * FROM t WHERE id = " + id\ndb.query(q)\n'

interface Place {
  readonly uri?: string
  readonly startLine?: number
  readonly snippet?: string
}

function log(places: readonly Place[], successful?: boolean): string {
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Semgrep',
            rules: [{ id: 'sqli', shortDescription: { text: 'SQL injection' }, properties: { tags: ['CWE-89'] } }],
          },
        },
        ...(successful !== undefined && { invocations: [{ executionSuccessful: successful }] }),
        results: places.map(({ uri = 'src/a.ts', startLine = 2, snippet }) => ({
          ruleId: 'sqli',
          level: 'error',
          message: { text: 'Bind the value.' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri },
                region: { startLine, ...(snippet && { snippet: { text: snippet } }) },
              },
            },
          ],
        })),
      },
    ],
  })
}

const call = (files: ModelCall['files'] = [{ path: 'src/a.ts', content: CONTENT }]): ModelCall => ({
  task: 'review.files',
  system: '',
  input: '',
  maxOutputTokens: 1,
  promptVersion: 'test',
  files,
})

async function review(adapter: ModelAdapter, files?: ModelCall['files'], runtime = virtualRuntime()): Promise<ReviewReply> {
  const reply = await adapter.invoke(call(files), attemptContext({ runtime }))
  expect(reply.degraded).toBe(true)
  return JSON.parse(reply.text) as ReviewReply
}

describe('sarifFloor()', () => {
  it('answers what the log says of the given files, in our families, with the code as the quote', async () => {
    const reply = await review(sarifFloor({ log: log([{}, { uri: 'src/other.ts' }]), read: importFindings }))
    expect(reply.files).toEqual([{ path: 'src/a.ts', verdict: 'findings', note: null }])
    expect(reply.findings).toEqual([
      expect.objectContaining({
        path: 'src/a.ts',
        startLine: 2,
        family: 'sql-injection',
        cwe: 'CWE-89',
        severity: 'high',
        snippet: 'const q = "SELECT * FROM t WHERE id = " + id',
        reasoning: 'Bind the value. Reported by Semgrep.',
      }),
    ])
  })

  it.each([
    [true, 'clean'],
    [false, 'not-reviewed'],
    [undefined, 'not-reviewed'],
  ])('takes silence for clean only when the scan was whole (%s)', async (successful, verdict) => {
    const reply = await review(sarifFloor({ log: log([], successful), read: importFindings }))
    expect(reply.files).toMatchObject([{ verdict }])
  })

  it('follows quoted code that moved, and says when it is gone', async () => {
    const files = [{ path: 'src/a.ts', content: `// a\n// b\n${CONTENT}` }]
    const moved = await review(
      sarifFloor({ log: log([{ snippet: 'db.query(q)', startLine: 3 }], true), read: importFindings }),
      files,
    )
    expect(moved.findings).toMatchObject([{ startLine: 5, endLine: 5, snippet: 'db.query(q)' }])
    const gone = await review(sarifFloor({ log: log([{ snippet: 'db.exec(q)' }, {}], true), read: importFindings }), files)
    expect(gone.findings).toHaveLength(1)
    expect(gone.files).toEqual([
      { path: 'src/a.ts', verdict: 'not-reviewed', note: expect.stringContaining('1 of 2 results of Semgrep point at code') },
    ])
  })

  it('keeps to the lines of a piece of a file', async () => {
    const piece = [{ path: 'src/a.ts', content: 'db.query(q)\n', firstLine: 3 }]
    const reply = await review(sarifFloor({ log: log([{ startLine: 3 }, { startLine: 2 }], true), read: importFindings }), piece)
    expect(reply.findings).toMatchObject([{ startLine: 3, snippet: 'db.query(q)' }])
    expect(reply.files).toMatchObject([{ verdict: 'findings' }])
  })

  it('reads a file once, and again only after a failure', async () => {
    const runtime = virtualRuntime()
    const adapter = sarifFloor({ path: 'results.sarif', read: importFindings })
    await expect(review(adapter, undefined, runtime)).rejects.toMatchObject({ kind: 'unreachable' })
    await runtime.files.writeText('results.sarif', log([{}]))
    expect((await review(adapter, undefined, runtime)).findings).toHaveLength(1)
    await runtime.files.writeText('results.sarif', log([]))
    expect((await review(adapter, undefined, runtime)).findings).toHaveLength(1)
  })

  it('fails on a log that is none', async () => {
    await expect(review(sarifFloor({ log: '{}', read: importFindings }))).rejects.toMatchObject({ kind: 'malformed' })
  })

  it('refuses options that do not fit together', () => {
    expect(() => sarifFloor({ read: importFindings })).toThrow(/path must be given, or `log`, but not both/)
    expect(() => sarifFloor({ path: 'a', log: 'b', read: importFindings })).toThrow(/not both/)
    expect(() => sarifFloor({ path: 'a' } as never)).toThrow(/read must be a function/)
  })
})
