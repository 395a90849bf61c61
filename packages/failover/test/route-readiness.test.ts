import { memoryStore } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { aNotice } from './support/notices.ts'
import { world } from './support/route-world.ts'
import { reply, vendor } from './support/vendor.ts'

const policy = {
  name: 'operator',
  otherwise: 'allow',
  rules: [{ id: 'no-b', effect: 'deny', vendors: ['b'], repositoryClasses: ['secret'], why: 'Not with b.' }],
} as const
const prices = [
  {
    asOf: '2026-06-01',
    prices: [
      { model: 'a/one', input: 1, output: 10 },
      { model: 'b/two', input: 3, output: 30 },
    ],
  },
]
const usage = { inputTotal: 4_000, inputCached: 0, outputVisible: 800, reasoning: 200 }

function routed() {
  const first = vendor('a/one', () => reply('one', { usage }))
  const second = { adapter: vendor('b/two'), capacity: { requestsPerMinute: 30, tokensPerMinute: 50_000 } }
  const store = memoryStore()
  return {
    store,
    ...world({
      store,
      targets: [first, second],
      policy,
      prices,
      notices: { notices: () => [aNotice('later', { models: ['c/*'] })] },
    }),
  }
}

describe('the readiness of a route', () => {
  it('says who would serve, whether that is allowed, with what capacity, cost and agreement', async () => {
    const { route, run, store } = routed()
    const unproven = route.readiness({ tasks: ['review.files'], subjects: [{ repositoryClass: 'open' }] })
    expect(unproven.unproven).toEqual([
      { target: 'a/one', why: 'it never served this credential' },
      { target: 'b/two', why: 'it never served this credential' },
    ])
    expect(unproven.scenarios.flatMap(({ continuity }) => continuity.map(({ outcome }) => outcome))).toContain('unproven')
    store.markServed(route.status()[1]?.key ?? '', 1)
    for (let n = 0; n < 4; n++) await run({ repositoryClass: 'open' })
    expect(route.readiness({ tasks: ['review.files'] }).unproven).toEqual([])
    const subjects = [{ repositoryClass: 'open' }, { repositoryClass: 'secret' }]
    const agreement = ({ id }: { readonly id: string }, other: { readonly id: string }) =>
      id === 'a/one' && other.id === 'b/two' ? 0.7 : undefined
    const { scenarios, exposed, concentration } = route.readiness({
      tasks: ['review.files'],
      subjects,
      agreement,
      neededPerMinute: 20,
    })
    const lost = scenarios.find(({ loss }) => loss.kind === 'vendor' && loss.name === 'a')
    expect(lost?.continuity).toMatchObject([
      // 50,000 tokens a minute are ten calls as they were so far.
      { before: 'a/one', after: 'b/two', outcome: 'short', callsPerMinute: 10, costRatio: 3, agreement: 0.7 },
      { before: 'a/one', after: null, outcome: 'lost', notUsed: [{}, { target: 'b/two', why: 'Not with b. (operator/no-b)' }] },
    ])
    expect(exposed.map(({ task }) => task)).toEqual(['review.files'])
    expect(concentration).toMatchObject({ calls: 4 })
    expect(concentration.shares.find(({ by }) => by === 'vendor')).toMatchObject({ largest: 'a', share: 1, index: 1 })
  })

  it('does not count a target that is out already, and says why', async () => {
    const { route } = routed()
    route.withdraw('b/two', { reason: 'an order' })
    const [scenario] = route.readiness({ tasks: ['review.files'] }).scenarios
    expect(scenario?.continuity[0]?.notUsed.at(-1)).toEqual({ target: 'b/two', why: 'An operator withdrew b/two: an order' })
    route.reinstate('b/two')
    route.openCircuit('b/two')
    const [opened] = route.readiness({ tasks: ['review.files'] }).scenarios
    expect(opened?.continuity[0]?.notUsed.at(-1)).toEqual({ target: 'b/two', why: 'its circuit is open' })
  })
})
