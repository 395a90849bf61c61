import { describe, expect, test } from 'vitest'
import { defineScenario, runDrill, type Scenario, SCENARIO_NAMES, type ScenarioName, SCENARIOS } from '../src/index.ts'
import { loopbackStage } from '../src/loopback/index.ts'
import { mswStage } from '../src/msw/index.ts'
import { type Care, CAREFUL, drillClient } from './drill-client.ts'

const failuresOf = async (name: ScenarioName, mistake: Partial<Care>): Promise<string> =>
  (await runDrill(SCENARIOS[name], { connect: drillClient({ ...CAREFUL, ...mistake }) })).failures.join(' ')

describe('every scenario is a drill that a careful client passes, in virtual time', () => {
  test.each(SCENARIO_NAMES)('%s', async (name) => {
    const before = process.cpuUsage()
    const report = await runDrill(SCENARIOS[name], { connect: drillClient(CAREFUL) })
    expect(report.failures).toEqual([])
    expect(report.calls).toHaveLength(1_000)
    // An hour or more with a thousand calls; usually a tenth of this. CPU time, since other tests share the machine.
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(1_000)
  })

  test('the same seed gives the same history', async () => {
    const run = () => runDrill(SCENARIOS['rate-limit-storm'], { connect: drillClient(CAREFUL) })
    expect(await run()).toEqual(await run())
  })
})

describe('a drill catches the mistakes that it is for', () => {
  test.each<[ScenarioName, Partial<Care>, RegExp]>([
    ['withdrawal-for-everybody', { remembers: false }, /claude-fable-5 was asked \d+ times/],
    ['withdrawal-for-one-account', { remembers: false }, /was asked 83\d times from 600000 ms on; at most 10/],
    ['withdrawal-by-notice', { heedsNotices: false }, /claude-fable-5 answered call 16\d/],
    ['silent-substitution', { comparesServedModel: false }, /claude-haiku-4-5 answered/],
    ['key-revoked', { remembers: false }, /was asked/],
    ['rate-limit-storm', { remembers: false }, /was asked \d+ times/],
    ['hang', { timesOut: false }, /calls were lost/],
    ['mid-stream-cuts', { provesAnswers: false }, /answers were taken for whole that were cut/],
    ['refusal-storm', { provesAnswers: false }, /were cut, refused or damaged/],
    ['schema-drift', { provesAnswers: false }, /were cut, refused or damaged/],
  ])('%s against %j', async (name, mistake, sentence) => expect(await failuresOf(name, mistake)).toMatch(sentence))

  test('a client that never settles', async () => {
    const short: Scenario = { ...SCENARIOS.hang, calls: { count: 5 } }
    const report = await runDrill(short, { connect: () => () => new Promise(() => {}) })
    expect(report.calls.map(({ outcome }) => outcome)).toEqual(Array(5).fill('hung'))
    expect(report.failures[0]).toBe('5 calls had not settled after their deadline.')
  })
})

describe('the same scenarios on real stages', () => {
  test.each([
    ['loopback', 'quota-exhausted'],
    ['loopback', 'schema-drift'],
    ['msw', 'refusal-storm'],
  ] as const)('%s: %s', async (kind, name) => {
    const scenario: Scenario = { ...SCENARIOS[name], calls: { ...SCENARIOS[name].calls, count: 40 } }
    const open = kind === 'msw' ? mswStage : loopbackStage
    const report = await runDrill(scenario, { connect: drillClient(CAREFUL), open, realMs: 800 })
    expect(report.failures).toEqual([])
    // Whether the first calls are before the outage depends on the machine; that all are answered in spite of it does not.
    expect(report.timeline.some((event) => event.type === 'request' && event.faults.length > 0)).toBe(true)
    expect(report.lost).toBe(0)
  })
})

describe('a wrong scenario fails where it is made', () => {
  const base = SCENARIOS.hang
  test.each<[string, object, RegExp]>([
    [
      'a step at no time',
      { steps: [{ do: 'withdraw', model: 'claude-fable-5', atMs: -1 }] },
      /steps\[0\]\.atMs must be a number from 0 to 3600000, got -1/,
    ],
    [
      'a model it lacks',
      { steps: [{ do: 'withdraw', model: 'claude-fable', atMs: 0 }] },
      /steps\[0\]\.model must be one of .*did you mean claude-fable-5/,
    ],
    [
      'a fault nobody knows',
      { steps: [{ do: 'inject', model: '*', fault: 'hangs', atMs: 0 }] },
      /steps\[0\]\.fault must be one of .*did you mean hang\?/,
    ],
    [
      'a condition that cannot be',
      { steps: [{ do: 'inject', model: '*', fault: 'hang', atMs: 0, when: { probability: 3 } }] },
      /steps\[0\]\.when\.probability/,
    ],
    [
      'a verb nobody knows',
      { steps: [{ do: 'remove', model: '*', atMs: 0 }] },
      /steps\[0\]\.do must be one of withdraw, reinstate, inject, notice/,
    ],
    ['no calls', { calls: { count: 0 } }, /calls\.count must be a whole number of at least 1/],
    ['an expectation of a stranger', { expect: { asked: [{ model: 'x', fromMs: 0, atMost: 1 }] } }, /expect\.asked\[0\]\.model/],
    ['a slip of the pen', { last: 3 }, /last must be a known option/],
    ['a start that is no time', { startsAt: 'yesterday' }, /startsAt must be an ISO 8601 time/],
  ])('%s', (_name, change, sentence) => expect(() => defineScenario({ ...base, ...change })).toThrow(sentence))

  test('every ready-made one is right, and JSON keeps it', () => {
    for (const scenario of Object.values(SCENARIOS))
      expect(defineScenario(JSON.parse(JSON.stringify(scenario)) as Scenario)).toEqual(scenario)
  })
})
