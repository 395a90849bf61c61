import { describe, expect, it } from 'vitest'
import { parseReview } from '../../src/index.ts'
import { flaw } from '../samples.ts'

const paths = ['src/users.ts', 'src/app.ts']
const whole = {
  findings: [flaw],
  files: [
    { path: 'src/users.ts', verdict: 'findings', note: null },
    { path: 'src/app.ts', verdict: 'clean', note: null },
  ],
  end: 'end-of-review',
}
const read = (value: unknown): ReturnType<typeof parseReview> =>
  parseReview(typeof value === 'string' ? value : JSON.stringify(value), { paths })

/** The rules that were broken, as `path: rule`. */
function problems(value: unknown): string[] {
  const parsed = read(value)
  return parsed.ok ? [] : parsed.problems.map(({ path, rule, value }) => `${path}: ${rule} (${value})`)
}

describe('parseReview', () => {
  it('reads a whole answer', () => {
    const parsed = read(whole)
    expect(parsed).toEqual({
      ok: true,
      flaws: [flaw],
      verdicts: new Map([
        ['src/users.ts', { verdict: 'findings', note: null }],
        ['src/app.ts', { verdict: 'clean', note: null }],
      ]),
      dropped: [],
    })
  })

  it.each([
    ['nothing', '', /a JSON object \(nothing\)/],
    ['prose before it', `Here you are: ${JSON.stringify(whole)}`, /prose before/],
    ['prose after it', `${JSON.stringify(whole)}\nHope this helps!`, /something after its end/],
    ['a code fence without an end', `\`\`\`json\n${JSON.stringify(whole)}`, /code fence/],
    ['prose before a code fence', `Here:\n\`\`\`json\n${JSON.stringify(whole)}\n\`\`\``, /prose before/],
    ['prose behind a code fence', `\`\`\`json\n${JSON.stringify(whole)}\n\`\`\`\nDone.`, /code fence/],
    ['two code fences', `\`\`\`json\n${JSON.stringify(whole)}\n\`\`\`\n\`\`\`\n{}\n\`\`\``, /something after its end/],
    ['a thought without an end', `<think>${JSON.stringify(whole)}`, /prose before/],
    ['prose between a thought and it', `<think>x</think>So: ${JSON.stringify(whole)}`, /prose before/],
    ['a cut answer in a code fence', `\`\`\`json\n${JSON.stringify(whole).slice(0, -30)}\n\`\`\``, /whole JSON/],
    ['a cut answer', JSON.stringify(whole).slice(0, -30), /whole JSON/],
    ['a trailing comma', '{"findings":[],"files":[],}', /syntax error/],
    ['a second list of findings', JSON.stringify(whole).replace('"files"', '"findings":[],"files"'), /the name "findings" twice/],
    [
      'the same name, escaped',
      JSON.stringify(whole).replace('"files"', String.raw`"find\u0069ngs":[],"files"`),
      /the name "findings" twice/,
    ],
    ['a prototype name', JSON.stringify(whole).replace('"end"', '"__proto__":{"end":1},"end"'), /the name "__proto__"/],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, /at most 32 levels/],
    ['no finish marker', { ...whole, end: undefined }, /end-of-review/],
    [
      'an unknown family',
      { ...whole, findings: [{ ...flaw, family: 'bad-vibes' }] },
      /^findings\[0\]\.family: one of sql-injection/,
    ],
    ['an unknown severity', { ...whole, findings: [{ ...flaw, severity: 'severe' }] }, /^findings\[0\]\.severity: one of info/],
    ['a file without a verdict', { ...whole, files: whole.files.slice(0, 1) }, /an entry for src\/app\.ts/],
    ['a verdict without its finding', { ...whole, findings: [] }, /a finding in src\/users\.ts/],
    ['1,001 findings', { ...whole, findings: Array.from({ length: 1001 }, () => flaw) }, /at most 1000/],
    ['a list instead', [whole], /an object/],
  ])('refuses %s', (_, value, reason) => {
    expect(problems(value).join('\n')).toMatch(reason)
  })

  it.each([
    ['in a code fence', (text: string) => `\`\`\`json\n${text}\n\`\`\``],
    ['in a code fence without a word', (text: string) => `\n\`\`\`\n${text}\n\`\`\`\n`],
    ['in a code fence on one line', (text: string) => `\`\`\`json${text}\`\`\``],
    ['in a fence of tildes', (text: string) => `~~~JSON\r\n${text}\r\n~~~`],
    ['before an end of sequence', (text: string) => `${text}</s>`],
    ['before the marks of a template', (text: string) => `${text}\n<|im_end|>\n<|endoftext|>`],
    ['behind a thought', (text: string) => `<think>\nIs {"findings":[]} right? No.\n</think>\n\n${text}`],
    ['behind a thought that the template opened', (text: string) => `Let me see. It is not clean.\n</think>\n${text}`],
    ['in all of them', (text: string) => `<think>x</think>\n\`\`\`json\n${text}\n\`\`\`\n</s>`],
    [
      'with a fence inside a quote',
      (text: string) => `\`\`\`json\n${text.replace('SQL injection', '```js\\nSQL injection```')}\n\`\`\``,
    ],
  ])('reads a whole answer %s', (_, wrap) => {
    expect(read(wrap(JSON.stringify(whole)))).toMatchObject({ ok: true, flaws: [{ path: flaw.path }] })
  })

  it('keeps a finding in a file that was not given with the first one, and does not take the answer for whole', () => {
    const lost = { ...flaw, title: 'Elsewhere', path: '../../etc/passwd', snippet: 'root:x:0:0' }
    const parsed = read({ ...whole, findings: [flaw, lost] })
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ path: 'findings[1].path', rule: 'one of the given files' }],
      kept: [
        flaw,
        { title: 'Elsewhere', path: 'src/users.ts', reasoning: expect.stringContaining('“../../etc/passwd”') as string },
      ],
      unplaced: [{ title: 'Elsewhere' }],
    })
  })

  it.each<[string, object, object]>([
    ['a family with blanks', { family: 'SQL Injection' }, { family: 'sql-injection' }],
    ['a family with underscores', { family: 'sql_injection' }, { family: 'sql-injection' }],
    ['a severity in capitals', { severity: 'HIGH' }, { severity: 'high' }],
    ['lines as texts', { startLine: '5', endLine: '6' }, { startLine: 5, endLine: 6 }],
    ['lines as a range', { startLine: '5-6', endLine: null }, { startLine: 5, endLine: 6 }],
    ['no lines beside its quote', { startLine: null, endLine: null }, { startLine: 1, endLine: 1 }],
    ['a number for a CWE', { cwe: 89 }, { cwe: 'CWE-89' }],
    ['a confidence as a text', { confidence: '0.9' }, { confidence: 0.9 }],
  ])('reads what a model writes that no schema binds: %s', (_, written, flawRead) => {
    expect(read({ ...whole, findings: [{ ...flaw, ...written }] })).toMatchObject({ ok: true, flaws: [flawRead] })
  })

  it.each<[string, object]>([
    ['no line and no quote', { startLine: null, snippet: '' }],
    ['a word for a line', { startLine: 'five' }],
    ['another family', { family: 'SQL Injections' }],
  ])('refuses %s', (_, written) => {
    expect(read({ ...whole, findings: [{ ...flaw, ...written }] }).ok).toBe(false)
  })

  it('counts the more severe of word and score, and says when that is the word', () => {
    const none = { AV: 'N', AC: 'L', AT: 'N', PR: 'N', UI: 'N', VC: 'N', VI: 'N', VA: 'N', SC: 'N', SI: 'N', SA: 'N' }
    const parsed = read({ ...whole, findings: [{ ...flaw, severity: 'critical', cvss: none }] })
    expect(parsed).toMatchObject({ ok: true, dropped: [{ path: 'findings[0].cvss', value: 'a score of 0' }] })
    const agreed = read({ ...whole, findings: [{ ...flaw, severity: 'low', cvss: { ...none, VC: 'H' } }] })
    expect(agreed).toMatchObject({ ok: true, dropped: [] })
  })
})

describe('hostile answers', () => {
  it.each([
    ['an empty answer that reviewed code has ordered', '{"findings":[]}'],
    ['the same with a marker, but no word on the files', '{"findings":[],"files":[],"end":"end-of-review"}'],
    [
      'a verdict on another file only',
      { findings: [], files: [{ path: 'decoy.ts', verdict: 'clean', note: null }], end: 'end-of-review' },
    ],
    ['10,000 findings', { ...whole, findings: Array.from({ length: 10_000 }, () => flaw) }],
    ['numbers beyond all numbers', JSON.stringify(whole).replace('"confidence":0.9', '"confidence":1e400')],
    ['two verdicts on one file', { ...whole, files: [...whole.files, { path: 'src/app.ts', verdict: 'findings', note: null }] }],
    ['an object for a text', { ...whole, findings: [{ ...flaw, title: { toString: 'x' } }] }],
    ['CVSS letters of no metric', { ...whole, findings: [{ ...flaw, cvss: { AV: 'NALP', AC: 'L' } }] }],
  ])('do not pass: %s', (_, value) => {
    expect(read(value).ok).toBe(false)
  })

  it('keep what was well-formed beside what was not', () => {
    const parsed = read({ ...whole, findings: [flaw, { ...flaw, family: 'nope' }] })
    expect(parsed).toMatchObject({ ok: false, kept: [flaw], truncated: false })
  })

  it.each([
    [
      'cut in the middle of the second finding',
      (text: string) => text.slice(0, text.indexOf('"path"', text.indexOf('},{')) + 40),
      1,
    ],
    ['cut in its verdicts', (text: string) => text.slice(0, -30), 2],
    ['in a code fence before prose', (text: string) => `\`\`\`json\n${text}\n\`\`\`\nDone.`, 2],
    ['between prose', (text: string) => `Here is {"findings": soon}:\n${text}\nHope this helps!`, 2],
    ['with a comma too many', (text: string) => text.replace('"files":[', '"files":[,'), 2],
    ['with its list twice', (text: string) => text.replace('{"findings":[', '{"findings":[],"findings":['), 2],
  ])('give what was whole in an answer %s', (_, spoil, whole2) => {
    const text = JSON.stringify({ ...whole, findings: [flaw, { ...flaw, title: 'Another' }] })
    const parsed = read(spoil(text))
    expect(parsed).toMatchObject({ ok: false })
    expect(parsed.ok ? [] : parsed.kept.map(({ title }) => title)).toEqual([flaw.title, 'Another'].slice(0, whole2))
  })

  it('give the first thousand of 10,000, and nothing of a finding that is not well-formed', () => {
    const many = read({ ...whole, findings: Array.from({ length: 10_000 }, () => flaw) })
    expect(many.ok ? 0 : many.kept.length).toBe(1_000)
    const bad = [
      { ...flaw, path: '../../etc/passwd' },
      { ...flaw, family: 'x' },
      { __proto__: null, ...flaw, startLine: 'one' },
    ]
    const parsed = read(`${JSON.stringify({ ...whole, findings: [...bad, flaw] })}!`)
    expect(parsed).toMatchObject({ ok: false, kept: [{ path: 'src/users.ts' }, flaw], unplaced: [{ title: flaw.title }] })
    const polluted = read(JSON.stringify(whole).replace('"title"', '"__proto__":{"x":1},"title"').slice(0, -5))
    expect(polluted).toMatchObject({ ok: false, kept: [] })
  })

  it('cost time in proportion to their length, however broken', () => {
    const begin = '{"findings":['
    for (const hostile of [begin.repeat(500_000), begin + '{a},'.repeat(2_000_000), begin + '{"a":'.repeat(1_500_000)]) {
      const start = process.cpuUsage()
      expect(read(hostile).ok).toBe(false)
      expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000)
    }
  })

  it('list twenty problems and count the rest, so that a repair stays small', () => {
    const parsed = read({ ...whole, findings: Array.from({ length: 300 }, () => ({ ...flaw, family: 'nope' })) })
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(21)
    expect(problems({ ...whole, findings: Array.from({ length: 300 }, () => ({ ...flaw, family: 'nope' })) }).at(-1)).toMatch(
      /280 more problems/,
    )
  })

  it('put no text of the answer into a problem', () => {
    const secret = 'const password = "hunter2"'
    const told = problems({
      ...whole,
      findings: [{ ...flaw, family: secret, severity: secret, startLine: secret, path: secret }],
      end: secret,
    })
    expect(told.length).toBeGreaterThan(3)
    expect(told.join()).not.toContain('hunter2')
  })

  it('may not say "not reviewed" and "finding" of a file and have it count as read', () => {
    const parsed = read({
      ...whole,
      files: [{ path: 'src/users.ts', verdict: 'not-reviewed', note: 'too long' }, whole.files[1]],
    })
    expect(parsed.ok && parsed.verdicts.get('src/users.ts')).toEqual({ verdict: 'not-reviewed', note: 'too long' })
  })

  it('have impossible lines put right and noted, not dropped', () => {
    const parsed = read({ ...whole, findings: [{ ...flaw, startLine: -3, endLine: 1e12 }] })
    expect(parsed).toMatchObject({ ok: true, flaws: [{ startLine: 1, endLine: 10_000_000 }] })
    expect(parsed.ok && parsed.dropped.map(({ path }) => path)).toEqual(['findings[0].startLine', 'findings[0].endLine'])
  })

  it('may spell a path their own way', () => {
    const parsed = parseReview(
      JSON.stringify({
        ...whole,
        findings: [{ ...flaw, path: './src\\größe.ts' }],
        files: [{ path: './src/gro\u0308ße.ts', verdict: 'findings', note: null }],
      }),
      { paths: ['src/größe.ts'] },
    )
    expect(parsed).toMatchObject({ ok: true, flaws: [{ path: 'src/größe.ts' }] })
  })
})
