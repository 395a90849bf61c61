import * as engine from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { violations } from './simulation/check.ts'
import { planHour } from './simulation/plan.ts'
import { runHour } from './simulation/run-hour.ts'
import { leastReached, simulate } from './simulation/simulate.ts'

const HOURS = 300

describe('the whole engine in simulated hours', () => {
  it(`keeps every promise through ${HOURS} hours of outages, and reaches everything it is judged by`, async () => {
    const run = await simulate(engine, HOURS, 1)
    expect(run.failed && { seed: run.failed.plan.seed, violations: run.failed.violations.slice(0, 5) }).toBeNull()
    expect(run.coverage.missing(leastReached(HOURS))).toEqual([])
  }, 240_000)

  it('runs an hour the same way every time', async () => {
    const plan = planHour(7)
    const [once, again] = [await runHour(plan, engine), await runHour(plan, engine)]
    expect(again.events).toEqual(once.events)
    expect(once.events.length).toBeGreaterThan(100)
  })

  it('sees a broken promise: a history in which a barred target was asked fails', async () => {
    const plan = planHour(3)
    const history = await runHour(plan, engine)
    expect(violations(history, plan)).toEqual([])
    const [request] = history.requests
    if (request) history.requests[0] = { ...request, barred: true }
    expect(violations(history, plan).map(({ rule }) => rule)).toEqual(['I1'])
  })
})
