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
    ['a code fence', `\`\`\`json\n${JSON.stringify(whole)}\n\`\`\``, /code fence/],
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

  it('leaves out a finding in a file that was not given, and says so', () => {
    const parsed = read({ ...whole, findings: [flaw, { ...flaw, path: '../../etc/passwd' }] })
    expect(parsed).toMatchObject({
      ok: true,
      flaws: [flaw],
      dropped: [{ path: 'findings[1].path', rule: 'one of the given files' }],
    })
  })
})
