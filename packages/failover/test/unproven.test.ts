import { type FailureKind, ModelFailure } from '@understudy/spec'
import { memoryStore } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { readRefusal, unproven } from '../src/verdict/unproven.ts'
import { world } from './support/route-world.ts'
import { reply, vendor } from './support/vendor.ts'

describe('a target is unproven', () => {
  const refusal = (kind: FailureKind, at: number) => ({ kind, at, sentence: 'No.' })
  it.each([
    ['that never served', null, null, 'never-served'],
    ['that never served and was refused', null, refusal('auth', 5), 'never-served'],
    ['whose key was refused since', 3, refusal('auth', 5), 'refused'],
    ['whose money ran out since', 3, refusal('quota-exhausted', 5), 'refused'],
    ['that served since it was refused', 6, refusal('auth', 5), undefined],
    ['whose address was out of order for a while', 3, refusal('unreachable', 5), undefined],
    ['that served and was never refused', 3, null, undefined],
  ] as const)('%s', (_, servedAt, last, why) => expect(unproven(servedAt, last)?.why).toBe(why))

  it('whatever a store holds instead of a refusal', () => {
    for (const json of [null, '', '{', '[]', '{"at":"1"}', 'null']) expect(readRefusal(json === 'null' ? '{}' : json)).toBeNull()
  })
})

describe('a route tells who is unproven', () => {
  it('from the first call on, for as long as it never served, over processes of one store', async () => {
    const store = memoryStore()
    let answers = false
    const first = vendor('anthropic/opsu', () => {
      if (answers) return reply('opsu')
      throw new ModelFailure('anthropic/opsu', 'auth', 'anthropic/opsu did not accept the key.')
    })
    const floor = Object.assign(vendor('floor/rules'), { degraded: true })
    const options = { targets: [first, vendor('openai/gpt'), floor], store }
    const one = world(options)
    await one.run()
    const status = () =>
      world(options)
        .route.status()
        .map((each) => each.unproven)
    expect(status()).toEqual([
      { why: 'never-served', sentence: 'it never served this credential; last time: anthropic/opsu did not accept the key.' },
      undefined,
      undefined,
    ])
    answers = true
    await world(options).run()
    expect(status()).toEqual([undefined, undefined, undefined])
  })

  it('not because of what was asked', async () => {
    const store = memoryStore()
    const refuses = vendor('anthropic/opus', () => {
      throw new ModelFailure('anthropic/opus', 'malformed', 'No JSON.')
    })
    const { run, route } = world({ targets: [refuses, vendor('openai/gpt')], store })
    await run()
    expect(route.status()[0]?.unproven?.sentence).toBe('it never served this credential')
  })
})
