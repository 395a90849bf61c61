import type { Readiness, RouteReadinessQuestion, TargetStatus, WithdrawOptions } from '@understudy/failover'
import type { Report } from '@understudy/findings'
import { hasCode, nearestWord, refuseOption, UnderstudyError } from '@understudy/spec'
import type { ReviewInput } from '../plan/input.ts'
import { type ShadowAgreement, shadowAgreements } from '../shadow/agreement.ts'
import { checkFits, fitFiles, judged, type JudgedResult } from '../tasks/ask.ts'
import { type PatchProposal, type ProposePatchInput, proposePatchTask } from '../tasks/propose-patch/propose-patch.ts'
import { runTask, type TaskOptions, type TaskWorld } from '../tasks/run-task.ts'
import { type Triage, type TriageInput, triageTask } from '../tasks/triage/triage.ts'
import { type FixVerdict, type VerifyFixInput, verifyFixTask } from '../tasks/verify-fix/verify-fix.ts'
import type { ReviewListener } from './events.ts'
import { OWN_OPTIONS, type ReviewerOptions } from './options.ts'
import { createParts, type Parts } from './parts.ts'
import type { RoutedTask } from './routes.ts'
import { type ReviewOptions, startReview } from './start-review.ts'

/** Reviews code, and moves to the next target when a model disappears. */
export interface Reviewer {
  /**
   * Reviews files. Comes back with a report also when no target could serve (`status: 'failed'`), because its attempts say why.
   * @throws InvalidOptionError for a wrong input, and `closed` after `close()`
   */
  review(input: ReviewInput, options?: ReviewOptions): Promise<Report>
  /** Asks whether a finding is real. The answer removes nothing. @throws InvalidOptionError */
  triage(input: TriageInput, options?: TaskOptions): Promise<JudgedResult<Triage>>
  /** Asks whether a change removes a flaw. Only `answered` with `fixed` says so. @throws InvalidOptionError */
  verifyFix(input: VerifyFixInput, options?: TaskOptions): Promise<JudgedResult<FixVerdict>>
  /** Asks for a change that removes a flaw. Nothing is applied. @throws InvalidOptionError */
  proposePatch(input: ProposePatchInput, options?: TaskOptions): Promise<JudgedResult<PatchProposal>>
  /** What is known about each target now. */
  status(): readonly TargetStatus[]
  /**
   * If each of the reviewer's own targets, models, vendors, regions or credentials vanished now: what would serve each task, is that
   * allowed, and at what price.
   */
  readiness(question: RouteReadinessQuestion): Readiness
  /** What shadow runs told so far, in every process of the store: per pair of served models, task and language. */
  shadows(): Promise<readonly ShadowAgreement[]>
  /** Stops using a model, in every process of the store, until it is reinstated. */
  withdraw(id: string, options: WithdrawOptions): void
  reinstate(id: string, options?: Pick<WithdrawOptions, 'scope'>): void
  /** Opens a target's circuit as if it had tripped; it heals by itself. */
  openCircuit(id: string): void
  closeCircuit(id: string): void
  /**
   * Sends the probes that are due, looks at the vendors' lists that are (for models that will go), and waits for their answers,
   * 30 s each at most, where a process would end before that happens by itself. Never rejects.
   */
  probeDue(): Promise<void>
  /** Events of all reviews and of the routes. Returns a function that ends the subscription. */
  subscribe(listener: ReviewListener): () => void
  /** Takes no more work, gives shadow runs under way up to 25 s, and lets go of connections. A store and a journal that were passed in stay open. */
  close(): Promise<void>
}

/** The parts, or the refusal of a misspelt option with the nearest one of all. */
function partsOf(options: ReviewerOptions): Parts {
  try {
    return createParts(options)
  } catch (error) {
    if (hasCode(error, 'invalid-option') && error.rule === 'a known option') {
      const near = nearestWord(error.path, OWN_OPTIONS)
      if (near) refuseOption(error.path, `a known option (did you mean ${near}?)`, error.path)
    }
    throw error
  }
}

/**
 * Makes a reviewer from targets in order of priority.
 * @throws InvalidOptionError when an option breaks its rule, before anything is sent
 */
export function createReviewer(options: ReviewerOptions): Reviewer {
  const parts = partsOf(options)
  const { routes, subscribers, pieceTokens } = parts
  let closed = false
  const open = (): void => {
    if (closed) throw new UnderstudyError('closed', 'This reviewer was closed; make a new one.')
  }
  const world = (task: RoutedTask): TaskWorld => {
    open()
    return { runtime: parts.runtime, route: routes.for(task), settings: parts.call }
  }
  return {
    async review(input, reviewOptions = {}) {
      open()
      return startReview(parts, input, reviewOptions)
    },
    async triage({ finding, files }, taskOptions = {}) {
      const input = { finding, files: fitFiles(finding, files, pieceTokens) }
      return judged(await runTask(triageTask, input, world('triage.finding'), taskOptions), finding)
    },
    async verifyFix(input, taskOptions = {}) {
      checkFits('before and after', [...input.before, ...input.after], pieceTokens * 2)
      return judged(await runTask(verifyFixTask, input, world('verify.fix'), taskOptions), input.finding)
    },
    async proposePatch(input, taskOptions = {}) {
      checkFits('files', input.files, pieceTokens)
      return judged(await runTask(proposePatchTask, input, world('propose.patch'), taskOptions), input.finding)
    },
    status: () => routes.status(),
    readiness: (question) => routes.review.readiness(question),
    async shadows() {
      open()
      const { profiles = [], delta } = parts.settings.comparability ?? {}
      return shadowAgreements({ memory: routes.memory, profiles, delta })
    },
    withdraw: (id, given) => routes.withTarget(id, (route) => route.withdraw(id, given)),
    reinstate: (id, given) => routes.withTarget(id, (route) => route.reinstate(id, given)),
    openCircuit: (id) => routes.withTarget(id, (route) => route.openCircuit(id)),
    closeCircuit: (id) => routes.withTarget(id, (route) => route.closeCircuit(id)),
    probeDue: () => routes.review.probeDue(),
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is two subscriptions with an end each.
      const own: ReviewListener = (event) => listener(event)
      subscribers.add(own)
      return () => void subscribers.delete(own)
    },
    async close() {
      closed = true
      parts.shadow?.close()
      await Promise.all([routes.close(), parts.shadow?.settled()])
    },
  }
}
