import { parseArgs } from 'node:util'
import * as engine from '@understudy/failover'
import { runHour } from './run-hour.ts'
import { shrink } from './shrink.ts'
import { leastReached, simulate } from './simulate.ts'

/** `npm run simulate -- --hours 300 --seed 1`: exits 1 when a promise was broken or something was not reached. */
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  },
})
const hours = Number(values.hours)
const seed = Number(values.seed)
if (values.help || !Number.isInteger(hours) || hours < 1 || !Number.isInteger(seed)) {
  console.error('npm run simulate -- [--hours WHOLE NUMBER, 300] [--seed WHOLE NUMBER, 1]')
  process.exit(values.help ? 0 : 2)
}

const began = performance.now()
const run = await simulate(engine, hours, seed)
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
