import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { performanceTable } from './src/report.ts'
import type { Bench, BenchRow } from './src/row.ts'

const here = dirname(fileURLToPath(import.meta.url))
const results = join(here, 'results')
const page = join(here, '../docs/performance.md')

/** Loaded one by one, so that one group's modules and garbage do not weigh on the next. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  call: async () => (await import('./src/call.ts')).callCpu,
  import: async () => (await import('./src/import.ts')).importTime,
  findings: async () => (await import('./src/findings.ts')).findingsCost,
  stage: async () => (await import('./src/stage.ts')).stageSpeed,
  floor: async () => (await import('./src/floor.ts')).floorSpeed,
  compare: async () => (await import('./src/compare.ts')).compareSpeed,
  engine: async () => (await import('./src/engine.ts')).engineCosts,
  gauntlet: async () => (await import('./src/gauntlet.ts')).gauntletCosts,
  withdrawal: async () => (await import('./src/withdrawal.ts')).requestsAfterWithdrawal,
}

const { values: flags } = parseArgs({
  options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
})
const names = flags.only ?? Object.keys(BENCHES)
const unknown = names.filter((name) => !(name in BENCHES))
if (flags.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no bench called ${unknown.join(', ')}.`)
  console.log(`npm run bench [-- --only NAME]…\nNames: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(unknown.length > 0 ? 2 : 0)
}

const rows: BenchRow[] = []
for (const name of names) {
  process.stderr.write(`measuring ${name} …\n`)
  const bench = await BENCHES[name]?.()
  for (const row of (await bench?.()) ?? []) {
    rows.push(row)
    print(row)
  }
}

if (!flags.only) {
  await mkdir(results, { recursive: true })
  await writeFile(join(results, 'latest.json'), `${JSON.stringify(rows, null, 2)}\n`)
  const text = await readFile(page, 'utf8')
  await writeFile(
    page,
    text.replace(/<!-- table -->[^]*<!-- \/table -->/, () => `<!-- table -->\n${performanceTable(rows)}\n<!-- /table -->`),
  )
}
const missed = rows.filter((row) => !row.met).length
console.log(`\n${rows.length - missed} of ${rows.length} targets met.`)

function print({ name, unit, value, against, ratio, spread, target, met }: BenchRow): void {
  const figure = (number: number | undefined): string => (number === undefined ? '' : Number(number.toPrecision(3)).toString())
  console.log(
    [
      met ? '✓' : '✗',
      name.padEnd(58),
      figure(value).padStart(9),
      unit.padEnd(10),
      figure(against).padStart(9),
      figure(ratio).padStart(7),
      spread === undefined ? '' : `(${spread.map(figure).join(' to ')})`,
      ` ${target}`,
    ].join(' '),
  )
}
