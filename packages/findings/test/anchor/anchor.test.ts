import { describe, expect, it } from 'vitest'
import { anchorQuote, type Place } from '../../src/index.ts'

const content = [
  'function read(name) {', // 1
  '  const path = root + name', // 2
  '', // 3
  '  return fs.readFile(path)', // 4
  '}', // 5
  'function write(name) {', // 6
  '\tconst path = root + name', // 7
  '\treturn fs.writeFile(path, body, options)', // 8
  '}', // 9
].join('\n')

function anchor(
  snippet: string,
  startLine: number,
  text = content,
  firstLine = 1,
): Pick<Place, 'status' | 'startLine' | 'endLine'> {
  const {
    status,
    startLine: from,
    endLine,
  } = anchorQuote({ path: 'a.js', content: text, firstLine }, { snippet, startLine, endLine: startLine })
  return { status, startLine: from, endLine }
}

describe('anchorQuote', () => {
  it.each([
    ['verbatim, where it was said to be', '  return fs.readFile(path)', 4, 'exact', 4, 4],
    ['but for white space', 'return  fs.readFile( path )', 4, 'normalised', 4, 4],
    ['with tabs for blanks', '\treturn fs.readFile(path)', 4, 'normalised', 4, 4],
    ['with the wrong number', '  return fs.readFile(path)', 9, 'moved', 4, 4],
    ['with a number outside the file', '  return fs.readFile(path)', 4000, 'moved', 4, 4],
    ['twice: the nearer one', 'const path = root + name', 6, 'moved', 7, 7],
    ['twice: the one at the stated line', 'const path = root + name', 2, 'normalised', 2, 2],
    ['over a blank line that the quote leaves out', 'const path = root + name\nreturn fs.readFile(path)', 2, 'normalised', 2, 4],
    [
      'three lines',
      'function write(name) {\n\tconst path = root + name\n\treturn fs.writeFile(path, body, options)',
      6,
      'exact',
      6,
      8,
    ],
    ['with printed numbers', '   4|   return fs.readFile(path)', 4, 'normalised', 4, 4],
    ['in a fence', '```js\nreturn fs.readFile(path)\n```', 4, 'normalised', 4, 4],
    ['with the sign of a diff', '+  return fs.readFile(path)', 4, 'exact', 4, 4],
    ['a part of a line', 'fs.readFile(path)', 4, 'normalised', 4, 4],
    ['with one token of eleven changed', 'return fs.writeFile(path, body, option)', 8, 'fuzzy', 8, 8],
    ['with two tokens of eleven changed', 'return fs.writeFileSync(path, body, option)', 8, 'missing', 8, 8],
    ['a comma left out', 'return fs.writeFile(path body, options)', 8, 'fuzzy', 8, 8],
    ['nowhere', 'db.query(sql)', 3, 'missing', 3, 3],
    ['nowhere, and a line after the end', 'db.query(sql)', 99, 'missing', 9, 9],
    ['a bracket', '}', 7, 'ambiguous', 5, 5],
    ['nothing', '', 4, 'stated', 4, 4],
  ])('finds what is quoted %s', (_, snippet, stated, status, startLine, endLine) => {
    expect(anchor(snippet, stated)).toEqual({ status, startLine, endLine })
  })

  it('says ambiguous when two places are equally near', () => {
    expect(anchor('same()', 2, 'same()\nother()\nsame()')).toEqual({ status: 'ambiguous', startLine: 1, endLine: 1 })
  })

  it.each([
    ['CRLF', content.replaceAll('\n', '\r\n')],
    ['CR', content.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${content}`],
  ])('does not mind %s', (_, text) => {
    expect(anchor('function read(name) {\n  const path = root + name', 1, text).startLine).toBe(1)
    expect(anchor('  return fs.readFile(path)', 4, text)).toEqual({ status: 'exact', startLine: 4, endLine: 4 })
  })

  it('counts from the first line of a piece', () => {
    expect(anchor('  return fs.readFile(path)', 103, content, 100)).toEqual({ status: 'exact', startLine: 103, endLine: 103 })
  })

  it.each([
    ['composed and decomposed signs', 'const größe = "café"', 'const größe = "cafe\u0301"'.normalize('NFD')],
    ['zero-width signs in the file', 'if (isAdmin) {', 'if (is\u200bAdmin) {'],
    [
      'direction marks, shown as the prompt shows them',
      String.raw`if (role != "user\u{202E} \u{2066}// admin") {`,
      'if (role != "user\u202e \u2066// admin") {',
    ],
    [
      'fillers and selectors, shown as a prompt may show them',
      String.raw`eval(\u{3164}x\u{FE01}\u{E0101})`,
      'eval(\u3164x\ufe01\u{e0101})',
    ],
    ['fillers and joiners, left out', 'eval(x)', 'ev\u034fal(\u2800x\uffa0)'],
    ['a pair of surrogates', 'log("😀 done")', 'log("😀 done")'],
  ])('sees the same in %s', (_, snippet, line) => {
    expect(anchor(snippet, 2, `first()\n${line}\nlast()`)).toMatchObject({
      startLine: 2,
      status: expect.stringMatching(/exact|normalised/),
    })
  })

  it('finds a part of a minified line', () => {
    const minified = `${'var a=1;'.repeat(5000)}eval(location.hash);${'var b=2;'.repeat(5000)}`
    expect(anchor('eval(location.hash)', 1, `/* licence */\n${minified}`)).toEqual({ status: 'moved', startLine: 2, endLine: 2 })
  })

  it('keeps the lines of the file, cut to what is worth showing', () => {
    const place = anchorQuote(
      { path: 'a.js', content: `x = "${'y'.repeat(5000)}"` },
      { snippet: 'x = "yyyyyyyyyy', startLine: 1, endLine: 1 },
    )
    expect(place.snippet).toHaveLength(1000)
  })
})
