import { checkPolicy, eligible, EgressDeniedError, Gate, guardEgress, type Policy, type PolicyRule } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import type { ModelAdapter, ModelCall } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aNotice, aTarget } from './support/notices.ts'

const policy = (otherwise: Policy['otherwise'], ...rules: PolicyRule[]): Policy => ({ name: 'operator', otherwise, rules })
const allow = (id: string, change: Partial<PolicyRule> = {}): PolicyRule => ({ id, effect: 'allow', ...change })
const deny = (id: string, change: Partial<PolicyRule> = {}): PolicyRule => ({ id, effect: 'deny', ...change })

const EU = aTarget('openai/gpt', { region: 'eu-1', residency: 'eu', retention: 'none' })
const ANY = aTarget('anthropic/opus')
const FLOOR = aTarget('floor/ast', { residency: 'local', retention: 'none' })
const TARGETS = [EU, ANY, FLOOR]

const SECRET = { repositoryClass: 'secret' }
const EU_ONLY = policy('deny', allow('eu', { residencies: ['eu', 'local'], retentions: ['none'] }))

describe('eligible', () => {
  const permitted = (
    given: Policy,
    subject: Record<string, string> = {},
    task: 'review.files' | 'propose.patch' = 'review.files',
  ) => TARGETS.filter((target) => eligible([given], subject, target, task).permitted).map(({ id }) => id)

  it.each<[string, Policy, Record<string, string>, readonly string[]]>([
    ['nothing when it denies by default', policy('deny'), {}, []],
    ['everything when it allows by default', policy('allow'), {}, ['openai/gpt', 'anthropic/opus', 'floor/ast']],
    ['what a rule allows', EU_ONLY, {}, ['openai/gpt', 'floor/ast']],
    ['what no rule denies', policy('allow', deny('x', { vendors: ['openai'] })), {}, ['anthropic/opus', 'floor/ast']],
    [
      'nothing that is denied as well as allowed',
      policy('deny', allow('all'), deny('x', { models: ['openai/*'] })),
      {},
      ['anthropic/opus', 'floor/ast'],
    ],
    ['only the classes it names', policy('deny', allow('open', { repositoryClasses: ['open-*'] })), SECRET, []],
    ['nothing of an unknown class to a rule that allows', policy('deny', allow('open', { repositoryClasses: ['*'] })), {}, []],
    [
      'nothing of an unknown class past a rule that denies',
      policy('allow', deny('s', { repositoryClasses: ['secret'] })),
      {},
      [],
    ],
    [
      'no unknown retention to a rule that allows',
      policy('deny', allow('r', { retentions: ['none'] })),
      {},
      ['openai/gpt', 'floor/ast'],
    ],
    [
      'no unknown retention past a rule that denies',
      policy('allow', deny('r', { retentions: ['30d'] })),
      {},
      ['openai/gpt', 'floor/ast'],
    ],
    ['no unknown region past a rule that denies', policy('allow', deny('r', { regions: ['us-*'] })), {}, ['openai/gpt']],
    ['only tasks that it names', policy('deny', allow('t', { tasks: ['propose.patch'] })), {}, []],
    [
      'only people that it names',
      policy('deny', allow('p', { principals: [{ attribute: 'team', in: ['red'] }] })),
      { team: 'blue' },
      [],
    ],
    [
      'not a name from the prototype',
      policy('deny', allow('p', { principals: [{ attribute: 'constructor', in: ['*'] }] })),
      {},
      [],
    ],
  ])('permits %s', (_, given, subject, ids) => {
    expect(permitted(given, subject)).toEqual(ids)
  })

  it('names the rule that decided', () => {
    const rule = (given: Policy, target = EU) => eligible([given], SECRET, target, 'review.files').rule
    expect([rule(EU_ONLY), rule(EU_ONLY, ANY), rule(policy('allow')), rule(policy('deny', deny('no')))]).toEqual([
      'operator/eu',
      'operator/otherwise',
      'operator/otherwise',
      'operator/no',
    ])
    expect(eligible([policy('allow', deny('no', { why: 'Not this one.' }))], {}, EU, 'plain').why).toBe('Not this one.')
  })

  it('only narrows with every further policy, whatever they say', () => {
    const reached = new Set<string>()
    const rule = fc.record({
      effect: fc.constantFrom('allow' as const, 'deny' as const),
      vendors: fc.constantFrom(['openai'], ['anthropic'], ['*']),
      residencies: fc.constantFrom(['eu'], ['*'], ['global', 'local']),
    })
    const one = fc.record({
      otherwise: fc.constantFrom('allow' as const, 'deny' as const),
      rules: fc.array(rule, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), fc.constantFrom(...TARGETS), (given, target) => {
        const policies = given.map(({ otherwise, rules }) => ({
          otherwise,
          rules: rules.map((each, index) => ({ ...each, id: `r${index}` })),
        }))
        const answers = policies.map((_, count) => eligible(policies.slice(0, count + 1), {}, target, 'plain').permitted)
        const single = policies.map((each) => eligible([each], {}, target, 'plain').permitted)
        expect(answers.at(-1)).toBe(single.every(Boolean))
        expect(answers).toEqual(answers.toSorted((a, b) => Number(b) - Number(a)))
        reached.add(`${answers[0]} then ${answers.at(-1)}`)
      }),
      { numRuns: 400 },
    )
    expect(reached).toEqual(new Set(['true then true', 'true then false', 'false then false']))
  })
})

describe('checkPolicy', () => {
  it.each<[unknown, string]>([
    [{ otherwise: 'maybe', rules: [] }, 'policy.otherwise must be one of allow, deny'],
    [{ otherwise: 'deny', rules: {} }, 'policy.rules must be a list'],
    [
      { otherwise: 'deny', rules: [{ id: 'x', effect: 'allow', vendor: ['a'] }] },
      'policy.rules[0].vendor must be a known option (did you mean vendors?)',
    ],
    [
      { otherwise: 'deny', rules: [{ id: 'x', effect: 'allow', vendors: [] }] },
      'policy.rules[0].vendors must be a list of at least one word',
    ],
    [{ otherwise: 'deny', rules: [{ id: 'x', effect: 'allow', tasks: ['a', 7] }] }, 'policy.rules[0].tasks[1] must be'],
    [{ otherwise: 'deny', rules: [allow('x'), deny('x')] }, 'policy.rules[1].id'],
    [{ otherwise: 'deny', rules: [allow('x', { principals: [{ attribute: 'a' }] })] }, 'policy.rules[0].principals[0]'],
  ])('refuses %j', (given, message) => {
    expect(() => checkPolicy(given as Policy, 'policy')).toThrow(message)
  })
})

describe('Gate', () => {
  const question = { task: 'review.files', subject: SECRET } as const
  const gate = (notices: readonly Notice[], policies: readonly Policy[] = [], runtime = virtualRuntime()) =>
    new Gate({ targets: TARGETS, policies, notices: { notices: () => notices }, runtime })

  it('asks notices only about what policy permits, so that the last permitted one is really the last', () => {
    const openai = aNotice('n', { models: ['openai/*', 'floor/*'] })
    expect(gate([openai]).refusal(EU, question)).toMatchObject({ by: 'notice', rule: 'notice/n' })
    const narrowed = gate([openai], [EU_ONLY])
    expect(narrowed.refusal(EU, question)).toBe(null)
    expect(narrowed.held(question).map(({ id }) => id)).toEqual(['n'])
    expect(narrowed.refusal(ANY, question)).toMatchObject({ by: 'policy', rule: 'operator/otherwise' })
  })

  it('bars from the very millisecond that a notice names, and no longer after its end', async () => {
    const runtime = virtualRuntime()
    const at = (ms: number) => new Date(runtime.wallTime() + ms).toISOString()
    const one = gate([aNotice('n', { models: ['openai/*'], from: at(1_000), until: at(2_000) })], [], runtime)
    const seen: boolean[] = []
    for (const wait of [999, 1, 999, 1]) {
      await runtime.advance(wait)
      seen.push(one.refusal(EU, question) !== null)
    }
    expect(seen).toEqual([false, true, true, false])
  })

  it('explains every target', () => {
    const rules = [
      ...gate([aNotice('n', { models: ['openai/*'] })], [policy('allow', deny('d', { vendors: ['anthropic'] }))]).explain(
        question,
      ),
    ]
    expect(rules.map(([{ id }, { permitted, rule }]) => [id, permitted, rule])).toEqual([
      ['openai/gpt', false, 'notice/n'],
      ['anthropic/opus', false, 'operator/d'],
      ['floor/ast', true, 'operator/otherwise'],
    ])
  })
})

describe('guardEgress', () => {
  const call: ModelCall = { task: 'plain', system: '', input: 'secret code', maxOutputTokens: 1, promptVersion: '1' }

  it('asks at the moment of sending, for calls, probes and lists alike, and sends nothing when told no', async () => {
    const sent: string[] = []
    const adapter = {
      contract: 1,
      ...aTarget('a/b'),
      limits: { contextTokens: 1, maxOutputTokens: 1, structuredOutput: true, streaming: true },
      invoke: async () => void sent.push('invoke'),
      probe: async () => void sent.push('probe'),
      describe: async () => (sent.push('describe'), { known: true }),
    } as unknown as ModelAdapter
    let open = true
    const asked: (string | null)[] = []
    const guarded = guardEgress(adapter, (_, given) => {
      asked.push(given && given.task)
      return open ? null : { permitted: false, rule: 'operator/late', why: 'Barred since.' }
    })
    const context = {} as Parameters<ModelAdapter['invoke']>[1]
    const all = () => Promise.allSettled([guarded.invoke(call, context), guarded.probe?.(context), guarded.describe?.(context)])
    await all()
    open = false
    const refused = await all()
    expect(sent).toEqual(['invoke', 'probe', 'describe'])
    expect(asked).toEqual(['plain', null, null, 'plain', null, null])
    for (const each of refused) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'not-permitted-by-policy', rule: 'operator/late' } })
      expect(each.status === 'rejected' && each.reason instanceof EgressDeniedError && each.reason.message).not.toContain(
        'secret code',
      )
    }
  })
})
