import { registerHooks } from 'node:module'
import type { EngineUnderTest } from './run-hour.ts'
import { simulate } from './simulate.ts'

/** One slip of the pen that a reviewer could miss: a text of one source file, and what it becomes. */
interface Mutation {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Each must be caught by a broken invariant; which one is not prescribed. */
export const MUTATIONS: readonly Mutation[] = [
  { name: 'bars are not looked at', file: 'route/obstacles.ts', from: 'if (bar) return', to: 'if (false) return' },
  {
    name: 'the lowest priority first',
    file: 'route/execution.ts',
    from: 'order: orderTargets(engine.targets,',
    to: 'order: orderTargets(engine.targets.toReversed(),',
  },
  { name: 'attempts are not counted', file: 'route/plan.ts', from: 'execution.counted++', to: 'execution.counted += 0' },
  {
    name: 'an adapter that ignores its signal is waited for',
    file: 'route/adapter-call.ts',
    from: 'queueMicrotask(() => this.failed(error))',
    to: '',
  },
  { name: 'late outcomes decide', file: 'circuit/circuit.ts', from: 'permit.epoch < this.#changedIn || ', to: '' },
  {
    name: 'neutral outcomes are failures',
    file: 'circuit/circuit.ts',
    from: "|| outcome === 'neutral') return",
    to: ') return',
  },
  { name: 'two probes at once', file: 'circuit/circuit.ts', from: 'this.#probe = permit\n', to: '' },
  {
    name: "the vendor's time is halved",
    file: 'circuit/throttle.ts',
    from: 'now + obeyedRetryAfterMs(retryAfterMs, settings)',
    to: 'now + obeyedRetryAfterMs(retryAfterMs, settings) / 2',
  },
  {
    name: 'substitutes are accepted',
    file: 'route/failure.ts',
    from: '!reply.servedAsRequested && !allowSubstitution',
    to: 'false',
  },
  { name: 'a hedge crosses residency', file: 'route/round.ts', from: 'target.residency !== slow.residency ||', to: '' },
  {
    name: 'the loser of a hedge is not ended',
    file: 'route/round.ts',
    from: "if (winner.ok) loser.cut('hedge-lost')",
    to: 'if (winner.ok) return winner',
  },
  {
    name: 'an open circuit never heals',
    file: 'circuit/circuit.ts',
    from: 'if (now < this.#openUntil && !force) return false',
    to: 'return false',
  },
  {
    name: 'concurrency has no limit',
    file: 'capacity/target-capacity.ts',
    from: 'if (this.#inFlight >= this.#concurrency.limit)',
    to: 'if (this.#inFlight > this.#concurrency.limit)',
  },
  { name: 'a call in line is forgotten', file: 'route/admission.ts', from: 'engine.line.pump()', to: '' },
  {
    name: 'the call is part of what is told',
    file: 'route/lifecycle.ts',
    from: "{ type: 'execution-started', task: call.task }",
    to: "{ type: 'execution-started', task: call.input as 'plain' }",
  },
  {
    name: 'an ambiguous answer suspends at once',
    file: 'verdict/judge-withdrawal.ts',
    from: "explicit === false && asked === 'request'",
    to: 'false',
  },
  {
    name: 'one failure makes suspect',
    file: 'circuit/suspects.ts',
    from: 'const FAILURES_NEEDED = 2',
    to: 'const FAILURES_NEEDED = 1',
  },
  {
    name: 'a suspect target is asked as ever',
    file: 'route/choose.ts',
    from: 'if (!suspicion || !anotherServes',
    to: 'if (true || !anotherServes',
  },
  {
    name: 'one request that was turned away is enough',
    file: 'circuit/turned-away.ts',
    from: 'const NEEDED = 3',
    to: 'const NEEDED = 1',
  },
]

/** Loads the engine once more with one file changed. Only the engine's own modules are loaded anew. */
async function loadMutant(mutation: Mutation, number: number): Promise<EngineUnderTest> {
  const mark = `?mutant=${number}`
  let changed = false
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const inside = found.url.includes('/failover/src/') && !found.url.includes('?')
      const asked = context.parentURL?.endsWith(mark) || specifier === '@understudy/failover'
      return inside && asked ? { ...found, url: found.url + mark } : found
    },
    load(url, context, next) {
      const loaded = next(url, context)
      if (!url.endsWith(`/src/${mutation.file}${mark}`)) return loaded
      const source = Buffer.from(loaded.source as Uint8Array).toString()
      if (!source.includes(mutation.from)) throw new Error(`"${mutation.name}" does not apply to ${mutation.file} any more.`)
      changed = true
      return { ...loaded, source: source.replace(mutation.from, mutation.to) }
    },
  })
  try {
    const engine = (await import('@understudy/failover')) as EngineUnderTest
    if (!changed) throw new Error(`"${mutation.name}": ${mutation.file} was not loaded.`)
    return engine
  } finally {
    hooks.deregister()
  }
}

export interface MutantResult {
  readonly name: string
  readonly caughtBy: string | null
  readonly hours: number
}

/** Simulates each mutant until a promise breaks. */
export async function huntMutants(mostHours: number): Promise<readonly MutantResult[]> {
  const results: MutantResult[] = []
  for (const [number, mutation] of MUTATIONS.entries()) {
    const engine = await loadMutant(mutation, number)
    const { failed, hours } = await simulate(engine, mostHours, 1).catch((error: unknown) => ({
      failed: { violations: [{ rule: `a crash: ${String(error)}` }] },
      hours: 0,
    }))
    results.push({ name: mutation.name, caughtBy: failed?.violations[0]?.rule ?? null, hours })
  }
  return results
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await huntMutants(Number(process.argv[2] ?? 60))))
