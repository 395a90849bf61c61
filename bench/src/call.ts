import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Endpoint } from './call/client.ts'
import { CLIENTS, type Vendor } from './call/clients.ts'
import { type BenchRow, median } from './row.ts'

/** Processes take turns, so that a slow moment of the machine hits each. */
const ROUNDS = 9
/** Reviews of all files in one turn, and before the first one. No garbage is collected by force: that throws compiled code away. */
const TIMES = 20
const WARM_UP = 60

const start = (file: string, args: readonly string[]): ChildProcess =>
  fork(join(import.meta.dirname, 'call', file), [...args], {
    execArgv: ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })

async function answer<T>(child: ChildProcess, message: object): Promise<T> {
  const done = new AbortController()
  const { signal } = done
  try {
    const reply = once(child, 'message', { signal }).then(([first]: unknown[]) => first as T)
    const ended = once(child, 'exit', { signal }).then(() =>
      Promise.reject(new Error(`A measured client ended: ${child.spawnargs.slice(2).join(' ')}`)),
    )
    // Whichever loses is told to stop listening, and rejects for that alone.
    reply.catch(() => {})
    ended.catch(() => {})
    child.send(message)
    return await Promise.race([reply, ended])
  } finally {
    done.abort()
  }
}

async function measure(vendor: Vendor, endpoints: readonly [Endpoint, Endpoint]): Promise<Map<string, number[]>> {
  const children = new Map(Object.keys(CLIENTS).map((name) => [name, start('client-process.ts', [name, vendor])]))
  const figures = new Map<string, number[]>([...children.keys()].map((name) => [name, []]))
  try {
    for (const child of children.values()) {
      await answer(child, { endpoints })
      await answer(child, { times: WARM_UP })
    }
    for (let round = 0; round < ROUNDS; round++) {
      const found = new Set<number>()
      for (const [name, child] of children) {
        const { cpu, findings } = await answer<{ cpu: number; findings: number }>(child, { times: TIMES })
        figures.get(name)?.push(cpu)
        found.add(findings)
      }
      // Whoever finds less did not read the same answers.
      if (found.size !== 1) throw new Error(`The clients found different numbers of flaws: ${[...found].join(', ')}.`)
    }
  } finally {
    for (const child of children.values()) child.kill()
  }
  return figures
}

function rowsOf(vendor: Vendor, figures: Map<string, number[]>): BenchRow[] {
  const [bare = ''] = figures.keys()
  const of = (name: string): number[] => figures.get(name) ?? []
  const against = (name: string, mine: string, theirs: string, target: string, most: number): BenchRow => {
    const ratio = median(of(mine).map((cpu, index) => cpu / (of(theirs)[index] ?? Number.NaN)))
    return { name, unit: 'µs CPU', value: median(of(mine)), against: median(of(theirs)), ratio, target, met: ratio <= most }
  }
  const others = [...figures.keys()].filter((name) => name !== 'understudy' && name !== bare)
  const peers = others.filter((name) => !name.startsWith('understudy'))
  const cheapest = peers.toSorted((a, b) => median(of(a)) - median(of(b)))[0] ?? ''
  return [
    against(`${vendor}: reviewed call beside the SDK alone`, 'understudy', bare, '≤ 0.9 ×', 0.9),
    against(`${vendor}: the same, for the engine's own goal`, 'understudy', bare, '≤ 0.8 ×', 0.8),
    against(`${vendor}: reviewed call beside the cheapest peer (${cheapest})`, 'understudy', cheapest, '≤ 0.5 ×', 0.5),
    ...others.map((name) =>
      against(`${vendor}: ${name} beside the SDK alone`, name, bare, 'for comparison', Number.POSITIVE_INFINITY),
    ),
  ]
}

/** CPU of one reviewed call through the vendor's SDK alone, through the peers, and through all of Understudy. */
export async function callCpu(): Promise<readonly BenchRow[]> {
  const stage = start('stage-process.ts', [])
  try {
    const [endpoints] = (await once(stage, 'message')) as [Record<Vendor, [Endpoint, Endpoint]>]
    const rows: BenchRow[] = []
    for (const vendor of ['openai', 'anthropic'] as const) rows.push(...rowsOf(vendor, await measure(vendor, endpoints[vendor])))
    return rows
  } finally {
    stage.kill()
  }
}
