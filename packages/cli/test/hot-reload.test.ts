import { createRoute, eligible, type Policy, type PolicyRule } from '@understudy/failover'
import {
  type AttemptContext,
  type Channel,
  type ModelAdapter,
  type ModelCall,
  ModelFailure,
  type TaskName,
} from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { successor } from '../src/live/successor.ts'

const TASKS = ['review.files', 'triage.finding'] as const
const VENDORS = ['a', 'b', 'c'] as const
const CLASSES = ['open', 'secret'] as const
const RETENTIONS = ['none', '30d'] as const

/** What a configuration says of a target; null where it does not have it. */
interface Said {
  readonly retention: string
  readonly tasks: readonly TaskName[] | undefined
}

interface Configuration {
  readonly targets: readonly (Said | null)[]
  readonly policy: Policy
}

const some = <T>(words: readonly T[]) => fc.option(fc.subarray([...words], { minLength: 1 }), { nil: undefined })
const ruleOf = fc.record({
  effect: fc.constantFrom('allow' as const, 'deny' as const),
  vendors: some(VENDORS),
  repositoryClasses: some(CLASSES),
  retentions: some(RETENTIONS),
  tasks: some(TASKS),
  principals: fc.option(
    fc.record({ attribute: fc.constant('team'), in: fc.constant(['red']) }).map((one) => [one]),
    { nil: undefined },
  ),
})
const policyOf = fc
  .record({ otherwise: fc.constantFrom('allow' as const, 'deny' as const), rules: fc.array(ruleOf, { maxLength: 3 }) })
  .map(({ otherwise, rules }): Policy => {
    const named = rules.map((rule, index) => ({ id: `r${index}`, ...rule }))
    return {
      otherwise,
      rules: named.map(
        (rule) => Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as unknown as PolicyRule,
      ),
    }
  })
const saidOf = fc.record({ retention: fc.constantFrom(...RETENTIONS), tasks: some(TASKS) })
const configurationOf = (mostlyOpen: boolean) =>
  fc.record({
    targets: fc.tuple(...VENDORS.map(() => (mostlyOpen ? saidOf : fc.option(saidOf, { nil: null, freq: 4 })))),
    policy: mostlyOpen
      ? fc.oneof({ weight: 3, arbitrary: fc.constant<Policy>({ otherwise: 'allow', rules: [] }) }, policyOf)
      : policyOf,
  })
const subjectOf = fc.record(
  { repositoryClass: fc.constantFrom(...CLASSES), team: fc.constantFrom('red', 'blue') },
  { requiredKeys: [] },
)

const channelOf = (vendor: string, { retention }: Said): Channel => ({
  vendor,
  endpoint: `https://${vendor}.test`,
  credential: 'k',
  retention,
})

type State = 'waiting in line' | 'before sending' | 'on its way' | 'between attempts' | 'hedging'

/** What each call is doing: known from outside, by what its adapters and events said. */
class Watch {
  readonly sends: { readonly at: number; readonly vendor: string; readonly task: TaskName; readonly subject: object }[] = []
  readonly stopped: string[] = []
  readonly #states = new Map<string, State[]>()

  is(call: string, state: State): () => void {
    const states = this.#states.get(call) ?? []
    this.#states.set(call, [...states, state])
    return () => {
      const left = [...(this.#states.get(call) ?? [])]
      left.splice(left.indexOf(state), 1)
      this.#states.set(call, left)
    }
  }

  now(live: ReadonlySet<string>): State[] {
    return [...live].flatMap((call): State[] => {
      const states = this.#states.get(call)
      if (states === undefined) return ['waiting in line']
      if (states.length > 1) return ['hedging']
      return states.length === 0 ? ['between attempts'] : states
    })
  }
}

function adapter(vendor: string, said: Said, watch: Watch, waits: () => number): ModelAdapter {
  return {
    contract: 1,
    id: `${vendor}/m`,
    model: 'm',
    channel: channelOf(vendor, said),
    limits: { contextTokens: 100_000, maxOutputTokens: 10_000, structuredOutput: true, streaming: true },
    async invoke(call: ModelCall, context: AttemptContext) {
      const { id, subject } = JSON.parse(call.input) as { id: string; subject: object }
      // Keys are read, a queue of sockets is passed: whatever an SDK does before bytes leave.
      const preparing = watch.is(id, 'before sending')
      await context.runtime.sleep(waits(), context.signal).finally(preparing)
      try {
        context.beforeSend?.()
      } catch (error) {
        watch.stopped.push(vendor)
        throw error
      }
      watch.sends.push({ at: context.runtime.now(), vendor, task: call.task, subject })
      const waiting = watch.is(id, 'on its way')
      await context.runtime.sleep(waits(), context.signal).finally(waiting)
      if (waits() > 40) throw new ModelFailure(`${vendor}/m`, 'rate-limited', 'Slow down.', { retryAfterMs: 15 })
      if (waits() > 60) throw new ModelFailure(`${vendor}/m`, 'provider-error', 'Down.')
      return {
        text: 'fine',
        stop: { unified: 'finished', raw: 'stop' },
        requestedModel: 'm',
        servedModel: 'm',
        servedAsRequested: true,
        usage: { inputTotal: 1, inputCached: 0, outputVisible: 1, reasoning: 0 },
        timing: { firstByteMs: 1, totalMs: 2 },
        adjustments: [],
      }
    },
  }
}

const targetsOf = ({ targets }: Configuration, make: (vendor: string, said: Said) => ModelAdapter) =>
  targets.flatMap((said, index) => {
    const vendor = VENDORS[index] ?? ''
    return said ? [{ adapter: make(vendor, said), ...(said.tasks && { tasks: said.tasks }) }] : []
  })

/** Whether a configuration would have this asked, worked out from the configuration alone. */
function allowed(
  { targets, policy }: Configuration,
  { vendor, task, subject }: { vendor: string; task: TaskName; subject: object },
) {
  const said = targets[VENDORS.indexOf(vendor as 'a')]
  if (!said || (said.tasks && !said.tasks.includes(task))) return false
  const target = { id: `${vendor}/m`, model: 'm', channel: channelOf(vendor, said) }
  return eligible([policy], subject as Record<string, string>, target, task).permitted
}

describe('work under way when the configuration changes', () => {
  it('sends nothing from then on that the new one forbids, wherever it was', async () => {
    const reached = new Map<State, number>()
    let [stopped, late, forbidden] = [0, 0, 0]
    const world = fc.record({
      before: configurationOf(true),
      after: configurationOf(false),
      calls: fc.array(fc.record({ task: fc.constantFrom(...TASKS), subject: subjectOf, at: fc.integer({ min: 0, max: 250 }) }), {
        minLength: 2,
        maxLength: 12,
      }),
      changeAt: fc.integer({ min: 5, max: 300 }),
      concurrency: fc.constantFrom(1, 3),
      seed: fc.integer(),
    })
    await fc.assert(
      fc.asyncProperty(world, async ({ before, after, calls, changeAt, concurrency, seed }) => {
        let chance = seed >>> 0
        const waits = (): number => (chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0) % 70
        const runtime = virtualRuntime({ startsAt: 0 })
        const watch = new Watch()
        const laterRules = successor(runtime)
        const route = createRoute({
          targets: targetsOf(before, (vendor, said) => adapter(vendor, said, watch, waits)),
          policy: before.policy,
          laterRules,
          runtime,
          attempts: 6,
          capacity: { concurrency, firstCallMs: 0 },
          hedging: { quantile: 0.5, minimumAnswers: 1, budget: 1 },
        })
        const live = new Set<string>()
        const running = calls.map(async ({ task, subject, at }, index) => {
          await runtime.sleep(at)
          const id = String(index)
          live.add(id)
          const input = JSON.stringify({ id, subject })
          const call = { task, system: 's', input, maxOutputTokens: 100, promptVersion: 'test' }
          await route.run(call, { subject }).catch(() => {})
          live.delete(id)
        })
        await runtime.advance(changeAt)
        for (const state of watch.now(live)) reached.set(state, (reached.get(state) ?? 0) + 1)
        laterRules.bind({
          targets: targetsOf(after, (vendor, said) => adapter(vendor, said, watch, waits)),
          rules: { policy: after.policy },
        })
        const [sent, told] = [watch.sends.length, watch.stopped.length]
        await runtime.until(Promise.all(running))
        const since = watch.sends.slice(sent)
        for (const send of watch.sends) expect(allowed(before, send)).toBe(true)
        for (const send of since) expect(allowed(after, send)).toBe(true)
        late += since.length
        stopped += watch.stopped.length - told
        forbidden += watch.sends.slice(0, sent).filter((send) => !allowed(after, send)).length
        await runtime.until(route.close())
      }),
      { numRuns: 400, seed: 20_261_201 },
    )
    // A test that never came to the moments in question would prove nothing.
    for (const state of ['waiting in line', 'before sending', 'on its way', 'between attempts', 'hedging'] as const)
      expect([state, (reached.get(state) ?? 0) > 10]).toEqual([state, true])
    expect([stopped > 10, late > 100, forbidden > 100]).toEqual([true, true, true])
  }, 60_000)
})
