import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { adapterContract, type Bench, type Clause, type ClauseResult, runClause } from '@understudy/conformance'
import { loopbackStage } from '@understudy/outage/loopback'
import { mswStage } from '@understudy/outage/msw'
import { openBenches, SHIPPED } from '../test/support/benches.ts'

const FILE = fileURLToPath(new URL('../../../docs/conformance.md', import.meta.url))

const INTRO = `# What each adapter keeps

Every clause of the adapter contract, run against the simulated vendors on real sockets (loopback) and in process (msw), for whole
answers and for streams. ✓ kept · – cannot be shown there, or the vendor has no such thing · ✗ broken. An empty cell: the clause has no
such form. The clauses are in \`packages/conformance/src/clauses\`; [adding a provider](adding-a-provider.md) says how to run them
on an adapter of your own.

This page is written by \`npm run table -w packages/conformance\`; with \`-- --check\` it only compares, and exits 1 when they differ.
`

const MARKS: Readonly<Record<ClauseResult | 'broken', string>> = {
  kept: '✓',
  'not offered': '–',
  'not on this bench': '–',
  broken: '✗',
}

/** Results by adapter, then by stage, clause and form. */
type Results = Map<string, Map<string, string>>

const keyOf = (stage: string, { group, name, form }: Clause): string => [stage, group, name, form].join('\n')

async function runOn(stage: 'loopback' | 'msw', results: Results): Promise<void> {
  const { benches, close } = await openBenches(stage === 'loopback' ? loopbackStage : async (options) => mswStage(options), stage)
  for (const { name } of SHIPPED)
    for (const clause of adapterContract) {
      const result = await runClause(clause, benches.get(name) as Bench).catch((error: Error) => {
        console.error(`${name} on ${stage}: ${clause.name} (${clause.form}): ${error.message}`)
        return 'broken' as const
      })
      results.get(name)?.set(keyOf(stage, clause), MARKS[result])
    }
  await close()
}

function tableOf(name: string, marks: ReadonlyMap<string, string>): string {
  const rows = [...new Map(adapterContract.map((clause) => [`${clause.group}\n${clause.name}`, clause])).values()]
  const lines = rows.map((clause) => {
    const cells = (['loopback', 'msw'] as const).flatMap((stage) =>
      (['unary', 'stream'] as const).map((form) => marks.get(keyOf(stage, { ...clause, form })) ?? ''),
    )
    return `| ${clause.group} | ${clause.name} | ${cells.join(' | ')} |`
  })
  const head =
    '| group | clause | loopback, whole | loopback, stream | msw, whole | msw, stream |\n| --- | --- | :-: | :-: | :-: | :-: |'
  return `## ${name}\n\n${head}\n${lines.join('\n')}\n`
}

const results: Results = new Map(SHIPPED.map(({ name }) => [name, new Map()]))
await runOn('loopback', results)
await runOn('msw', results)
const page = [INTRO, ...[...results].map(([name, marks]) => tableOf(name, marks))].join('\n')
const before = await readFile(FILE, 'utf8').catch(() => '')
if (process.argv.includes('--check')) {
  if (before !== page)
    console.error('docs/conformance.md differs from what the adapters do. Run: npm run table -w packages/conformance')
  process.exitCode = before === page && !page.includes('| ✗ |') ? 0 : 1
} else {
  await writeFile(FILE, page)
  process.exitCode = page.includes('| ✗ |') ? 1 : 0
}
