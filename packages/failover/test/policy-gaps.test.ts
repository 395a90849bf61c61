import { eligible, type Policy, type PolicyRule } from '@understudy/failover'
import { noticeBars } from '@understudy/failover/notice'
import type { Channel } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { createRoute } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { aNotice, aTarget } from './support/notices.ts'
import { after, CALL, fails, vendor } from './support/vendor.ts'

const deny = (rule: Omit<PolicyRule, 'id' | 'effect'>): Policy => ({
  otherwise: 'allow',
  rules: [{ id: 'no', effect: 'deny', ...rule }],
})
const allow = (rule: Omit<PolicyRule, 'id' | 'effect'>): Policy => ({
  otherwise: 'deny',
  rules: [{ id: 'yes', effect: 'allow', ...rule }],
})
const may = (policy: Policy, id: string, channel: Partial<Channel> = {}) =>
  eligible([policy], {}, aTarget(id, channel), 'review.files').permitted

describe('a residency that nobody stated', () => {
  it.each([['us'], ['eu'], ['u*'], ['global'], ['*']])('meets a rule that denies %s, and so does global', (residency) => {
    const policy = deny({ residencies: [residency] })
    expect([
      may(policy, 'a/one'),
      may(policy, 'a/one', { residency: 'global' }),
      may(policy, 'a/one', { residency: '' }),
    ]).toEqual([false, false, false])
  })

  it('meets no rule that allows a place, and the one that allows everywhere', () => {
    expect([may(allow({ residencies: ['us'] }), 'a/one'), may(allow({ residencies: ['global'] }), 'a/one')]).toEqual([
      false,
      true,
    ])
    expect(may(deny({ residencies: ['us'] }), 'a/one', { residency: 'eu' })).toBe(true)
  })
})

describe("a vendor's own hosts", () => {
  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://API.OpenAI.com./v1', 'openai'],
    ['https://eu.api.openai.com/v1', 'openai'],
    ['https://api.openai.com:443/v1', 'openai'],
    ['https://api.anthropic.com', 'anthropic'],
    ['https://generativelanguage.googleapis.com/v1beta/openai', 'google'],
    ['https://europe-west4-aiplatform.googleapis.com', 'google'],
    ['https://api.mistral.ai/v1', 'mistral'],
    ['https://api.deepseek.com', 'deepseek'],
  ])('%s is denied with %s under any adapter', (endpoint, name) => {
    expect(may(deny({ vendors: [name] }), 'mine/gpt-5.5', { endpoint })).toBe(false)
    expect(may(deny({ models: [`${name}/*`] }), 'mine/gpt-5.5', { endpoint })).toBe(false)
    expect(may(deny({ vendors: ['mine'] }), 'mine/gpt-5.5', { endpoint })).toBe(false)
    const notice = aNotice('n', { models: [`${name}/gpt-5.5`] })
    const target = aTarget('mine/gpt-5.5', { endpoint })
    const asked = { targets: [target], task: 'review.files', subject: {}, wallTime: Date.now(), mayBarLast: true } as const
    expect([...noticeBars([notice], asked).barred.keys()]).toEqual([target])
  })

  it.each([
    ['https://api.openai.com.evil.example'],
    ['https://notapi.openai.com.example'],
    ['local'],
    ['https://gateway.acme.example'],
  ])('%s is no vendor of its own', (endpoint) =>
    expect(may(deny({ vendors: ['openai', 'anthropic', 'google'] }), 'mine/m', { endpoint })).toBe(true),
  )

  it("is denied where a gateway's model id begins with it", () => {
    const there = { endpoint: 'https://gateway.acme.example' }
    expect(may(deny({ vendors: ['openai'] }), 'gate/openai', there)).toBe(true)
    const target = { ...aTarget('gate/x', there), id: 'gate/openai/gpt-5.5', model: 'openai/gpt-5.5' }
    for (const rule of [{ vendors: ['openai'] }, { models: ['openai/gpt-5.5'] }])
      expect(eligible([deny(rule)], {}, target, 'review.files').permitted).toBe(false)
  })
})

describe('a model that is denied', () => {
  it.each([
    'openai/gpt-5.5-2026-04-23',
    'openai/gpt-5.5-20260423',
    'openai/gpt-5.5-0423',
    'openai/gpt-5.5-001',
    'openai/gpt-5.5@20260423',
    'openai/gpt-5.5-04-23',
    'openai/gpt-5.5-04-2026',
    'openai/gpt-5.5-latest',
    'openai/GPT-5.5-2026-04-23',
  ])('is denied as %s, too', (id) => expect(may(deny({ models: ['openai/gpt-5.5'] }), id)).toBe(false))

  it.each(['openai/gpt-5.5-mini', 'openai/gpt-5.5-pro', 'openai/gpt-5', 'openai/gpt-5.55', 'openai/gpt-5.5-405'])(
    'is not %s',
    (id) => expect(may(deny({ models: ['openai/gpt-5.5'] }), id)).toBe(true),
  )

  it('is a snapshot, which does not allow its alias; and an alias that is allowed does not allow its snapshots', () => {
    expect(may(allow({ models: ['openai/gpt-5.5'] }), 'openai/gpt-5.5-2026-04-23')).toBe(false)
  })
})

describe('a rule about endpoints', () => {
  const GATEWAY = { endpoint: 'https://gateway.acme.example/v1' }
  it.each([
    ['https://gateway.acme.example/v1'],
    ['https://gateway.acme.example/*'],
    ['gateway.acme.example'],
    ['*.acme.example'],
    ['https://gateway.acme.example'],
  ])('means %s', (endpoint) => {
    expect(may(allow({ endpoints: [endpoint] }), 'openai/gpt', GATEWAY)).toBe(true)
    expect(may(deny({ endpoints: [endpoint] }), 'openai/gpt', GATEWAY)).toBe(false)
  })

  it('means no other', () => {
    expect(
      may(allow({ endpoints: ['https://gateway.acme.example/*'] }), 'openai/gpt', { endpoint: 'https://api.openai.com/v1' }),
    ).toBe(false)
    expect(
      may(allow({ endpoints: ['gateway.acme.example'] }), 'openai/gpt', { endpoint: 'https://gateway.acme.example.evil/v1' }),
    ).toBe(false)
  })

  it('denies this machine by any of its names, whatever the port', () => {
    for (const endpoint of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080/v1'])
      for (const denied of ['localhost', '127.0.0.1', '[::1]'])
        expect(may(deny({ endpoints: [denied] }), 'openai/gpt', { endpoint })).toBe(false)
  })
})

describe('a subject', () => {
  it('is that of the moment at which the work began, whatever its caller does with it', async () => {
    const runtime = virtualRuntime()
    const [first, second] = [vendor('a/one', fails('a/one', 'provider-error', 'Down.')), vendor('b/two')]
    first.behave = after(1_000, fails('a/one', 'provider-error', 'Down.'))
    const policy: Policy = {
      otherwise: 'deny',
      rules: [
        { id: 'all', effect: 'allow', vendors: ['a'] },
        { id: 'open', effect: 'allow', vendors: ['b'], repositoryClasses: ['open'] },
      ],
    }
    const route = createRoute({ targets: [first, second], runtime, policy, attempts: 2 })
    const subject: Record<string, string> = { repositoryClass: 'secret' }
    const run = route.run(CALL, { subject }).then(
      () => 'served',
      () => 'refused',
    )
    await runtime.advance(500)
    subject['repositoryClass'] = 'open'
    expect(await runtime.until(run)).toBe('refused')
    expect(second.asked).toBe(0)
  })

  it.each([[['secret']], [7], [null], [{ repositoryClass: ['open'] }], [{ repositoryClass: 7 }], ['secret']])(
    'that is %j is refused in words',
    (subject) => {
      const route = createRoute({ targets: [vendor('a/one')], runtime: virtualRuntime() })
      return expect(route.run(CALL, { subject: subject as never })).rejects.toMatchObject({ code: 'invalid-option' })
    },
  )
})
