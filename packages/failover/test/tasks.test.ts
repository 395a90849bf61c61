import { createRoute } from '@understudy/failover'
import type { ModelAdapter } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { CALL, reply, vendor } from './support/vendor.ts'

describe('tasks that an adapter cannot do', () => {
  const setUp = () => {
    const runtime = virtualRuntime()
    const rules = vendor('floor/rules', () => reply('rules'))
    const floor: ModelAdapter = Object.assign(rules, { tasks: ['review.files'] as const, degraded: true })
    return { runtime, rules, floor }
  }

  it('are not sent to it, and the result says why', async () => {
    const { runtime, rules, floor } = setUp()
    const route = createRoute({ targets: [floor, vendor('b/two', () => reply('two'))], runtime })
    const { target } = await runtime.until(route.run({ ...CALL, task: 'triage.finding' }))
    expect([target, rules.asked]).toEqual(['b/two', 0])
    const only = createRoute({ targets: [floor], runtime })
    await expect(runtime.until(only.run({ ...CALL, task: 'triage.finding' }))).rejects.toThrow('it does not do triage.finding')
  })

  it('stay so when its place in the route names more', async () => {
    const { runtime, rules, floor } = setUp()
    const wide = { adapter: floor, tasks: ['review.files', 'triage.finding'] as const }
    const route = createRoute({ targets: [wide], runtime })
    await expect(runtime.until(route.run({ ...CALL, task: 'triage.finding' }))).rejects.toThrow('it does not do triage.finding')
    expect((await runtime.until(route.run({ ...CALL, task: 'review.files' }))).degraded).toBe(true)
    expect(rules.asked).toBe(1)
  })

  it('are not counted as covered by it when a loss is thought through', () => {
    const { runtime, floor } = setUp()
    const route = createRoute({ targets: [vendor('b/two', () => reply('two')), floor], runtime })
    const { exposed } = route.readiness({ tasks: ['review.files', 'triage.finding'] })
    expect(exposed.map(({ task }) => task)).toEqual(['triage.finding'])
  })
})
