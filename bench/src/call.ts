import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { REVIEW_SYSTEM, reviewInput } from '../../packages/sdk/src/prompt/review.ts'
import { bareAnthropic, bareOpenai } from './call/bare.ts'
import type { Client, Endpoint, Prompt } from './call/client.ts'
import { understudy } from './call/ours.ts'
import { shopFiles } from './call/shop-files.ts'
import { aiFallback, aiRetry, langchain } from './call/peers.ts'
import { type BenchRow, median } from './row.ts'

type Vendor = 'openai' | 'anthropic'

/** Blocks of all clients take turns, so that a slow moment of the machine hits each. */
const ROUNDS = 24
const WARM_UP = 8

/** The service’s files; each as a new object, as a new review would read them. */
async function prompts(): Promise<Prompt[]> {
  const files = await shopFiles()
  return files.map((file) => ({ system: REVIEW_SYSTEM, input: reviewInput([file], 'f'.repeat(16)), ...file }))
}

/** Microseconds of CPU that this process spends on one call, and how much was found. */
async function cpuPerCall(
  client: Client,
  block: readonly Prompt[],
): Promise<{ readonly cpu: number; readonly findings: number }> {
  globalThis.gc?.()
  const before = process.cpuUsage()
  const findings = await client.review(block)
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / block.length, findings }
}

async function measure(clients: readonly Client[]): Promise<Map<string, number[]>> {
  const figures = new Map<string, number[]>(clients.map(({ name }) => [name, []]))
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const block = await prompts()
    const found = new Set<number>()
    for (const client of clients) {
      const { cpu, findings } = await cpuPerCall(client, block)
      found.add(findings)
      if (round >= 0) figures.get(client.name)?.push(cpu)
    }
    // Whoever finds less did not read the same answers.
    if (found.size !== 1) throw new Error(`The clients found different numbers of flaws: ${[...found].join(', ')}.`)
  }
  for (const client of clients) await client.close?.()
  return figures
}

function rowsOf(vendor: Vendor, figures: Map<string, number[]>): BenchRow[] {
  const [bare = '', ...others] = figures.keys()
  const alone = figures.get(bare) ?? []
  const ours = figures.get('understudy') ?? []
  const against = (name: string, mine: readonly number[], theirs: readonly number[], target: string, most: number): BenchRow => {
    const ratio = median(mine.map((cpu, index) => cpu / (theirs[index] ?? Number.NaN)))
    return { name, unit: 'µs CPU', value: median(mine), against: median(theirs), ratio, target, met: ratio <= most }
  }
  const peers = others.filter((name) => name !== 'understudy')
  const cheapest = peers.toSorted((a, b) => median(figures.get(a) ?? []) - median(figures.get(b) ?? []))[0] ?? ''
  return [
    against(`${vendor}: whole call beside the SDK alone`, ours, alone, '≤ 0.8 × (first version: 0.9)', 0.8),
    against(`${vendor}: whole call beside the cheapest peer (${cheapest})`, ours, figures.get(cheapest) ?? [], '≤ 0.5 ×', 0.5),
    ...peers.map((name) =>
      against(
        `${vendor}: ${name} beside the SDK alone`,
        figures.get(name) ?? [],
        alone,
        'for comparison',
        Number.POSITIVE_INFINITY,
      ),
    ),
  ]
}

/** CPU of one reviewed call through the vendor's SDK alone, through the peers, and through all of Understudy. */
export async function callCpu(): Promise<readonly BenchRow[]> {
  const stage = fork(join(import.meta.dirname, 'call/stage-process.ts'), {
    execArgv: ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning'],
  })
  try {
    const [endpoints] = (await once(stage, 'message')) as [Record<Vendor, [Endpoint, Endpoint]>]
    const rows: BenchRow[] = []
    for (const vendor of ['openai', 'anthropic'] as const) {
      const [first, second] = endpoints[vendor]
      const bare = vendor === 'openai' ? bareOpenai(first) : bareAnthropic(first)
      const clients = [
        bare,
        understudy(vendor, first, second),
        aiFallback(vendor, first, second),
        aiRetry(vendor, first, second),
        langchain(vendor, first, second),
      ]
      rows.push(...rowsOf(vendor, await measure(clients)))
    }
    return rows
  } finally {
    stage.kill()
  }
}
