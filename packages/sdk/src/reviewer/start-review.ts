import { checkSubject } from '@understudy/failover'
import type { Report } from '@understudy/findings'
import { checkMembers, checkNumber, refuseOption, type Runtime } from '@understudy/spec'
import type { CheckpointScope } from '../checkpoint/checkpoint.ts'
import { checkInput, type ReviewInput } from '../plan/input.ts'
import { REVIEW_SCHEMA_VERSION } from '../tasks/review/call.ts'
import { DIFF, FILES, type ReviewKind } from '../tasks/review/kind.ts'
import { reviewEnd } from './deadline.ts'
import { type ReviewEvent, type ReviewListener, tell } from './events.ts'
import { OVERLAP_LINES } from './options.ts'
import type { Parts } from './parts.ts'
import { reviewInputFiles } from './review.ts'
import type { ReviewRun } from './review-run.ts'

/** What one review can be told. */
export interface ReviewOptions {
  /** Ends the review early. What is finished is kept: the report comes back all the same, as `partial` or `failed`. */
  readonly signal?: AbortSignal
  /** Whole review, milliseconds; what is finished by then is kept. @default none: each call has the reviewer's `deadlineMs` */
  readonly deadlineMs?: number
  /** Events of this review, in order. */
  readonly onEvent?: ReviewListener
  /** Take over files that an earlier run with the same store finished, and say so in their coverage. @default false */
  readonly resume?: boolean
  /**
   * Give back what the target whose turn it is said of the same content before, and say so in the coverage. After a change of
   * model nothing is given back. Needs a store. @default false
   */
  readonly cache?: boolean
  /**
   * How many models review each file, each by itself. Their findings are merged: each says how many support it, and the
   * highest severity counts. No opinion removes a finding. @default 1
   */
  readonly opinions?: number
  /** Whose code it is (`repositoryClass`, `principal`, …), for policies that ask. @default {} */
  readonly subject?: Readonly<Record<string, string>>
}

function checkOptions(options: ReviewOptions): void {
  checkMembers('', options, ['signal', 'deadlineMs', 'onEvent', 'resume', 'cache', 'opinions', 'subject'])
  const { deadlineMs, onEvent, opinions } = options
  if (opinions !== undefined) checkNumber('opinions', opinions, { min: 1, max: 10, whole: true })
  if (deadlineMs !== undefined) checkNumber('deadlineMs', deadlineMs, { min: 1 })
  if (onEvent !== undefined && typeof onEvent !== 'function') refuseOption('onEvent', 'a function', onEvent)
}

function scopeOf({ settings, pieceTokens }: Parts, kind: ReviewKind, opinions: number): CheckpointScope {
  return {
    task: kind.name,
    promptVersion: kind.promptVersion,
    schemaVersion: REVIEW_SCHEMA_VERSION,
    settings: [settings.effort, settings.emptyProof, pieceTokens, opinions].join(' '),
  }
}

/** A short name for one review, for the ids of its executions. */
const reviewId = ({ random }: Pick<Runtime, 'random'>): string =>
  `r${Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0')}`

/** Checks what the caller wants, and runs one review with what the reviewer has. @throws InvalidOptionError */
export async function startReview(parts: Parts, input: ReviewInput, options: ReviewOptions): Promise<Report> {
  checkInput(input)
  checkOptions(options)
  const { onEvent, resume = false, cache = false, opinions = 1 } = options
  const subject = checkSubject(options.subject ?? {})
  const { runtime, settings, pieceTokens, store } = parts
  const kind = input.files.some((file) => file.before !== undefined) ? DIFF : FILES
  const end = reviewEnd(runtime, options.signal, options.deadlineMs)
  const tellCaller = (event: ReviewEvent): void => onEvent && tell(onEvent, event)
  const run: ReviewRun = {
    runtime,
    route: parts.routes.review,
    routeWithout: (ids) => parts.routes.without(ids),
    opinions,
    subject,
    gate: parts.gate,
    kind,
    settings: parts.call,
    plantCanary: settings.emptyProof === 'canary',
    signal: end.signal,
    deadline: end.deadline,
    callDeadlineMs: parts.callDeadlineMs,
    checkpoints: store ? { store, scope: scopeOf(parts, kind, opinions) } : null,
    tellCaller,
    emit(event) {
      tellCaller(event)
      for (const listener of parts.subscribers) tell(listener, event)
    },
    attempts: [],
    notes: [],
    calls: [],
    seen: [],
    comparability: settings.comparability,
    watchDrift: settings.watchDrift,
    shadow: parts.shadow,
    memory: parts.routes.memory,
    id: reviewId(runtime),
    executions: 0,
    answered: 0,
  }
  const { maxFileBytes, filesPerCall } = settings
  try {
    return await reviewInputFiles(run, input, {
      maxFileBytes,
      filesPerCall,
      pieceTokens,
      overlapLines: OVERLAP_LINES,
      reuse: { resume, cache },
    })
  } finally {
    parts.pruner?.prune()
    end.release()
  }
}
