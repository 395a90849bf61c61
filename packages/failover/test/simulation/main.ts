import { parseArgs } from 'node:util'
import * as engine from '@understudy/failover'
import { systemRuntime } from '@understudy/spec'
import { simulateInWorkers } from './pool.ts'
import { runHour } from './run-hour.ts'
import { shrink } from './shrink.ts'
import { leastReached, simulate } from './simulate.ts'

/**
 * `npm run simulate -- --hours 300 --seed 1`: exits 1 when a promise was broken or something was not reached.
 * `npm run nightly`: 10,000 hours, others every day.
 */
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  },
})
const hours = Number(values.hours)
const HOURS_A_NIGHT = 10_000
const today = Math.floor(systemRuntime.wallTime() / 86_400_000)
const seed = values.seed === 'today' ? today * HOURS_A_NIGHT : Number(values.seed)
const workers = Number(values.workers)
const wrong = [hours, seed, workers].some((given) => !Number.isInteger(given)) || hours < 1 || workers < 1
if (values.help || wrong) {
  console.error('npm run simulate -- [--hours WHOLE NUMBER, 300] [--seed WHOLE NUMBER or today, 1] [--workers WHOLE NUMBER, 1]')
  process.exit(values.help ? 0 : 2)
}

const began = performance.now()
const tell = (done: number): void => void (done % 1_000 === 0 && console.error(`${done} of ${hours} hours`))
const run = workers === 1 ? await simulate(engine, hours, seed) : await simulateInWorkers(hours, seed, workers, tell)
const seconds = (performance.now() - began) / 1_000
console.log(
  `${run.hours} simulated hours from seed ${seed}: ${run.calls} calls, ${run.requests} requests, in ${seconds.toFixed(1)} s\n`,
)
for (const [name, count] of run.coverage.counts) console.log(`${String(count).padStart(8)}  ${name}`)

if (run.failed) {
  const [first] = run.failed.violations
  console.log(`\nSeed ${run.failed.plan.seed} broke ${first?.rule}: ${first?.what}\nLooking for the smallest history that does …`)
  const small = await shrink(run.failed.plan, engine, first?.rule ?? '')
  console.log(JSON.stringify(small.plan, null, 1))
  const history = await runHour(small.plan, engine)
  for (const { process: number, event } of history.events) {
    const { at, type, wallTime: _, executionId = '', ...rest } = event
    if (type !== 'attempt-progress')
      console.log(
        `${(at / 1_000).toFixed(3).padStart(9)} s  process ${number}  ${executionId.slice(-4)}  ${type} ${JSON.stringify(rest)}`,
      )
  }
  console.log(`\n${small.violation?.rule}: ${small.violation?.what}`)
  process.exit(1)
}
const missing = run.coverage.missing(leastReached(hours))
if (missing.length > 0) console.log(`\nNot reached often enough, so this run proves nothing about:\n  ${missing.join('\n  ')}`)
process.exit(missing.length > 0 ? 1 : 0)
