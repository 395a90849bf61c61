import { assert, constantFrom, integer, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchorQuote } from '../../src/index.ts'

const content = `export function run(req, res) {
  const name = req.query.name // from the address
  const sql = "SELECT * FROM users WHERE name = '" + name + "'" /* TODO: bind */
  const rows = pool.query(sql)

  // log it
  logger.info(rows.length)
  exec(
    'tar -czf a.tgz ' + req.query.folder,
    { cwd: '/srv' },
    (error) => res.sendStatus(error ? 500 : 204),
  )
  fetch("http://localhost/" + name)
  const all = [...rows, ...more]
  render(\`<b>\${name}</b>\`, all, { escape: false })
}
`
const find = (snippet: string, startLine = 1, path = 'a.js', text = content) => {
  const { status, startLine: from, endLine } = anchorQuote({ path, content: text }, { snippet, startLine, endLine: startLine })
  return { status, from, endLine }
}

describe('a quote that is laid out otherwise', () => {
  it.each([
    [
      'several lines on one',
      "exec('tar -czf a.tgz ' + req.query.folder, { cwd: '/srv' }, (error) => res.sendStatus(error ? 500 : 204))",
      8,
      12,
    ],
    ['one line on several', 'const rows =\n  pool.query(\n    sql\n  )', 4, 4],
    [
      'a comment at the end left out',
      `const sql = "SELECT * FROM users WHERE name = '" + name + "'"\nconst rows = pool.query(sql)`,
      3,
      4,
    ],
    ['a line of comment left out', 'const rows = pool.query(sql)\nlogger.info(rows.length)', 4, 7],
    ['a comment of its own', 'const rows = pool.query(sql) // <- here\nlogger.info(rows.length)', 4, 7],
    ['curly quotes', 'const sql = “SELECT * FROM users WHERE name = ‘” + name + “’”', 3, 3],
    ['other quotes', "const sql = 'SELECT * FROM users WHERE name = \"' + name + '\"'", 3, 3],
    ['quotes escaped once more', String.raw`const sql = \"SELECT * FROM users WHERE name = '\" + name + \"'\"`, 3, 3],
    ['entities', 'const sql = &quot;SELECT * FROM users WHERE name = &#39;&quot; + name + &quot;&#39;&quot;', 3, 3],
    ['entities of hexadecimal digits', 'render(`&#x3c;b&gt;${name}&lt;&#x2F;b&gt;`, all', 15, 15],
    ['an address with two slashes', "fetch( 'http://localhost/'\n + name )", 13, 13],
    ['a comma behind the last argument', "exec('tar -czf a.tgz ' + req.query.folder, { cwd: '/srv', }, (error) =>", 8, 11],
  ])('is found: %s', (_, snippet, from, endLine) => {
    const found = find(snippet)
    expect(found).toMatchObject({ from, endLine })
    expect(found.status).toMatch(/^(?:normalised|moved)$/)
  })

  it.each([
    ['for the middle of a line', `const sql = "SELECT * FROM … name = '" + name + "'"`, 3, 3],
    ['of three dots', 'exec(\n  ...\n  (error) => res.sendStatus(error ? 500 : 204)', 8, 11],
    ['for lines between', 'const name = req.query.name\n// ...\nconst rows = pool.query(sql)', 2, 4],
    ['for arguments', 'render(…, { escape: … })', 15, 15],
    ['in brackets', 'const sql = "SELECT [...] name = ', 3, 3],
    ['at its ends', '... pool.query(sql) ...', 4, 4],
  ])('is found with an ellipsis %s', (_, snippet, from, endLine) => {
    expect(find(snippet)).toMatchObject({ from, endLine })
  })

  it.each([
    ['parts in the other order', 'pool.query(sql) … req.query.name'],
    ['parts that are far apart', `first(argument) … last(argument)`],
    ['parts that say nothing', '( … )'],
    ['a part that is nowhere', 'const sql = … DROP TABLE users'],
    ['another name', 'const rows = pool.execute(sql, [])'],
    ['a spread, which is no ellipsis', 'const none = [...rows, ...less].map(first)'],
  ])('is not found: %s', (_, snippet) => {
    const far = `first(argument)\n${'x()\n'.repeat(12)}last(argument)\n`
    expect(find(snippet, 1, 'a.js', content + far).status).toBe('missing')
  })

  it('knows where a number sign begins a comment', () => {
    const python = 'import os\nx = 1 #no blank\ny = os.system(cmd)\nz = "#1"\n'
    expect(find('x = 1\ny = os.system(cmd)', 1, 'a.py', python)).toMatchObject({ from: 2, endLine: 3 })
    expect(find("y = os.system(cmd)\nz = '#1'", 1, 'a.py', python)).toMatchObject({ from: 3, endLine: 4 })
  })

  it('is found however its white space, quotes and trailing commas are written', () => {
    const quoted = content.split('\n').slice(7, 12).join('\n')
    const change = tuple(constantFrom(' ', '\n', '\t', '  '), constantFrom('"', '`', '’'), integer({ min: 0, max: 1 }))
    assert(
      property(change, ([blank, quote, comma]) => {
        const written = quoted.replaceAll(/\s+/g, blank).replaceAll("'", quote)
        expect(find(comma ? written : written.replace(/,(?=\s*\)$)/, ''))).toMatchObject({ from: 8, endLine: 12 })
      }),
    )
  })
})
