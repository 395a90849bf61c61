import { describe, expect, it } from 'vitest'
import { matchFindings } from '../../src/compare/index.ts'
import { anchorQuote, type Finding, importFindings, lineHashes, parseDocument, parseReview, toFinding } from '../../src/index.ts'
import { flaw, provenance } from '../samples.ts'

const NODE = Number(process.versions.node.split('.')[0])

/** Processor time of this thread, in milliseconds: unlike the clock, it does not grow with what else the machine does. */
function cpuMs(): number {
  const usage = NODE >= 24 ? process.threadCpuUsage() : process.cpuUsage()
  return usage.user / 1000
}

/** The fastest of several runs. */
function fastest(run: () => void, times = 5): number {
  let best = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < times; turn++) {
    const start = cpuMs()
    run()
    best = Math.min(best, cpuMs() - start)
  }
  return best
}

/** How much longer eight times the input takes: 8 when linear, 64 when quadratic. Under 2 ms the clock is too coarse. */
function growth(make: (size: number) => () => void, size: number): number {
  const small = make(size)
  const large = make(size * 8)
  small()
  return fastest(large) / Math.max(fastest(small), 2)
}

/** Far from 64; caches and hash tables make large inputs a little dearer than in proportion. */
const LINEAR = 40

describe('hostile input costs no more than its length', () => {
  it.each<[string, (size: number) => string]>([
    ['open brackets', (size) => '['.repeat(size)],
    ['one object with many names', (size) => `{${Array.from({ length: size / 8 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['one name again and again', (size) => `{${'"k":1,'.repeat(size / 6)}"k":1}`],
    ['backslashes', (size) => `{"a":"${'\\\\'.repeat(size / 2)}"}`],
    ['quotes after backslashes', (size) => `{"a":"${'\\"'.repeat(size / 2)}"}`],
    ['a string that never ends', (size) => `{"a":"${'\\"'.repeat(size / 2)}`],
    ['blanks after names', (size) => `{"a"${' '.repeat(size)}:1}`],
    ['prose', (size) => 'the quick brown fox '.repeat(size / 20)],
  ])('%s', (_, text) => {
    const reading = (size: number): (() => void) => {
      const made = text(size)
      return () => void parseDocument(made)
    }
    expect(growth(reading, 100_000)).toBeLessThan(LINEAR)
  })

  it('a thousand invented quotes in a large file', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `  total += price[${at}] * quantity(item, ${at % 97})`)
    const file = { path: 'large.js', content: lines.join('\n') }
    const quotes = Array.from({ length: 1000 }, (_, at) => `  sum -= cost[${at}] * amount(thing, ${at}) / rate.of(${at})`)
    const took = fastest(() => {
      for (const [at, snippet] of quotes.entries()) anchorQuote(file, { snippet, startLine: at, endLine: at })
    }, 1)
    expect(took).toBeLessThan(2000)
  })

  it.each<[string, (size: number) => string]>([
    ['base64 without end', (size) => `const key = ${'Ab3'.repeat(size / 3)}`],
    ['blanks before a comment', (size) => `run(id)${' '.repeat(size)}x // +`],
    ['blanks after a case', (size) => `case 1${' '.repeat(size)}+`],
    ['half statements of SQL', (size) => `query("${'select '.repeat(size / 7)}")`],
    ['modifiers of no function', (size) => `${'public '.repeat(size / 7)}x (`],
    ['words of no signature', (size) => `${'a b '.repeat(size / 4)}{`],
    ['open brackets', (size) => '(['.repeat(size / 2)],
    ['quotes and plus signs', (size) => `x = ${'"a" + '.repeat(size / 6)}`],
    ['escapes of hidden signs', (size) => '\\u{200B}'.repeat(size / 8)],
  ])('finds a flaw in a line of %s', (_, line) => {
    const anchoring = (size: number): (() => void) => {
      const made = line(size)
      const content = ['function run(id) {', made, '  db.query(id)', '}'].join('\n')
      return () => {
        for (const family of ['sql-injection', 'missing-authorization', 'hardcoded-secret'] as const) {
          // A file of its own each time: what was read of it once is kept.
          toFinding(
            { ...flaw, family, snippet: made.slice(0, 3000), startLine: 2, endLine: 2 },
            { path: flaw.path, content },
            provenance,
          )
        }
      }
    }
    expect(growth(anchoring, 20_000)).toBeLessThan(LINEAR)
  })

  it.each(['a', '"', '\\', '//', '/*', '&quot;', '#', '(', ',)', '... ', '…', '<!--', 'ab ', ' #', '\n'])(
    'a file and quotes of nothing but %j',
    (part) => {
      const anchoring = (size: number): (() => void) => {
        const content = part.repeat(size / part.length)
        const quotes = [`${part.repeat(900)}x`, `x${part.repeat(900)} … y`, `${part.repeat(400)}x … ${part.repeat(400)}`]
        return () => {
          const file = { path: 'a.js', content }
          for (const snippet of quotes) anchorQuote(file, { snippet, startLine: 1, endLine: 1 })
        }
      }
      expect(growth(anchoring, 50_000)).toBeLessThan(LINEAR)
    },
  )

  it.each(['/', '../', 'a/', ' ', '`', ':1', '#', '%', '/blob/', '(', 'file: ', '-', '1', '[', '</s>', '<think>', '```'])(
    'an answer and a path of nothing but %j',
    (part) => {
      const reading = (size: number): (() => void) => {
        const text = part.repeat(size / part.length)
        const answer = JSON.stringify({ findings: [{ ...flaw, path: text }], files: [], end: 'end-of-review' })
        return () => {
          parseReview(text, { paths: ['a.js', 'b.js'] })
          parseReview(answer, { paths: ['a.js', 'b.js'] })
        }
      }
      expect(growth(reading, 120_000)).toBeLessThan(LINEAR)
    },
  )

  it.each([
    ['of one line', () => 1],
    ['of many lines', (at: number) => at + 1],
    ['of wide ranges', (at: number) => `${at + 1}-${at + 400}`],
  ] as const)('two logs with thousands of results %s of one file', { timeout: 60_000 }, async (_, line) => {
    const log = async (size: number, name: string): Promise<readonly Finding[]> => {
      const entries = Array.from({ length: size }, (_, at) => ({
        file: 'a.js',
        line: line(at),
        type: 'xss',
        title: `${name} ${at}`,
      }))
      return (await importFindings(JSON.stringify(entries))).findings
    }
    const sizes = [500, 4_000]
    const logs = await Promise.all(sizes.map(async (size) => [await log(size, 'a'), await log(size, 'b')] as const))
    const took = logs.map(([a, b]) => fastest(() => void matchFindings(a, b), 1))
    expect((took[1] ?? 0) / Math.max(took[0] ?? 0, 2)).toBeLessThan(LINEAR)
  })

  it('a SARIF message whose arguments name each other', async () => {
    const values = Array.from({ length: 200 }, (_, at) => `{${at + 1}}{${at + 1}}`)
    const result = {
      message: { text: '{0}', arguments: values },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' } } }],
    }
    const { findings } = await importFindings(JSON.stringify({ version: '2.1.0', runs: [{ results: [result] }] }))
    expect(findings[0]?.message).toBe('{1}{1}')
  })

  it('hashes a minified megabyte', () => {
    expect(fastest(() => void lineHashes('x=1;'.repeat(250_000)), 2)).toBeLessThan(500)
  })
})

describe('speed', () => {
  it('makes 2,500 findings over 250 files in half a second; the bench holds the figure for 10,000', () => {
    const body = Array.from(
      { length: 100 },
      (_, at) => `  const row${at} = await db.query("SELECT * FROM t${at} WHERE id = " + req.query.id${at})`,
    )
    const content = ['export async function all(req, res) {', ...body, '}'].join('\n')
    const files = Array.from({ length: 250 }, (_, at) => ({ path: `src/file-${at}.ts`, content }))
    const took = fastest(() => {
      for (const { path } of files) {
        const file = { path, content }
        for (let at = 0; at < 10; at++)
          toFinding(
            { ...flaw, path, snippet: body[at * 9] as string, startLine: at * 9 + 5, endLine: at * 9 + 5 },
            file,
            provenance,
          )
      }
    }, 3)
    expect(took).toBeLessThan(500)
  })

  it('reads the largest answer that is allowed', () => {
    const answer = JSON.stringify({
      findings: Array.from({ length: 1000 }, () => ({ ...flaw, reasoning: 'r'.repeat(4000) })),
      files: [{ path: flaw.path, verdict: 'findings', note: null }],
      end: 'end-of-review',
    })
    expect(answer.length).toBeGreaterThan(4_000_000)
    expect(parseReview(answer, { paths: [flaw.path] }).ok).toBe(true)
    expect(fastest(() => void parseReview(answer, { paths: [flaw.path] }), 3)).toBeLessThan(500)
  })
})
