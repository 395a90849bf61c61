import { createRoute } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { world } from './support/route-world.ts'
import { vendor } from './support/vendor.ts'

const WHY = 'anthropic/opus cannot be asked: ANTHROPIC_API_KEY is not set.'
const unavailable = () => Object.assign(vendor('anthropic/opus'), { unavailable: WHY })

describe('a target that cannot be asked', () => {
  it('is passed over without an attempt, and told in events, the result and the status', async () => {
    const first = unavailable()
    const { route, run, told } = world({ targets: [first, vendor('openai/gpt')], attempts: 1 })
    const result = await run()
    expect([result.target, result.attempts.length, first.asked]).toEqual(['openai/gpt', 1, 0])
    expect(result.passedOver).toEqual([{ target: 'anthropic/opus', code: 'unavailable', why: WHY }])
    expect(told('target-skipped')[0]).toMatchObject({ target: 'anthropic/opus', code: 'unavailable', why: WHY })
    expect(route.status().map(({ unavailable: why }) => why)).toEqual([WHY, undefined])
  })

  it('is no standby', () => {
    const { route } = world({ targets: [vendor('openai/gpt'), unavailable()] })
    const { exposed, scenarios } = route.readiness({ tasks: ['review.files'] })
    expect(exposed.map(({ task }) => task)).toEqual(['review.files'])
    expect(scenarios.flatMap(({ continuity }) => continuity.flatMap(({ notUsed }) => notUsed.map(({ why }) => why)))).toContain(
      WHY,
    )
  })

  it('is refused as the only one, and lets an engine of this machine work', async () => {
    expect(() => createRoute({ targets: [unavailable()] })).toThrow(
      expect.objectContaining({ code: 'invalid-option', message: WHY }),
    )
    const floor = Object.assign(vendor('floor/rules'), { degraded: true })
    const { run } = world({ targets: [unavailable(), floor] })
    expect(await run()).toMatchObject({ target: 'floor/rules', degraded: true })
  })
})
