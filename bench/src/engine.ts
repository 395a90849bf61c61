import { createRoute, type Route } from '@understudy/failover'
import { systemRuntime } from '@understudy/spec'
import { Circuit } from '../../packages/failover/src/circuit/circuit.ts'
import { circuitSettings } from '../../packages/failover/src/circuit/options.ts'
import { capacityRows } from './engine-capacity.ts'
import { decisionRow } from './engine-decision.ts'
import { heapBytes, inFlightRow } from './engine-memory.ts'
import { CALL, engineAdapter } from './engine-parts.ts'
import { atMost, type BenchRow, median } from './row.ts'

/** Microseconds of CPU per run: the median of several rounds after warming up. Promises may settle between batches, as they would. */
async function timed(runs: number, work: () => void): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 9; round++) {
    const before = process.cpuUsage()
    for (let done = 0; done < runs; done += 100) {
      for (let n = 0; n < 100; n++) work()
      await Promise.resolve()
    }
    const { user, system } = process.cpuUsage(before)
    if (round >= 2) rounds.push((user + system) / runs)
  }
  return median(rounds)
}

async function circuitRows(): Promise<readonly BenchRow[]> {
  const circuit = new Circuit({ settings: circuitSettings(), runtime: systemRuntime })
  const pair = await timed(100_000, () => {
    const permit = circuit.admit()
    if (permit) circuit.settle(permit, 'ok')
  })
  const open = new Circuit({
    settings: circuitSettings({ cooldownMs: 80_000_000, maxCooldownMs: 80_000_000 }),
    runtime: systemRuntime,
  })
  open.open('bench')
  let refused = 0
  const refusal = await timed(500_000, () => {
    if (open.admit() === null) refused++
  })
  if (refused === 0) throw new Error('The open circuit admitted a call, so nothing was measured.')
  return [atMost('circuit: admit and settle', 'µs', pair, 1.5), atMost('circuit: refusal while open', 'µs', refusal, 0.2)]
}

async function callCpu(): Promise<BenchRow> {
  const route = createRoute({
    targets: [engineAdapter(0), engineAdapter(1), engineAdapter(2)],
    capacity: { concurrency: 10_000 },
  })
  const rounds: number[] = []
  for (let round = 0; round < 9; round++) {
    const before = process.cpuUsage()
    for (let n = 0; n < 4_000; n++) await route.run(CALL)
    const { user, system } = process.cpuUsage(before)
    if (round >= 2) rounds.push((user + system) / 4_000)
  }
  await route.close()
  return atMost('route: whole engine, CPU per call without transport', 'µs', median(rounds), 40)
}

/** CPU of an idle second with ten thousand targets that have all served, against an idle second with none. */
async function idleRow(): Promise<BenchRow> {
  const idle = async (): Promise<number> => {
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  const samples = { none: [] as number[], many: [] as number[] }
  heapBytes()
  for (let n = 0; n < 3; n++) samples.none.push(await idle())
  const routes: Route[] = []
  for (let n = 0; n < 100; n++)
    routes.push(createRoute({ targets: Array.from({ length: 100 }, (_, m) => engineAdapter(n * 100 + m)) }))
  for (const route of routes) await route.run(CALL)
  heapBytes()
  for (let n = 0; n < 3; n++) samples.many.push(await idle())
  await Promise.all(routes.map((route) => route.close()))
  const [value, against] = [median(samples.many), median(samples.none)]
  return {
    name: 'route: idle second with 10,000 targets, CPU',
    unit: 'ms',
    value,
    against,
    target: '≤ 3 ms above none',
    met: value - against <= 3,
  }
}

export async function engineCosts(): Promise<readonly BenchRow[]> {
  return [
    ...(await circuitRows()),
    await decisionRow(),
    await callCpu(),
    await inFlightRow(),
    await idleRow(),
    ...(await capacityRows()),
  ]
}
