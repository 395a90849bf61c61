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
  'a chain of calls': (n) => ['a.js', `exec(a${'.b()'.repeat(n)})`],
  'additions, each before a use': (n) => [
    'a.js',
    `function f(req) { let x = req.query.a\n${'x += "a"; exec("ls " + x)\n'.repeat(n / 2)}}`,
  ],
  'conditions, each before a use': (n) => [
    'a.js',
    `function f(req) { let x = req.query.a\n${'if (y) { x = "b" }; exec("ls " + x)\n'.repeat(n / 2)}}`,
  ],
  'checks of another name': (n) => [
    'a.js',
    `function f(req) { let x = req.query.a\n${'if (y.test(z)) {}; exec("ls " + x)\n'.repeat(n / 2)}}`,
  ],
  'a buffer that is filled before each use': (n) => [
    'a.c',
    `void f(char *a) { char b[9];\n${'snprintf(b, 9, "%s", a); system(b);\n'.repeat(n / 2)}}`,
  ],
  'functions that are asked what stands around': (n) => ['a.c', `${'void f(void) { rand(); }\n'.repeat(n)}/* token */`],
  'braces without an end': (n) => ['a.js', 'if (a) { '.repeat(n)],
  'a string without an end': (n) => ['a.js', `eval(location.hash)\nx = "${'a b c\n'.repeat(n)}`],
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

  it('says of bytes that they are not text, and reads what only has a stray one', () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 131 + (at >> 3)) % 256))
    const utf16 = Buffer.from('eval(location.hash)\n'.repeat(20), 'utf16le')
    for (const content of [bytes.toString('utf8'), utf16.toString('utf8'), `\u007fELF${'\0'.repeat(500)}eval(x)`])
      expect(scan('a.js', content)).toEqual({ flaws: [], note: 'The file is not text in UTF-8, so the floor did not read it.' })
    const latin1 = Buffer.from('// caf\u00e9\neval(location.hash)\n', 'latin1').toString('utf8')
    expect(scan('a.js', latin1)).toMatchObject({ flaws: [{ startLine: 2 }], note: null })
  })

  it('names the line of what it could not parse, and still says what it found beside it', () => {
    const conflict = 'eval(location.hash)\n<<<<<<< ours\na()\n=======\nb()\n>>>>>>> theirs\n'
    const { flaws, note } = scan('a.ts', conflict)
    expect(flaws).toMatchObject([{ startLine: 1, family: 'code-injection' }])
    expect(note).toMatch(/^Line [23] could not be parsed as TypeScript, so the floor may have missed something\.$/)
  })

  it('counts lines the same whichever way they end', () => {
    for (const end of ['\n', '\r\n']) {
      const { flaws } = scan('a.js', ['const a = 1', 'eval(location.hash)', 'done()', ''].join(end))
      expect(flaws).toMatchObject([{ startLine: 2, endLine: 2, snippet: 'eval(location.hash)' }])
    }
  })

  it('reads an empty file, white space, a byte order mark and control characters', () => {
    for (const text of ['', '\n\n', '\ufeffeval(x)', 'const a = "\u0000"', '\r\n\r\n'])
      expect(() => scan('a.ts', text)).not.toThrow()
    expect(scan('a.ts', '\ufeffeval(x)\r\n').flaws).toMatchObject([{ startLine: 1, family: 'code-injection' }])
  })
})
