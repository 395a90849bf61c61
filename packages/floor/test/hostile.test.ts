import { describe, expect, it } from 'vitest'
import { scan } from '../src/index.ts'

/** Each makes a file of about `n` repetitions, of a kind that has made scanners slow or fall over. */
const HOSTILE: Readonly<Record<string, (n: number) => readonly [path: string, text: string]>> = {
  'nested calls': (n) => ['a.js', `${'f('.repeat(n)}${')'.repeat(n)}`],
  'one long concatenation': (n) => [
    'a.js',
    `function f(a) { return db.query("SELECT x FROM t WHERE a = "${'+ a + ","'.repeat(n)}) }`,
  ],
  'a chain of names': (n) => [
    'a.js',
    `function f(req) { let x0 = req.query.a\n${Array.from({ length: n }, (_, at) => `let x${at + 1} = x${at} + "a"`).join('\n')}\nexec("ls " + x${n}) }`,
  ],
  'a name that doubles': (n) => ['a.js', `function f(req) { let x = req.query.a\n${'x = x + x\n'.repeat(n)}exec("ls " + x) }`],
  'a string that looks like everything': (n) => ['a.js', `x = "${'select ( / + ) from where secret = '.repeat(n)}"`],
  'nested groups in a regular expression': (n) => ['a.js', `const r = /${'(a+'.repeat(n)}/`],
  'loops in loops': (n) => ['a.js', `${'for (const k in a) { '.repeat(n / 4)}${'}'.repeat(n / 4)}`],
  'a flaw on every line': (n) => ['a.c', `void f(char *p) {\n${'gets(p);\n'.repeat(n)}}`],
  'checks without a use': (n) => ['a.c', `void f(char *p) {\n${'access(p, 1);\n'.repeat(n)}}`],
  'one line without an end': (n) => ['a.js', 'var a=1;'.repeat(n * 4)],
}

/** Time on the processor, which a busy machine stretches less than the clock on the wall. */
const milliseconds = (work: () => void): number => {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('hostile code', () => {
  it.each(Object.entries(HOSTILE))('%s takes time in proportion to its length', (_name, make) => {
    const time = (n: number): number => {
      const [path, text] = make(n)
      // The best of three: what else runs on the machine only ever adds.
      return Math.min(...Array.from({ length: 3 }, () => milliseconds(() => scan(path, text))))
    }
    time(500)
    // Four times the input in less than ten times the time; a square would take sixteen.
    expect(time(4000)).toBeLessThan(10 * Math.max(time(1000), 10))
  })

  it('gives up on a file that is nested deeper than the stack, and says so', () => {
    const depth = 60_000
    const { flaws, note } = scan('a.js', `exec("ls " + ${'('.repeat(depth)}x${')'.repeat(depth)})`)
    expect(flaws).toEqual([])
    expect(note).toBe('The file is nested too deeply for the floor.')
  })

  it('quotes of a minified line only what the flaw starts with', () => {
    const [flaw] = scan('a.js', `${'var a=1;'.repeat(5000)}eval(location.hash);${'var a=1;'.repeat(5000)}`).flaws
    expect(flaw?.snippet.length).toBeLessThanOrEqual(600)
    expect(flaw?.snippet).toMatch(/^eval\(location\.hash\)/)
  })

  it('reads an empty file, white space, a byte order mark and control characters', () => {
    for (const text of ['', '\n\n', '\ufeffeval(x)', 'const a = "\u0000"', '\r\n\r\n'])
      expect(() => scan('a.ts', text)).not.toThrow()
    expect(scan('a.ts', '\ufeffeval(x)\r\n').flaws).toMatchObject([{ startLine: 1, family: 'code-injection' }])
  })
})
