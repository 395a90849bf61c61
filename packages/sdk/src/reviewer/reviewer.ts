import { createHash } from 'node:crypto'
import { createRoute, type HealthStore, type Route, type TargetStatus } from '@understudy/failover'
import type { Report } from '@understudy/findings'
import { checkMembers, checkNumber, refuseOption, type Runtime, systemRuntime, UnderstudyError } from '@understudy/spec'
import type { CheckpointScope } from '../checkpoint/checkpoint.ts'
import { checkInput, type ReviewInput } from '../plan/input.ts'
import { REVIEW_PROMPT_VERSION } from '../prompt/review.ts'
import { type CallSettings, REVIEW_SCHEMA_VERSION } from '../tasks/review/call.ts'
import { reviewEnd } from './deadline.ts'
import { type ReviewEvent, type ReviewListener, tell } from './events.ts'
import { Gate } from './gate.ts'
import { OVERLAP_LINES, type ReviewerOptions, type ReviewerSettings, reviewerSettings, tokensForAll } from './options.ts'
import { reviewInputFiles } from './review.ts'
import type { ReviewRun } from './review-run.ts'

export interface ReviewOptions {
  /** Ends the review early. What is finished is kept: the report comes back all the same, as `partial` or `failed`. */
  readonly signal?: AbortSignal
  /** Whole review, milliseconds; what is finished by then is kept. @default none: each call has the reviewer's `deadlineMs` */
  readonly deadlineMs?: number
  /** Events of this review, in order. */
  readonly onEvent?: ReviewListener
  /** Take over files that an earlier run with the same store finished, and say so in their coverage. @default false */
  readonly resume?: boolean
}

/** Reviews code, and moves to the next target when a model disappears. */
export interface Reviewer {
  /**
   * Reviews files. Comes back with a report also when no target could serve (`status: 'failed'`), because its attempts say why.
   * @throws InvalidOptionError for a wrong input, and `closed` after `close()`
   */
  review(input: ReviewInput, options?: ReviewOptions): Promise<Report>
  /** What is known about each target now. */
  status(): readonly TargetStatus[]
  /** Stops using a target, in every process of the store, until it is reinstated. */
  withdraw(id: string, options: { readonly reason: string }): void
  reinstate(id: string): void
  /** Events of all reviews and of the route. Returns a function that ends the subscription. */
  subscribe(listener: ReviewListener): () => void
  /** Takes no more reviews and lets go of connections. A store and a journal that were passed in stay open. */
  close(): Promise<void>
}

/** The design's limit for one execution. */
const DEFAULT_CALL_DEADLINE_MS = 300_000

interface Parts {
  readonly runtime: Runtime
  readonly route: Route
  readonly settings: ReviewerSettings
  readonly call: CallSettings
  readonly pieceTokens: number
  readonly callDeadlineMs: number
  readonly gate: Gate
  /** The caller's own store; results are not remembered in one that nobody could open again. */
  readonly store: HealthStore | undefined
  readonly subscribers: Set<ReviewListener>
}

function scopeOf({ settings, pieceTokens }: Parts): CheckpointScope {
  return {
    task: 'review.files',
    promptVersion: REVIEW_PROMPT_VERSION,
    schemaVersion: REVIEW_SCHEMA_VERSION,
    settings: [settings.effort, settings.emptyProof, pieceTokens].join(' '),
  }
}

/** A short name for one review, for the ids of its executions. */
const reviewId = ({ random }: Pick<Runtime, 'random'>): string =>
  `r${Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0')}`

async function review(parts: Parts, input: ReviewInput, options: ReviewOptions): Promise<Report> {
  checkInput(input)
  checkMembers('', options, ['signal', 'deadlineMs', 'onEvent', 'resume'])
  const { deadlineMs, onEvent, resume = false } = options
  if (deadlineMs !== undefined) checkNumber('deadlineMs', deadlineMs, { min: 1 })
  if (onEvent !== undefined && typeof onEvent !== 'function') refuseOption('onEvent', 'a function', onEvent)
  const { runtime, route, settings, call, pieceTokens, gate, store } = parts
  const end = reviewEnd(runtime, options.signal, deadlineMs)
  const tellCaller = (event: ReviewEvent): void => onEvent && tell(onEvent, event)
  const run: ReviewRun = {
    runtime,
    route,
    gate,
    settings: call,
    plantCanary: settings.emptyProof === 'canary',
    signal: end.signal,
    deadline: end.deadline,
    callDeadlineMs: parts.callDeadlineMs,
    checkpoints: store ? { store, scope: scopeOf(parts) } : null,
    tellCaller,
    emit(event) {
      tellCaller(event)
      for (const listener of parts.subscribers) tell(listener, event)
    },
    attempts: [],
    notes: [],
    id: reviewId(runtime),
    executions: 0,
  }
  const { maxFileBytes, filesPerCall } = settings
  try {
    return await reviewInputFiles(run, input, { maxFileBytes, filesPerCall, pieceTokens, overlapLines: OVERLAP_LINES, resume })
  } finally {
    end.release()
  }
}

/**
 * Makes a reviewer from targets in order of priority.
 * @throws InvalidOptionError when an option breaks its rule, before anything is sent
 */
export function createReviewer(options: ReviewerOptions): Reviewer {
  const { settings, route: routeOptions } = reviewerSettings(options)
  const route = createRoute(routeOptions)
  const { tenant, effort, maxOutputTokens, stream } = settings
  const safetyIdentifier = tenant === null ? {} : { safetyIdentifier: createHash('sha256').update(tenant).digest('hex') }
  const subscribers = new Set<ReviewListener>()
  const parts: Parts = {
    runtime: options.runtime ?? systemRuntime,
    route,
    settings,
    call: { effort, maxOutputTokens, stream, ...safetyIdentifier },
    pieceTokens: settings.callTokens ?? tokensForAll(options.targets, maxOutputTokens),
    callDeadlineMs: options.deadlineMs ?? DEFAULT_CALL_DEADLINE_MS,
    gate: new Gate(settings.concurrency),
    store: options.store,
    subscribers,
  }
  route.subscribe((event) => subscribers.forEach((listener) => tell(listener, event)))
  let closed = false
  return {
    async review(input, reviewOptions = {}) {
      if (closed) throw new UnderstudyError('closed', 'This reviewer was closed; make a new one.')
      return review(parts, input, reviewOptions)
    },
    status: () => route.status(),
    withdraw: (id, { reason }) => route.withdraw(id, { reason }),
    reinstate: (id) => route.reinstate(id),
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is two subscriptions with an end each.
      const own: ReviewListener = (event) => listener(event)
      subscribers.add(own)
      return () => void subscribers.delete(own)
    },
    async close() {
      closed = true
      await route.close()
    },
  }
}
