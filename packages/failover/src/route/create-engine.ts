import { hasCode, systemRuntime } from '@understudy/spec'
import { ExtraAttempts } from '../budget/extra-attempts.ts'
import { ForcedProbe } from '../budget/forced-probe.ts'
import { TokenBucket } from '../budget/token-bucket.ts'
import { Line } from '../capacity/line.ts'
import { TargetCapacity } from '../capacity/target-capacity.ts'
import { CircuitBoard } from '../circuit/board.ts'
import type { CircuitChange } from '../circuit/circuit-types.ts'
import { RefusalCircuits } from '../circuit/refusals.ts'
import { Suspects } from '../circuit/suspects.ts'
import { TurnedAway } from '../circuit/turned-away.ts'
import { EventBus } from '../events/event-bus.ts'
import type { CircuitSubject, RouteEvent, RouteEventBody } from '../events/events.ts'
import { HedgeBudget } from '../hedge/options.ts'
import { entryOfEvent } from '../journal/from-event.ts'
import type { Journal } from '../journal/journal.ts'
import { UsualCall } from '../price/usual-call.ts'
import { memoryStore } from '../store/memory.ts'
import { AttemptsUnderWay } from './attempts-under-way.ts'
import { CircuitHints } from './circuit-hints.ts'
import { Doubts } from './doubts.ts'
import type { Engine } from './engine.ts'
import { ExecutionsUnderWay } from './executions-under-way.ts'
import { HangWatch, moveOn } from './hang-watch.ts'
import { RouteMemory } from './memory.ts'
import { createOversight } from './oversight.ts'
import { RecordKeeping } from './record-keeping.ts'
import { routeSettings } from './settings.ts'
import { routeTargets, type Target } from './target.ts'
import type { RouteOptions } from './types.ts'

/** Puts the parts of a route together. @throws InvalidOptionError */
export function createEngine(options: RouteOptions): Engine {
  const settings = routeSettings(options)
  const runtime = options.runtime ?? systemRuntime
  const bus = new EventBus(runtime)
  const targets = routeTargets(options.targets)
  const store = options.store ?? memoryStore()
  const hints = new CircuitHints(store, targets, runtime)
  const tell = (circuit: CircuitSubject, target: string, change: CircuitChange): void => {
    if (circuit === 'target') hints.changed(target, change)
    bus.emit(circuitEvent(circuit, target, change))
  }
  const attempts = new AttemptsUnderWay(runtime)
  const journal = options.journal ?? null
  const board = new CircuitBoard({ settings: settings.circuit, runtime, onChange: tell })
  const suspects = new Suspects({
    settings: settings.circuit,
    runtime,
    onChange: (key, suspicion, why) => {
      hints.suspected(key, suspicion !== null)
      const target = targets.find((each) => each.key === key)?.id ?? key
      bus.emit({ type: suspicion ? 'target-suspected' : 'target-cleared', target, why })
    },
  })
  hints.adopt(board, suspects)
  const line: Engine['line'] = new Line(runtime, settings.capacity.waiting)
  if (journal) bus.subscribe((event) => recordEvent(journal, event))
  return {
    settings,
    targets,
    runtime,
    bus,
    journal,
    records: new RecordKeeping(journal, bus),
    memory: new RouteMemory(store, runtime, (error) =>
      bus.emit({ type: 'record-failed', what: 'store', sentence: storeTrouble(error) }),
    ),
    board,
    hints,
    oversight: createOversight(options, { targets, runtime, store, bus, journal, onReturn: () => line.pump() }),
    refusals: new RefusalCircuits(settings.circuit, runtime, (key, { to, cooldownMs }) =>
      tell(
        'policy',
        key,
        to === 'open' ? { to, cooldownMs, why: 'it refuses this task again and again' } : { to, why: 'it stopped refusing' },
      ),
    ),
    suspects,
    turnedAway: new TurnedAway(),
    doubts: new Doubts(),
    extra: new ExtraAttempts(settings.retryBudget),
    hedges: new HedgeBudget(settings.hedging?.budget ?? 0),
    forced: new ForcedProbe(),
    calls: new UsualCall(),
    line,
    hangs: new HangWatch({ board, runtime, moveOn: (target, permits) => moveOn(attempts, target, permits) }),
    executions: new ExecutionsUnderWay(),
    attempts,
    notInstalled: new Map(),
    heldTold: new Set(),
    probes: new Set(),
    over: { now: false },
    tokens: lazily(
      (vendor: string) => vendor,
      () => new TokenBucket(),
    ),
    capacity: lazily(
      (target: Target) => target.key,
      (target) =>
        new TargetCapacity(
          { ...settings.capacity, ...target.capacity, ...(target.degraded && { firstCallMs: 0 }) },
          runtime.now(),
          target.adapter.limits.streaming,
        ),
    ),
  }
}

/** Makes one value per key, on first use. Keys are as many as a route has targets. */
function lazily<From, Value>(keyOf: (from: From) => string, make: (from: From) => Value): (from: From) => Value {
  const made = new Map<string, Value>()
  return (from) => {
    const key = keyOf(from)
    const known = made.get(key)
    if (known) return known
    const value = make(from)
    made.set(key, value)
    return value
  }
}

function recordEvent(journal: Journal, event: RouteEvent): void {
  const entry = entryOfEvent(event)
  if (entry) journal.record(entry)
}

function storeTrouble(error: unknown): string {
  if (hasCode(error, 'store-unusable') || hasCode(error, 'closed')) return error.message
  return `The health store failed in an unexpected way (${error instanceof Error ? error.name : typeof error}).`
}

function circuitEvent(circuit: CircuitSubject, target: string, change: CircuitChange): RouteEventBody {
  if (change.to === 'open')
    return { type: 'circuit-opened', target, circuit, cooldownMs: change.cooldownMs ?? 0, why: change.why }
  if (change.to === 'half-open') return { type: 'circuit-half-opened', target, circuit }
  return { type: 'circuit-closed', target, circuit, why: change.why }
}
