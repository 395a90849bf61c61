import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Endpoint, type Vendor, VENDOR_NAMES } from './call/client.ts'
import { CLIENTS } from './call/clients.ts'
import { type BenchRow, median, middleHalf } from './row.ts'

/** Processes take turns, so that a slow moment of the machine hits each. */
const ROUNDS = 9
/** Reviews of all files in one turn: while a process waits for its next turn V8 tidies up, and short turns measure little else. */
const TIMES = 20
/**
 * Reviews before the first turn: 3,240 calls, by when V8 has compiled nearly all that it will. No garbage is collected by force:
 * that throws compiled code away.
 */
const WARM_UP = 120

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

interface Turn {
  /** Microseconds a call. */
  readonly cpu: number
  readonly findings: number
}

/** What each client's calls cost, in the order of its turns; `first` is the first review of its process, compiled by nobody yet. */
interface Figures {
  readonly first: number
  readonly warm: number[]
}

async function measure(vendor: Vendor, endpoints: readonly [Endpoint, Endpoint]): Promise<ReadonlyMap<string, Figures>> {
  const children = new Map(Object.keys(CLIENTS).map((name) => [name, start('client-process.ts', [name, vendor])]))
  const figures = new Map<string, Figures>()
  try {
    for (const [name, child] of children) {
      await answer(child, { endpoints })
      const { cpu } = await answer<Turn>(child, { times: 1 })
      figures.set(name, { first: cpu, warm: [] })
      await answer(child, { times: WARM_UP })
    }
    for (let round = 0; round < ROUNDS; round++) {
      const found = new Set<number>()
      for (const [name, child] of inTurn([...children], round)) {
        const { cpu, findings } = await answer<Turn>(child, { times: TIMES })
        figures.get(name)?.warm.push(cpu)
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

/** Each round begins with another client, so that nobody always comes after the same one. */
const inTurn = <T>(list: readonly T[], round: number): readonly T[] => {
  const from = round % list.length
  return [...list.slice(from), ...list.slice(0, from)]
}

function rowsOf(vendor: Vendor, figures: ReadonlyMap<string, Figures>): BenchRow[] {
  const [bare = ''] = figures.keys()
  const of = (name: string): readonly number[] => figures.get(name)?.warm ?? []
  const against = (name: string, mine: string, theirs: string, target: string, most: number): BenchRow => {
    const ratios = of(mine).map((cpu, round) => cpu / (of(theirs)[round] ?? Number.NaN))
    const ratio = median(ratios)
    const [value, compared] = [median(of(mine)), median(of(theirs))]
    return { name, unit: 'µs CPU', value, against: compared, ratio, spread: middleHalf(ratios), target, met: ratio <= most }
  }
  const compared = (name: string): BenchRow =>
    against(`${vendor}: ${name} beside the SDK alone`, name, bare, 'for comparison', Number.POSITIVE_INFINITY)
  const peers = [...figures.keys()].filter((name) => !name.startsWith('understudy') && name !== bare)
  const cheapest = peers.toSorted((a, b) => median(of(a)) - median(of(b)))[0] ?? ''
  const [cold, bareCold] = [figures.get('understudy')?.first ?? Number.NaN, figures.get(bare)?.first ?? Number.NaN]
  return [
    against(`${vendor}: reviewed call beside the SDK alone`, 'understudy', bare, '≤ 0.8 ×', 0.8),
    against(`${vendor}: reviewed call beside the cheapest peer (${cheapest})`, 'understudy', cheapest, '≤ 0.5 ×', 0.5),
    against(`${vendor}: whole review, per call, beside the SDK alone`, 'understudy, whole review', bare, '≤ 0.9 ×', 0.9),
    {
      name: `${vendor}: the first 27 reviewed calls of a process beside the SDK alone`,
      unit: 'µs CPU',
      value: cold,
      against: bareCold,
      ratio: cold / bareCold,
      target: 'for comparison',
      met: true,
    },
    ...peers.map(compared),
  ]
}

/** CPU of one reviewed call through the vendor's SDK alone, through the peers, and through all of Understudy. */
export async function callCpu(): Promise<readonly BenchRow[]> {
  const stage = start('stage-process.ts', [])
  try {
    const [endpoints] = (await once(stage, 'message')) as [Record<Vendor, [Endpoint, Endpoint]>]
    const rows: BenchRow[] = []
    for (const vendor of VENDOR_NAMES) rows.push(...rowsOf(vendor, await measure(vendor, endpoints[vendor])))
    return rows
  } finally {
    stage.kill()
  }
}
