import { Gate, type Policy } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aNotice, aTarget } from './support/notices.ts'

const TARGETS = ['a/one', 'a/two', 'b/three', 'floor/ast'].map((id) => aTarget(id))
const POLICY: Policy = {
  otherwise: 'deny',
  rules: [
    { id: 'secret', effect: 'deny', repositoryClasses: ['secret'], vendors: ['b'] },
    { id: 'team', effect: 'deny', vendors: ['a'], principals: [{ attribute: 'team', in: ['red'] }] },
    { id: 'all', effect: 'allow', tasks: ['review.*'] },
  ],
}

const runtimeOf = () => virtualRuntime({ startsAt: 0 })
const at = (ms: number): string => new Date(ms).toISOString()
const NOTICES: readonly Notice[] = [
  aNotice('one', { models: ['a/one'], from: at(1_000), until: at(3_000) }),
  aNotice('foreign', { models: ['*'], from: at(2_000), principals: [{ attribute: 'nationality', notIn: ['us'] }] }),
  aNotice('review', { models: ['b/*'], from: at(0), until: at(2_500), tasks: ['review.files'] }),
]

const word = (...words: string[]) => fc.constantFrom(undefined, '', ...words)
const subjects = fc
  .record({
    repositoryClass: word('secret', 'open'),
    team: word('red', 'blue'),
    nationality: word('us', 'fr'),
    ticket: fc.constantFrom('1', '2'),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>)

const steps = fc.record({
  // Moments just before, at and just after each at which a notice begins or ends; the clock may also go back.
  wallTime: fc.constantFrom(0, 999, 1_000, 1_999, 2_000, 2_001, 2_499, 2_500, 2_999, 3_000, 9_000),
  notices: fc.subarray([...NOTICES]),
  task: fc.constantFrom('review.files', 'review.diff', 'propose.patch'),
  subject: subjects,
})

describe('what a gate keeps', () => {
  it('never shows: it answers as one that was made for this question, whatever was asked before', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(steps, { minLength: 2, maxLength: 12 }), fc.boolean(), (asked, mayBarLast) => {
        const runtime = runtimeOf()
        const feed: { now: readonly Notice[] } = { now: [] }
        const options = { targets: TARGETS, policies: [POLICY], notices: { notices: () => feed.now }, runtime }
        const lasting = new Gate({ ...options, mayBarLast: mayBarLast || [] })
        for (const { wallTime, notices, task, subject } of asked) {
          runtime.jumpWallClock(wallTime - runtime.wallTime())
          feed.now = notices
          const fresh = new Gate({ ...options, mayBarLast: mayBarLast || [] })
          const question = { task, subject } as const
          for (const target of TARGETS) {
            const answer = fresh.refusal(target, question)
            expect(lasting.refusal(target, question)).toEqual(answer)
            reached.add(answer?.rule ?? 'permitted')
          }
          expect(lasting.held(question)).toEqual(fresh.held(question))
        }
      }),
      { numRuns: 400 },
    )
    expect([...reached].toSorted()).toEqual([
      'notice/foreign',
      'notice/one',
      'notice/review',
      'permitted',
      'policy/otherwise',
      'policy/secret',
      'policy/team',
    ])
  })

  it('is not what a caller does to its subject, or an operator to a policy, afterwards', () => {
    const policy = structuredClone(POLICY) as { otherwise: 'deny'; rules: { id: string; effect: 'allow' | 'deny' }[] }
    const gate = new Gate({ targets: TARGETS, policies: [policy], runtime: runtimeOf() })
    const [, , three] = TARGETS as [unknown, unknown, (typeof TARGETS)[number]]
    const subject: Record<string, string> = { repositoryClass: 'secret' }
    const refused = (given: Record<string, string>) =>
      gate.refusal(three, { task: 'review.files', subject: given })?.rule ?? 'permitted'
    expect(refused(subject)).toBe('policy/secret')
    subject['repositoryClass'] = 'open'
    policy.rules.length = 0
    expect([refused(subject), refused({ repositoryClass: 'secret' })]).toEqual(['permitted', 'policy/secret'])
  })

  it('is bounded: any number of kinds of question is answered', () => {
    const gate = new Gate({ targets: TARGETS, policies: [POLICY], runtime: runtimeOf() })
    const [one] = TARGETS as [(typeof TARGETS)[number]]
    for (let n = 0; n < 1_000; n++)
      expect(gate.refusal(one, { task: 'review.files', subject: { team: n % 2 ? 'red' : `${n}` } }) === null).toBe(n % 2 === 0)
  })
})
