import { createHash } from 'node:crypto'
import type { Family, ReportedFlaw, SourceFile } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { toFinding, type ToFindingOptions } from '../../src/index.ts'
import { flaw, provenance } from '../samples.ts'

const source = [
  'import { rows } from "./db"', // 1
  '', // 2
  'export async function find(req, res) {', // 3
  '  const id = req.query.id', // 4
  '  const found = await rows(`SELECT * FROM users WHERE id = ${id}`)', // 5
  '  res.json(found)', // 6
  '}', // 7
  '', // 8
  'export async function remove(req, res) {', // 9
  '  await rows("DELETE FROM users WHERE id = " + req.params.id)', // 10
  '  res.status(204).end()', // 11
  '}', // 12
].join('\n')

/** The fingerprint of a quote of whole lines. */
function ofLines(
  from: number,
  to: number,
  content = source,
  changes: Partial<ReportedFlaw> = {},
  options: ToFindingOptions = {},
): string {
  const file: SourceFile = { path: changes.path ?? flaw.path, content }
  const snippet = content
    .split(/\r?\n/)
    .slice(from - 1, to)
    .join('\n')
  return toFinding({ ...flaw, snippet, startLine: from, endLine: to, ...changes }, file, provenance, options).fingerprint.v1
}

/** The fingerprint of the line that holds a word, wherever it stands. */
function ofWord(word: string, content: string, family: Family = 'sql-injection'): string {
  const line = content.split(/\r?\n/).findIndex((text) => text.includes(word)) + 1
  return ofLines(line, line, content, { family })
}

const base = ofLines(5, 5)

describe('a fingerprint', () => {
  it('is the documented digest', () => {
    const code = 'constfound=awaitrows(SELECT*FROMusersWHEREid=${id})'
    const identity = ['v1', 'src/users.ts', 'sql-injection', code, '0'].join('\0')
    expect(base).toBe(createHash('sha256').update(identity).digest('hex'))
  })

  it.each<[string, Partial<ReportedFlaw>]>([
    ['the stated line', { startLine: 11, endLine: 11 }],
    ['the title', { title: 'User input in a query' }],
    ['the reasoning', { reasoning: 'Because.' }],
    ['the severity', { severity: 'critical' }],
    ['the CWE', { cwe: 'CWE-564' }],
    ['the confidence', { confidence: 0.2 }],
  ])('does not depend on %s', (_, changes) => {
    expect(ofLines(5, 5, source, { ...changes, snippet: source.split('\n')[4] as string })).toBe(base)
  })

  it('does not depend on who said it', () => {
    const file = { path: flaw.path, content: source }
    const said = { ...flaw, snippet: source.split('\n')[4] as string }
    const other = {
      ...provenance,
      requestedModel: 'b',
      servedModel: 'b',
      provider: 'openai',
      target: 'openai/b',
      attempt: 2,
      degraded: true,
    }
    expect(toFinding(said, file, other).fingerprint).toEqual(toFinding(said, file, provenance).fingerprint)
  })

  it.each([
    ['a line more before', 4, 5],
    ['a line more after', 5, 6],
    ['the whole function', 3, 6],
    ['the source alone', 4, 4],
  ])('is the same for a quote with %s', (_, from, to) => {
    expect(ofLines(from, to)).toBe(base)
  })

  it.each([
    ['indented by tabs', source.replaceAll('  ', '\t')],
    ['with CRLF', source.replaceAll('\n', '\r\n')],
    ['with the other quotes', source.replaceAll('`', "'")],
    ['with semicolons', source.replaceAll(')\n', ');\n')],
    ['broken over lines', source.replace('rows(`', 'rows(\n    `').replace('`)\n  res', '`,\n  )\n  res')],
    ['with a comment above', source.replace('  const found', '  // look it up\n  const found')],
    ['moved down', `// licence\n\n\n${source}`],
    ['moved below the other function', [...source.split('\n').slice(8), '', ...source.split('\n').slice(0, 8)].join('\n')],
  ])('survives code that is %s', (_, content) => {
    expect(ofWord('SELECT', content)).toBe(base)
  })

  it('differs for another flaw, family and file', () => {
    const others = [
      ofLines(10, 10),
      ofLines(5, 5, source, { family: 'cross-site-scripting' }),
      ofLines(5, 5, source, { path: 'src/other.ts' }),
    ]
    expect(new Set([base, ...others]).size).toBe(4)
  })

  it('survives a rename that is known', () => {
    const renames = new Map([['src/people.ts', flaw.path]])
    expect(ofLines(5, 5, source, { path: 'src/people.ts' }, { renames })).toBe(base)
    expect(ofLines(5, 5, source, { path: 'src/people.ts' })).not.toBe(base)
  })

  it('tells equal lines of one file apart, from the top', () => {
    const twice = `${source}\n${source}`
    expect(ofLines(5, 5, twice)).toBe(base)
    expect(ofLines(17, 17, twice)).not.toBe(base)
  })

  it('tells two secrets on neighbouring lines apart', () => {
    const secrets = 'const first = "sk_live_1"\nconst second = "sk_live_2"'
    expect(ofLines(1, 1, secrets, { family: 'hardcoded-secret' })).not.toBe(
      ofLines(2, 2, secrets, { family: 'hardcoded-secret' }),
    )
  })

  it('tells two parts of a minified line apart', () => {
    const minified = `${'var a=1;'.repeat(500)}eval(location.hash);${'var b=2;'.repeat(500)}eval(document.title);`
    const at = (snippet: string): string => ofLines(1, 1, minified, { snippet, family: 'code-injection' })
    expect(at('eval(location.hash)')).not.toBe(at('eval(document.title)'))
    expect(at('eval( location.hash );')).toBe(at('eval(location.hash)'))
  })

  it('of a quote that only uses a value is that of the statement that made it', () => {
    const code = [
      'export function token() {',
      '  const code = Math.random().toString(36)',
      '  audit(code)',
      '  return code',
      '}',
    ].join('\n')
    const of = (line: number): string => ofLines(line, line, code, { family: 'weak-randomness' })
    expect(of(4)).toBe(of(2))
    expect(of(3)).toBe(of(2))
  })

  it('of a value that is the flaw is that of where it was made, over several names', () => {
    const code = [
      'int *table(unsigned rows)',
      '{',
      '    unsigned bytes = rows * sizeof(int);',
      '    unsigned padded = bytes + 8;',
      '    int *cells = malloc(padded);',
      '    return cells;',
      '}',
    ].join('\n')
    const of = (from: number, to = from): string => ofLines(from, to, code, { family: 'integer-overflow' })
    expect(new Set([of(3), of(5), of(3, 4), of(4, 5), of(5, 6)]).size).toBe(1)
  })

  it('of a line that does no harm is that of the sink beside it that works on the same names', () => {
    const code = [
      'app.use((req, res, next) => {',
      "  res.setHeader('Access-Control-Allow-Origin', req.headers.origin)",
      "  res.setHeader('Access-Control-Allow-Credentials', 'true')",
      '  next()',
      '})',
    ].join('\n')
    const of = (from: number, to = from): string => ofLines(from, to, code, { family: 'cors-misconfiguration' })
    expect(new Set([of(2), of(3), of(2, 3), of(3, 4)]).size).toBe(1)
  })

  it('of a function’s first line alone is that of what the function does first', () => {
    const code = ['def order(self):', '    return " ORDER BY " + self.sort', '', 'def rows(self):', '    return []'].join('\n')
    expect(ofLines(1, 1, code)).toBe(ofLines(1, 2, code))
    expect(ofLines(1, 1, code)).not.toBe(ofLines(4, 5, code))
  })

  it('of a line below the head of a Python block is not that of the head', () => {
    const code = ['with connect(host) as server:', '    server.login("robot", "Tr0ub4dor&3xyzzy")', '    server.send(mail)'].join(
      '\n',
    )
    const of = (from: number, to = from): string => ofLines(from, to, code, { family: 'hardcoded-secret' })
    expect(new Set([of(2), of(1, 2), of(2, 3), of(1, 3)]).size).toBe(1)
  })

  it('of code that no family knows is that of the call which uses the rest', () => {
    const code = ['const name = input.name', 'const found = store.lookup(name, all)', 'if (found)', '  return found'].join('\n')
    const of = (from: number, to = from): string => ofLines(from, to, code, { family: 'other' })
    expect(new Set([of(2), of(1, 2), of(2, 3), of(1, 3)]).size).toBe(1)
  })

  it('of a read file does not become that of what is written with it', () => {
    const code = [
      'export function copy(req, res) {',
      "  const text = readFileSync('/in/' + req.query.from)",
      "  writeFileSync('/out/' + req.query.to, text)",
      '}',
    ].join('\n')
    expect(ofLines(2, 2, code, { family: 'path-traversal' })).not.toBe(ofLines(3, 3, code, { family: 'path-traversal' }))
  })

  it('does not leave its function for another variable of the same name', () => {
    const code = [
      'function a() {',
      '  const id = Math.random()',
      '  return id',
      '}',
      'function b(id) {',
      '  return id',
      '}',
    ].join('\n')
    const of = (line: number): string => ofLines(line, line, code, { family: 'weak-randomness' })
    expect(of(3)).toBe(of(2))
    expect(of(6)).not.toBe(of(2))
  })

  it('of a missing check is that of the function, whichever line is quoted', () => {
    const of = (from: number, to: number): string => ofLines(from, to, source, { family: 'missing-authorization' })
    expect(new Set([of(9, 9), of(10, 10), of(9, 11), of(11, 11)]).size).toBe(1)
    expect(of(5, 5)).not.toBe(of(10, 10))
  })

  it('of an invented quote is that of the quote', () => {
    const invented = (snippet: string, startLine: number): string => ofLines(startLine, startLine, source, { snippet })
    expect(invented('db.raw(everything)', 3)).toBe(invented(' db.raw( everything );', 9))
    expect(invented('db.raw(everything)', 3)).not.toBe(invented('db.raw(nothing)', 3))
  })
})
