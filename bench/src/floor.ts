import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Language, LANGUAGES, scan } from '@understudy/floor'
import { type BenchRow, median } from './row.ts'

const modules = join(dirname(createRequire(import.meta.url).resolve('@ast-grep/cli/package.json')), '../..')
const ROUNDS = 5
const LINES_PER_SECOND = 40_000

/** Other people's JavaScript that is installed anyway: readable, not minified, over 100,000 lines. */
function input(): readonly string[] {
  return ['undici', 'openai', 'zod'].flatMap((name) =>
    readdirSync(join(modules, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js') && !/node_modules|\.min\.|(?:^|\/)src\//.test(path))
      .map((path) => join(modules, name, path)),
  )
}

type Places = readonly (readonly [kind: string, field: string])[]

/** One rule of the command line: nodes of these kinds whose field matches. */
function document(id: string, pattern: RegExp, places: Places): string {
  const regex = JSON.stringify(`${pattern.flags.includes('i') ? '(?i)' : ''}${pattern.source}`)
  const any = places.map(([kind, field]) => `    - kind: ${kind}\n      has: { field: ${field}, regex: ${regex} }\n`).join('')
  return `id: ${id}\nlanguage: JavaScript\nmessage: found\nseverity: warning\nrule:\n  any:\n${any}`
}

const CALLS: Places = [
  ['call_expression', 'function'],
  ['new_expression', 'constructor'],
]
const ASSIGNMENTS: Places = [
  ['variable_declarator', 'name'],
  ['assignment_expression', 'left'],
  ['augmented_assignment_expression', 'left'],
]

/** The names and keys that the floor looks for. The command line follows no values; that work is the floor's alone. */
function commandLineRules({ rules }: Language): string {
  const documents = rules.flatMap(({ id, sinks }) =>
    sinks.flatMap((sink, index) => {
      const name = `${id.replaceAll('/', '-')}-${index}`
      if (sink.on === 'call') {
        const names = sink.names.map((one) => one.replaceAll('$', String.raw`\$`)).join('|')
        return [document(name, new RegExp(String.raw`(?:^|\.)(?:${names})$`), CALLS)]
      }
      if (sink.on === 'pair') return [document(name, sink.key, [['pair', 'key']])]
      return sink.on === 'assignment' ? [document(name, sink.to, ASSIGNMENTS)] : []
    }),
  )
  return documents.join('---\n')
}

/** Milliseconds on the processor: one core's work, however busy the machine is. */
function ownMs(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The same of a program: the shell's `times` ends with what its children took, as `0m1.234s 0m0.056s`. */
function programMs(program: string, options: readonly string[]): number {
  const text = execFileSync('/bin/sh', ['-c', '"$@" > /dev/null; times', 'sh', program, ...options], { encoding: 'utf8' })
  const children = text.trim().split('\n').at(-1) ?? ''
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  )
}

/** Speed of the offline engine on one core, and beside the ast-grep command line on the same files. */
export async function floorSpeed(): Promise<readonly BenchRow[]> {
  const paths = input()
  const lines = paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length, 0)
  const javascript = LANGUAGES.find(({ parser }) => parser === 'JavaScript')
  if (!javascript) throw new Error('The floor has lost its JavaScript.')
  const folder = mkdtempSync(join(tmpdir(), 'understudy-floor-'))
  const rules = join(folder, 'rules.yml')
  const program = join(modules, '@ast-grep', `cli-${process.platform}-${process.arch}-gnu`, 'ast-grep')
  const own: number[] = []
  const theirs: number[] = []
  try {
    writeFileSync(rules, commandLineRules(javascript))
    // The shortest of its outputs: one line a match, as the floor hands over one record.
    const options = ['scan', '--rule', rules, '--report-style', 'short', '--threads', '1']
    // In turn, so that a slow moment of the machine hits both.
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(programMs(program, [...options, ...paths]))
      own.push(ownMs(() => paths.forEach((path) => scan(path, readFileSync(path, 'utf8')))))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const speed = lines / (median(own) / 1000)
  const ratio = median(own.map((ms, index) => ms / (theirs[index] ?? Number.NaN)))
  return [
    {
      name: 'floor: JavaScript on one core',
      unit: 'lines/s',
      value: speed,
      against: LINES_PER_SECOND,
      ratio: speed / LINES_PER_SECOND,
      target: '≥ 40,000 lines a CPU second',
      met: speed >= LINES_PER_SECOND,
    },
    {
      name: `floor: ${paths.length} files beside ast-grep scan`,
      unit: 'CPU ms',
      value: median(own),
      against: median(theirs),
      ratio,
      target: '≤ 1 × ast-grep scan, 1 thread',
      met: ratio <= 1,
    },
  ]
}
