import { concentration, Gate, losses, type Policy, readiness, type ReadinessTarget } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { aTarget } from './support/notices.ts'

const opus: ReadinessTarget = {
  ...aTarget('anthropic/opus', { region: 'us', credential: 'k1' }),
  callUsd: 0.2,
  callsPerMinute: 60,
}
const opusEu: ReadinessTarget = {
  ...aTarget('anthropic/opus', { region: 'eu', credential: 'k1' }),
  callUsd: 0.2,
  callsPerMinute: 10,
}
const gpt: ReadinessTarget = { ...aTarget('openai/gpt', { credential: 'k2' }), callUsd: 0.3, tasks: ['review.files'] }
const floor: ReadinessTarget = {
  ...aTarget('floor/ast', { residency: 'local', credential: 'none' }),
  degraded: true,
  tasks: ['review.files'],
}
const TARGETS = [opus, opusEu, gpt, floor]

const gate = (policies: readonly Policy[] = [], targets: readonly ReadinessTarget[] = TARGETS) =>
  new Gate({ targets, policies, runtime: virtualRuntime() })

describe('losses', () => {
  it('are every target, model, vendor, region and credential, none told twice', () => {
    expect(
      losses(TARGETS).map(({ kind, gone }) => `${kind} ${[...gone].map((target) => TARGETS.indexOf(target)).join('+')}`),
    ).toEqual(['target 0', 'target 1', 'target 2', 'target 3', 'model 0+1', 'vendor 0+1', 'vendor 2', 'vendor 3'])
  })
})

describe('readiness', () => {
  const ask = (change: Partial<Parameters<typeof readiness<ReadinessTarget>>[0]> = {}) =>
    readiness({ targets: TARGETS, tasks: ['review.files', 'propose.patch'], gate: gate(), ...change })
  const outcome = (given: ReturnType<typeof ask>, name: string, task: string) =>
    given.scenarios
      .find(({ loss }) => `${loss.kind} ${loss.name}`.startsWith(name))
      ?.continuity.find((each) => each.task === task)

  it('says who would serve each task after each loss, and which losses would end a task', () => {
    const given = ask()
    expect(outcome(given, 'target anthropic/opus at us', 'review.files')).toMatchObject({
      before: opus.id,
      after: opusEu.id,
      outcome: 'covered',
      costRatio: 1,
      callsPerMinute: 10,
    })
    expect(outcome(given, 'vendor anthropic', 'review.files')).toMatchObject({
      after: gpt.id,
      outcome: 'covered',
      costRatio: expect.closeTo(1.5),
    })
    expect(outcome(given, 'vendor anthropic', 'propose.patch')).toMatchObject({ after: null, outcome: 'lost' })
    expect(outcome(given, 'vendor openai', 'review.files')).toMatchObject({ outcome: 'unaffected' })
    expect(given.exposed).toEqual([{ task: 'propose.patch', losses: ['model anthropic/opus', 'vendor anthropic'] }])
  })

  it('counts only what policy allows, and names the rule that stands in the way', () => {
    const policy: Policy = {
      name: 'operator',
      otherwise: 'allow',
      rules: [{ id: 'no-openai', effect: 'deny', vendors: ['openai'] }],
    }
    const given = ask({ gate: gate([policy]) })
    const after = outcome(given, 'vendor anthropic', 'review.files')
    expect(after).toMatchObject({ after: floor.id, outcome: 'degraded' })
    expect(after?.notUsed).toEqual([
      { target: opus.id, why: 'it is what vanished' },
      { target: opusEu.id, why: 'it is what vanished' },
      { target: gpt.id, why: 'The rule no-openai of operator denies it. (operator/no-openai)' },
    ])
  })

  it('sees a substitute that is too small, one that is out already, and how well it agrees', () => {
    expect(outcome(ask({ neededPerMinute: 30 }), 'target anthropic/opus at us', 'review.files')?.outcome).toBe('short')
    const out = TARGETS.map((target) => (target === opusEu ? { ...target, out: 'its circuit is open' } : target))
    const given = ask({ targets: out, gate: gate([], out), agreement: () => 0.8 })
    expect(outcome(given, 'target anthropic/opus at us', 'review.files')).toMatchObject({ after: gpt.id, agreement: 0.8 })
  })

  it('asks for each subject by itself', () => {
    const policy: Policy = { otherwise: 'deny', rules: [{ id: 'open', effect: 'allow', repositoryClasses: ['open'] }] }
    const given = ask({
      gate: gate([policy]),
      subjects: [{ repositoryClass: 'open' }, { repositoryClass: 'secret' }],
      tasks: ['review.files'],
    })
    expect(given.scenarios[0]?.continuity.map(({ outcome }) => outcome)).toEqual(['covered', 'forbidden'])
    expect(given.closed).toEqual([{ repositoryClass: 'secret' }])
  })

  it('blames no loss for what is forbidden anyway', () => {
    const policy: Policy = { otherwise: 'allow', rules: [{ id: 'no-patches', effect: 'deny', tasks: ['propose.patch'] }] }
    const given = ask({ gate: gate([policy]) })
    expect(outcome(given, 'vendor anthropic', 'propose.patch')?.outcome).toBe('forbidden')
    expect(given).toMatchObject({ exposed: [], closed: [] })
    // What is only out of use is lost, not forbidden.
    const out = TARGETS.map((target) => ({ ...target, out: 'its circuit is open' }))
    expect(ask({ targets: out, gate: gate([], out) }).exposed).toHaveLength(2)
  })
})

describe('concentration', () => {
  it('is the largest share and the sum of squares', () => {
    const calls = new Map<ReadinessTarget, number>([
      [opus, 60],
      [opusEu, 20],
      [gpt, 20],
    ])
    const given = concentration(TARGETS, (target) => calls.get(target) ?? 0)
    expect(given.calls).toBe(100)
    expect(given.shares.find(({ by }) => by === 'vendor')).toEqual({
      by: 'vendor',
      largest: 'anthropic',
      share: 0.8,
      index: expect.closeTo(0.68),
    })
    expect(given.shares.find(({ by }) => by === 'region')).toMatchObject({ largest: 'us', share: 0.6 })
    expect(concentration(TARGETS)).toEqual({ calls: 0, shares: [] })
  })
})
