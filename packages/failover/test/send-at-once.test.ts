import { createRoute, type Route } from '@understudy/failover'
import { ModelFailure, type ModelReply } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { CALL, reply, vendor } from './support/vendor.ts'

describe('a call that waited for its turn', () => {
  it('is sent in the turn in which it got its place: nothing that is decided after that comes before its request', async () => {
    const runtime = virtualRuntime()
    const pending: PromiseWithResolvers<ModelReply>[] = []
    const barredWhenAsked: boolean[] = []
    const first = vendor('a/one', () => {
      barredWhenAsked.push(route.status()[0]?.bar !== undefined)
      const answer = Promise.withResolvers<ModelReply>()
      pending.push(answer)
      return answer.promise
    })
    const route: Route = createRoute({ targets: [first], runtime, capacity: { concurrency: 2, firstCallMs: 0 } })
    const calls = [1, 2, 3].map(() => route.run(CALL).catch((thrown: unknown) => thrown))
    await runtime.advance(1)
    expect(first.asked).toBe(2)
    // Both answers arrive at once: the one gives its place to the call that waits, the other says that the model is gone.
    pending[0]?.resolve(reply('one'))
    pending[1]?.reject(new ModelFailure('a/one', 'withdrawn', 'Gone.', { explicit: true, reason: 'withdrawn' }))
    await runtime.advance(1)
    expect([first.asked, route.status()[0]?.bar?.by]).toEqual([3, 'verdict'])
    expect(barredWhenAsked).toEqual([false, false, false])
    pending[2]?.resolve(reply('one'))
    await runtime.until(Promise.all(calls))
  })
})
