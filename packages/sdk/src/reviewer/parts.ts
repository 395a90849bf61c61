import { createHash } from 'node:crypto'
import { type HealthStore, SpendingCap } from '@understudy/failover'
import { type Runtime, systemRuntime } from '@understudy/spec'
import { CheckpointPruner } from '../checkpoint/keeping.ts'
import type { CallSettings } from '../tasks/review/call.ts'
import type { ShadowSettings } from '../shadow/options.ts'
import { ShadowRuns } from '../shadow/shadow-runs.ts'
import { driftOf } from './drift-of.ts'
import { type ReviewEventBody, type ReviewListener, stamp, tell } from './events.ts'
import { Gate } from './gate.ts'
import { type ReviewerOptions, type ReviewerSettings, reviewerSettings, tokensForAll } from './options.ts'
import { createRoutes, type Routes } from './routes.ts'
import { reviewJob } from './run-job.ts'

/** What a reviewer is made of. */
export interface Parts {
  readonly runtime: Runtime
  readonly routes: Routes
  readonly settings: ReviewerSettings
  readonly call: CallSettings
  /** Most code in one call. */
  readonly pieceTokens: number
  /** Most that one call may take with all its attempts. */
  readonly callDeadlineMs: number
  readonly gate: Gate
  /** The caller's own store; results are not remembered in one that nobody could open again. */
  readonly store: HealthStore | undefined
  readonly pruner: CheckpointPruner | null
  readonly subscribers: Set<ReviewListener>
  /** Null when nothing is sampled. */
  readonly shadow: ShadowRuns | null
}

/** The design's limit for one execution. */
const CALL_DEADLINE_MS = 300_000

function shadowRuns(settings: ShadowSettings, routes: Routes, runtime: Runtime, subscribers: Parts['subscribers']): ShadowRuns {
  const cap = settings.spendingCapUsd === null ? null : new SpendingCap(settings.spendingCapUsd)
  const say = (body: ReviewEventBody): void => subscribers.forEach((listener) => tell(listener, stamp(runtime, body)))
  return new ShadowRuns({
    settings,
    memory: routes.memory,
    routeFor: (id) => routes.beside(id, cap),
    status: () => routes.review.status(),
    random: () => runtime.random(),
    wallTime: () => runtime.wallTime(),
    review: reviewJob,
    async watch(run, observations) {
      for (const alarm of await driftOf(run, observations)) say({ type: 'drift-suspected', ...alarm })
    },
    tell: say,
  })
}

/** Checks the options and puts the parts together. @throws InvalidOptionError */
export function createParts(options: ReviewerOptions): Parts {
  const { settings, route } = reviewerSettings(options)
  const routes = createRoutes(route, settings.tasks)
  const { tenant, effort, maxOutputTokens, stream } = settings
  const safetyIdentifier = tenant === null ? {} : { safetyIdentifier: createHash('sha256').update(tenant).digest('hex') }
  const subscribers = new Set<ReviewListener>()
  routes.subscribe((event) => subscribers.forEach((listener) => tell(listener, event)))
  const { runtime = systemRuntime, store } = options
  return {
    runtime,
    shadow: settings.shadow && shadowRuns(settings.shadow, routes, runtime, subscribers),
    routes,
    settings,
    call: { effort, maxOutputTokens, stream, ...safetyIdentifier },
    pieceTokens: settings.callTokens ?? tokensForAll(options.targets, maxOutputTokens),
    callDeadlineMs: options.deadlineMs ?? CALL_DEADLINE_MS,
    gate: new Gate(settings.concurrency),
    store,
    pruner: store ? new CheckpointPruner(store, settings.checkpoints, runtime) : null,
    subscribers,
  }
}
