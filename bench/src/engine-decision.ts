import type { Policy } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import { SERVED } from '../../packages/failover/src/circuit/effects.ts'
import { giveBack } from '../../packages/failover/src/route/admission.ts'
import { choose } from '../../packages/failover/src/route/choose.ts'
import { createEngine } from '../../packages/failover/src/route/create-engine.ts'
import { beginExecution, type Execution } from '../../packages/failover/src/route/execution.ts'
import { CALL, engineAdapter } from './engine-parts.ts'
import { atMost, type BenchRow, median } from './row.ts'

const POLICY: Policy = {
  name: 'operator',
  otherwise: 'deny',
  rules: [
    { id: 'secret-stays', effect: 'deny', repositoryClasses: ['secret*'], residencies: ['us', 'global'] },
    { id: 'no-fifth', effect: 'deny', vendors: ['*3', '*8'] },
    { id: 'known-vendors', effect: 'allow', vendors: ['v*'], tasks: ['review.*', 'verify.*'] },
  ],
}

const NOTICE: Notice = {
  id: 'order',
  models: ['*2/*', '*7/*'],
  from: '2026-06-12T17:21:00Z',
  basis: { authority: 'An authority', instrument: 'An order' },
}

/**
 * A bad day: a policy and a notice are in force, and all but the last of fifty targets are out, by policy, by the notice, barred
 * by the operator, open, or full. Every guard of every target is asked anew in each decision, which ends in an admission.
 */
export async function decisionRow(): Promise<BenchRow> {
  const notices = [NOTICE]
  const engine = createEngine({
    targets: Array.from({ length: 50 }, (_, n) => ({ adapter: engineAdapter(n), capacity: { concurrency: n < 49 ? 1 : 1_000 } })),
    capacity: { firstCallMs: 0 },
    circuit: { cooldownMs: 80_000_000, maxCooldownMs: 80_000_000 },
    policy: POLICY,
    notices: { notices: () => notices },
  })
  for (const [n, target] of engine.targets.slice(0, 49).entries()) {
    const kind = n % 5
    if (kind === 4) engine.memory.barByOperator(target, 'bench', 'target')
    if (kind === 0) engine.board.circuit('target', target).open('bench')
    if (kind === 1) engine.capacity(target).take(CALL, engine.runtime.now())
  }
  const subject = { repositoryClass: 'internal' }
  const rounds: number[] = []
  for (let round = 0; round < 60; round++) {
    const executions = Array.from({ length: 100 }, () => beginExecution(engine, CALL, { subject }))
    const before = process.cpuUsage()
    const choices = executions.map((execution) => choose(execution))
    const { user, system } = process.cpuUsage(before)
    if (round >= 10) rounds.push((user + system) / 100)
    for (const [n, { admission }] of choices.entries()) {
      const execution = executions[n] as (typeof executions)[number]
      if (admission?.target.id !== 'v49/m49') throw new Error('The wrong target was chosen, so nothing was measured.')
      checkReasons(execution)
      engine.board.settle(admission.target, admission.permit, SERVED)
      giveBack(execution, admission, { outcome: 'ok' })
    }
    await Promise.resolve()
  }
  return atMost('route: decision over 50 targets', 'µs', median(rounds), 10)
}

/** Each fifth of the targets must be out for its own reason, or less was considered than is said. */
function checkReasons({ skipped }: Execution): void {
  const codes = ['circuit', 'saturated', 'barred', 'policy', 'barred']
  const wrong = Array.from({ length: 49 }, (_, n) => n).find((n) => skipped?.[n]?.code !== codes[n % 5])
  if (wrong !== undefined) throw new Error(`Target ${wrong} was passed over as ${skipped?.[wrong]?.code}, not as it was meant.`)
}
