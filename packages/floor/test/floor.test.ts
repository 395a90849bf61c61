import { attemptContext, hasCode, type ModelCall, type ReviewReply } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { floor } from '../src/index.ts'

const call = (files: ModelCall['files'], task: ModelCall['task'] = 'review.files'): ModelCall => ({
  task,
  system: '',
  input: '',
  maxOutputTokens: 1000,
  promptVersion: 'test',
  ...(files && { files }),
})
const FLAWED = 'app.get("/", (req, res) => {\n  exec(`ping ${req.query.host}`)\n})\n'

async function review(files: ModelCall['files'], signal?: AbortSignal): Promise<ReviewReply> {
  const runtime = virtualRuntime()
  const reply = await floor().invoke(call(files), attemptContext({ runtime, ...(signal && { signal }) }))
  expect(reply.degraded).toBe(true)
  expect(reply.stop.unified).toBe('finished')
  return JSON.parse(reply.text) as ReviewReply
}

describe('floor()', () => {
  it('says of itself that it is degraded, local and needs no credential', () => {
    const adapter = floor()
    expect(adapter).toMatchObject({
      contract: 1,
      id: 'floor/ast-grep',
      degraded: true,
      channel: { vendor: 'floor', endpoint: 'local', residency: 'local', credential: 'none' },
    })
  })

  it('answers with a whole review: every file accounted for, quotes verbatim, confidence low', async () => {
    const reply = await review([
      { path: 'a.ts', content: FLAWED },
      { path: 'b.js', content: 'export const one = 1\n' },
      { path: 'c.rb', content: 'puts 1\n' },
      { path: 'd.ts', content: 'const = (((\n' },
    ])
    expect(reply.end).toBe('end-of-review')
    expect(reply.files.map(({ path, verdict }) => [path, verdict])).toEqual([
      ['a.ts', 'findings'],
      ['b.js', 'clean'],
      ['c.rb', 'not-reviewed'],
      ['d.ts', 'not-reviewed'],
    ])
    expect(reply.files[2]?.note).toMatch(/^unsupported: no rules/)
    expect(reply.files[3]?.note).toMatch(/^Line 1 could not be parsed as TypeScript/)
    expect(reply.findings).toHaveLength(1)
    const [flaw] = reply.findings
    expect(flaw).toMatchObject({ path: 'a.ts', startLine: 2, endLine: 2, family: 'command-injection', cwe: 'CWE-78', cvss: null })
    expect(flaw?.snippet).toBe('  exec(`ping ${req.query.host}`)')
    expect(flaw?.confidence).toBeLessThanOrEqual(0.5)
    expect(flaw?.reasoning).toContain('req.query.host')
  })

  it('counts lines from where the piece of the file begins', async () => {
    const reply = await review([{ path: 'a.ts', content: FLAWED, firstLine: 101 }])
    expect(reply.findings[0]).toMatchObject({ startLine: 102, endLine: 102 })
  })

  it('leaves out a file that is too long, and says so', async () => {
    const adapter = floor({ maxFileLength: 10 })
    const reply = await adapter.invoke(call([{ path: 'a.ts', content: FLAWED }]), attemptContext({ runtime: virtualRuntime() }))
    const { files } = JSON.parse(reply.text) as ReviewReply
    expect(files).toEqual([{ path: 'a.ts', verdict: 'not-reviewed', note: expect.stringContaining('at most 10') }])
  })

  it('only reviews', async () => {
    const context = attemptContext({ runtime: virtualRuntime() })
    for (const task of ['triage.finding', 'verify.fix', 'propose.patch', 'plain'] as const) {
      const failure = await floor()
        .invoke(call([{ path: 'a.ts', content: '' }], task), context)
        .catch((error: unknown) => error)
      if (!hasCode(failure, 'model-failure')) throw failure
      expect(failure.kind).toBe('not-permitted')
      expect(failure.verdict.scope).toBe('request')
    }
  })

  it('refuses a call without files, and stops when told', async () => {
    await expect(review(undefined)).rejects.toMatchObject({ kind: 'invalid-request' })
    await expect(review([{ path: 'a.ts', content: '' }], AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' })
  })

  it('refuses options that it does not know or cannot keep', () => {
    expect(() => floor({ maxFileLength: 0 })).toThrow('maxFileLength must be a whole number of at least 1, got 0.')
    expect(() => floor({ maxFilelength: 1 } as never)).toThrow(/did you mean maxFileLength/)
  })
})
