import { describe, expect, it } from 'vitest'
import { parseReview } from '../../src/index.ts'
import { pathFinder } from '../../src/parse/path.ts'
import { flaw } from '../samples.ts'

const GIVEN = ['src/users.ts', 'src/app.ts', 'lib/deep/größe x.py']

describe('a path of an answer', () => {
  it.each([
    'src/users.ts',
    './src/users.ts',
    './/src//users.ts',
    '/src/users.ts',
    'a/src/users.ts',
    'b/src/users.ts',
    '/b/src/users.ts',
    'src\\users.ts',
    '.\\src\\users.ts',
    'C:\\work\\shop\\src\\users.ts',
    'C:/work/shop/src/users.ts',
    '/home/runner/work/shop/shop/src/users.ts',
    'shop/src/users.ts',
    'users.ts',
    'src/users.ts:5',
    'src/users.ts:5-6',
    'src/users.ts:5:12',
    'src/users.ts#L5',
    'src/users.ts#L5-L6',
    'src/users.ts (line 5)',
    'src/users.ts, lines 5-6',
    'src/users.ts line 5',
    'users.ts:5',
    'file:///work/shop/src/users.ts',
    'file://src/users.ts',
    'https://github.com/o/shop/blob/main/src/users.ts#L5-L6',
    'https://gitlab.com/o/shop/-/blob/0a1b2c/src/users.ts?ref_type=heads#L5',
    'webpack:///./src/users.ts',
    'SRC/Users.ts',
    'Users.TS',
    '`src/users.ts`',
    '"src/users.ts"',
    '**src/users.ts**',
    '=== file: src/users.ts ===',
    'File: src/users.ts',
    '+++ b/src/users.ts',
    'src/lib/../users.ts',
    ' src/users.ts\n',
  ])('may be spelled %j', (written) => {
    expect(pathFinder(GIVEN)(written)).toBe('src/users.ts')
  })

  it.each([
    ['lib/deep/gro\u0308ße x.py', 'lib/deep/größe x.py'],
    ['lib/deep/gr%C3%B6%C3%9Fe%20x.py', 'lib/deep/größe x.py'],
  ])('may be encoded: %j', (written, path) => expect(pathFinder(GIVEN)(written)).toBe(path))

  it.each([
    // A folder may really be called `b`, a file may really end in a number, letters may really differ.
    [['b/x.js', 'x.js'], 'b/x.js', 'b/x.js'],
    [['b/x.js', 'x.js'], 'a/b/x.js', 'b/x.js'],
    [['b/x.js', 'x.js'], 'a/x.js', 'x.js'],
    [['x.js:4', 'x.js'], 'x.js:4', 'x.js:4'],
    [['X.js', 'x.js'], 'x.js', 'x.js'],
    [['a%20b.js', 'a b.js'], 'a%20b.js', 'a%20b.js'],
    [['src/a.js', 'a.js'], '/repo/src/a.js', 'src/a.js'],
  ])('of %j means the nearest: %s', (paths, written, path) => expect(pathFinder(paths)(written)).toBe(path))

  it.each([
    [['src/a.js', 'lib/a.js'], 'a.js'],
    [['src/a.js'], 'src/ba.js'],
    [['src/a.js'], 'js'],
    [['src/a.js'], '.js'],
    [['src/a.js'], ''],
    [['src/a.js'], '/'],
    [['src/a.js'], '../../etc/passwd'],
    [['Src/a.js', 'src/A.js'], 'SRC/A.JS'],
  ])('of %j is not guessed: %j', (paths, written) => expect(pathFinder(paths)(written)).toBeUndefined())

  it('is told by the quote where only one of the files holds it', () => {
    const holds = (path: string, snippet: string): boolean => path === 'lib/a.js' && snippet === 'eval(x)'
    const find = pathFinder(['src/a.js', 'lib/a.js', 'b.js'], holds)
    expect(find('a.js', 'eval(x)')).toBe('lib/a.js')
    expect(find('nowhere.js', 'eval(x)')).toBe('lib/a.js')
    expect(find('nowhere.js', 'exec(x)')).toBeUndefined()
    expect(pathFinder(['a.js', 'b.js'], () => true)('c.js', 'eval(x)')).toBeUndefined()
  })
})

describe('a finding under another spelling of its path', () => {
  const files = [{ path: 'src/user/list.ts', content: `a()\n${flaw.snippet}\n` }]
  const answer = (path: string): string =>
    JSON.stringify({
      findings: [{ ...flaw, path }],
      files: [{ path: 'list.ts', verdict: 'clean', note: null }],
      end: 'end-of-review',
    })

  it.each(['list.ts', '/x/src/user/list.ts', 'src/users/lists.ts'])('is kept: %s', (path) => {
    const parsed = parseReview(answer(path), { paths: ['src/user/list.ts'], files })
    expect(parsed).toMatchObject({ ok: true, flaws: [{ path: 'src/user/list.ts' }] })
    expect(parsed.ok && parsed.verdicts.get('src/user/list.ts')?.verdict).toBe('findings')
  })

  it('keeps the answer from being whole where neither path nor quote is known', () => {
    const other = [{ path: 'src/user/list.ts', content: 'a()\n' }]
    expect(parseReview(answer('src/users/lists.ts'), { paths: ['src/user/list.ts'], files: other })).toMatchObject({
      ok: false,
      unplaced: [{ path: 'src/user/list.ts', severity: flaw.severity }],
    })
  })
})
