import type { History } from './history.ts'
import { MODES } from './plan.ts'
import { attemptLines, circuitChanges, classOf, type OutcomeClass, type State, stateBefore } from './timeline.ts'

const STATES: readonly State[] = ['closed', 'open', 'half-open']
const OUTCOMES: readonly OutcomeClass[] = ['ok', 'fault', 'trip', 'throttled', 'gone', 'quality', 'refused', 'neutral']
const SUBJECTS = ['target', 'quality', 'endpoint', 'credential'] as const
const TRANSITIONS = ['closed → open', 'open → half-open', 'half-open → closed', 'half-open → open', 'open → closed']
const SITUATIONS = [
  'two targets failed before one served',
  'no target could serve',
  'a bar was made while other calls to the target were under way',
  'a probe ended with its lease',
  'a target was far slower than its baseline',
  'a retry served',
  'a repair served',
  'a hedge won',
  'a hedge lost',
  'a call waited in line',
  'too many calls waited',
  'a call was cancelled during an attempt',
  'a deadline passed',
  'a refusal surfaced',
  'refusals opened a policy circuit',
  'a process was restarted with calls under way',
  'every open target was tried by force',
  'calls in flight were silent',
  'calls were moved on from a silent target',
  'slow start held calls back',
  'the floor served',
  'probes lifted a bar',
  'a canned call was the probe of a circuit',
  'a probe of a barred model failed',
  'a call was too large for a target',
  'a target became suspect',
  'a suspect target was skipped',
  'a synthetic probe cleared a suspect target',
  'a call cleared a suspect target',
  'an ambiguous answer was refuted by a synthetic probe',
  'a target that turned requests away came to rest',
] as const

/** Every state, transition, pair and situation that a run must have reached, or it proves nothing about it. */
export const REQUIRED: readonly string[] = [
  ...OUTCOMES.flatMap((outcome) => STATES.map((state) => `${outcome} while ${state}`)),
  ...SUBJECTS.flatMap((subject) => TRANSITIONS.map((transition) => `${subject}: ${transition}`)),
  ...SITUATIONS,
  ...MODES.map((mode) => `vendor ${mode}`),
]

type Situation = (typeof SITUATIONS)[number]

/** Counts what was reached, over any number of hours. */
export class Coverage {
  readonly counts = new Map<string, number>(REQUIRED.map((name) => [name, 0]))

  add(history: History): void {
    this.#pairs(history)
    this.#transitions(history)
    this.#results(history)
    this.#attempts(history)
    for (const { mode } of history.requests) if (mode !== 'healthy') this.#reached(`vendor ${mode}`)
  }

  /** Adds what another run reached. */
  addCounts(counts: ReadonlyMap<string, number>): void {
    for (const [name, count] of counts) this.#reached(name, count)
  }

  /** What was reached fewer than `least` times. */
  missing(least: number): readonly string[] {
    return REQUIRED.filter((name) => (this.counts.get(name) ?? 0) < least).map(
      (name) => `${name}: ${this.counts.get(name)} of ${least}`,
    )
  }

  #reached(name: string, times = 1): void {
    if (times > 0) this.counts.set(name, (this.counts.get(name) ?? 0) + times)
  }

  #situation(name: Situation, times = 1): void {
    this.#reached(name, times)
  }

  #pairs(history: History): void {
    const changes = circuitChanges(history)
    for (const line of attemptLines(history)) {
      if (line.kind === null) continue
      const outcome = classOf(line.kind)
      const vendor = line.target.split('/')[0]
      const circuit =
        outcome === 'trip'
          ? `credential|${vendor}|key-${vendor}`
          : `${outcome === 'quality' ? 'quality' : 'target'}|${line.target}`
      const own = changes.get(`${line.process}|${circuit}`)
      this.#reached(`${outcome} while ${stateBefore(own, line.endedIndex)}`)
    }
  }

  #transitions(history: History): void {
    for (const [key, changes] of circuitChanges(history)) {
      const subject = key.split('|')[1]
      let state: State = 'closed'
      for (const { to, why, at } of changes) {
        this.#reached(`${subject}: ${state} → ${to}`)
        state = to
        if (why.includes('baseline')) this.#situation('a target was far slower than its baseline')
        if (subject === 'target' && to === 'closed' && history.probes.some((probe) => probe.good && probe.at === at))
          this.#situation('a canned call was the probe of a circuit')
        if (subject === 'policy' && to === 'open') this.#situation('refusals opened a policy circuit')
      }
    }
  }

  #results(history: History): void {
    for (const { outcome, attempts } of history.results) {
      if (outcome.ok) {
        if (outcome.target === 'floor/local') this.#situation('the floor served')
        if (attempts.filter((attempt) => attempt.outcome !== 'served').length >= 2)
          this.#situation('two targets failed before one served')
        const served = attempts.find((attempt) => attempt.outcome === 'served')?.why ?? ''
        if (served.includes('second try')) this.#situation('a retry served')
        if (served.includes('repair')) this.#situation('a repair served')
        if (served.includes('slower than usual')) this.#situation('a hedge won')
        continue
      }
      if (outcome.code === 'route-exhausted')
        this.#situation(outcome.kind === 'refused' ? 'a refusal surfaced' : 'no target could serve')
      if (outcome.code === 'overloaded-locally') this.#situation('too many calls waited')
      if (outcome.code === 'deadline-exceeded') this.#situation('a deadline passed')
    }
  }

  #attempts(history: History): void {
    const lines = attemptLines(history)
    const under = (index: number, target: string): boolean =>
      lines.some((line) => line.target === target && line.startedIndex < index && line.endedIndex > index)
    history.events.forEach(({ event }, index) => {
      if (event.type === 'target-suspected') this.#situation('a target became suspect')
      if (event.type === 'target-skipped' && event.code === 'suspect') this.#situation('a suspect target was skipped')
      if (event.type === 'target-cleared')
        this.#situation(
          event.why.includes('probe') ? 'a synthetic probe cleared a suspect target' : 'a call cleared a suspect target',
        )
      if (event.type === 'target-probed' && event.why.includes('one request'))
        this.#situation('an ambiguous answer was refuted by a synthetic probe')
      if (event.type === 'circuit-opened' && event.why.includes('invalid-request'))
        this.#situation('a target that turned requests away came to rest')
      if (event.type === 'target-barred' && under(index, event.target))
        this.#situation('a bar was made while other calls to the target were under way')
      if (event.type === 'target-reinstated' && event.by === 'verdict') this.#situation('probes lifted a bar')
      if (event.type === 'target-skipped' && event.why.includes('silent')) this.#situation('calls in flight were silent')
      if (event.type === 'target-skipped' && event.why.includes('starting slowly')) this.#situation('slow start held calls back')
      if (event.type === 'target-skipped' && event.code === 'too-small') this.#situation('a call was too large for a target')
      if (event.type === 'attempt-failed' && event.sentence.includes('within its lease'))
        this.#situation('a probe ended with its lease')
      if (event.type === 'attempt-failed' && event.sentence.includes('was moved on'))
        this.#situation('calls were moved on from a silent target')
      if (event.type === 'attempt-failed' && event.kind === 'cancelled')
        this.#situation(event.sentence.startsWith('Another') ? 'a hedge lost' : 'a call was cancelled during an attempt')
    })
    for (const { process, beganAt } of history.closings)
      if (lines.some((line) => line.process === process && line.startedAt < beganAt && line.endedAt > beganAt))
        this.#situation('a process was restarted with calls under way')
    this.#situation('every open target was tried by force', lines.filter((line) => line.why.includes('by force')).length)
    this.#situation('a probe of a barred model failed', history.probes.filter(({ good }) => !good).length)
    for (const { executionId, startedAt } of history.results) {
      const first = lines.find((line) => line.executionId === executionId)
      if (first && first.startedAt > startedAt + 1) this.#situation('a call waited in line')
    }
  }
}
