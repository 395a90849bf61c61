import type { Reviewer, ReviewListener } from '@understudy/sdk'
import type { WithdrawOptions } from '@understudy/failover'
import type { Report } from '@understudy/findings'
import { type ConfigChoice, type Effective, effectiveSettings } from '../config/effective.ts'
import { withoutJudges } from '../review/without-judges.ts'
import { configCandidates } from '../config/locate.ts'
import { openJournal } from '../review/journal.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { openStore } from '../store/open.ts'
import { type ConfigurationEvent, follow } from './follow.ts'
import { type Generation, openGeneration } from './generation.ts'
import { successor } from './successor.ts'
import { hostWorld, type WorldOptions } from './world.ts'

/** Where a reviewer that follows its configuration file is made, and who is told of changes. */
export interface LiveReviewerOptions extends WorldOptions {
  /** Configuration file to trust. @default the operator's own, as the command finds it */
  readonly config?: string
  /** Settings that outweigh every file, as flags do. @default none */
  readonly settings?: ReviewSettings
  /** How often files are looked at, in milliseconds. @default 1_000 */
  readonly everyMs?: number
  /** Told about every change that was applied or refused, and when the journal has trouble. */
  readonly onEvent?: (event: ConfigurationEvent) => void
}

/**
 * A reviewer that follows its configuration. Work that begins after a change is done by the new settings; work under way
 * goes on, but asks nobody whom the new ones do not allow. A configuration that is broken changes nothing.
 */
export interface LiveReviewer
  extends Pick<Reviewer, 'review' | 'triage' | 'verifyFix' | 'proposePatch' | 'status'>, AsyncDisposable {
  /** Settings in force, each with its origin. */
  settings(): Effective
  /** What became of the latest change; null while nothing changed. */
  latest(): ConfigurationEvent | null
  /** Reads and applies now. Never rejects. */
  reload(): Promise<ConfigurationEvent>
  withdraw(id: string, options: WithdrawOptions): void
  reinstate(id: string, options?: Pick<WithdrawOptions, 'scope'>): void
  /** Events of all reviews, whatever settings they run by. Returns a function that ends the subscription. */
  subscribe(listener: ReviewListener): () => void
  /** Stops following, lets work under way end, and closes. */
  close(): Promise<void>
}

/**
 * Opens a reviewer for a long-running host. Store and journal are those of the first configuration; to move them, restart.
 * @throws UnderstudyError when the configuration is not good at the start
 */
export async function openLiveReviewer(options: LiveReviewerOptions = {}): Promise<LiveReviewer> {
  const world = hostWorld(options)
  const { config, settings = {}, everyMs, onEvent } = options
  const choice: ConfigChoice = { ownFolder: true, flags: settings, ...(config !== undefined && { config }) }
  const first = (await effectiveSettings(choice, world)).values
  const { store } = openStore({ store: first.store }, world)
  const journal = openJournal(first.journal, world, () => {})
  const listeners = new Set<ReviewListener>()
  const closing = new Set<Promise<void>>()
  const laterRules = successor(world.runtime)

  async function open(): Promise<Generation> {
    const effective = await effectiveSettings(choice, world)
    const generation = await openGeneration(effective, { store, journal: journal?.journal, laterRules }, world)
    generation.reviewer.subscribe((event) => listeners.forEach((listener) => listener(event)))
    return generation
  }

  function retire(before: Generation, next: Generation): void {
    laterRules.bind(next)
    const closed = before.close().finally(() => closing.delete(closed))
    closing.add(closed)
  }

  const letGo = async (): Promise<void> => {
    await journal?.[Symbol.asyncDispose]()
    store.close()
  }
  const followed = await follow({
    runtime: world.runtime,
    files: configCandidates(config, world),
    open,
    retire,
    ...(everyMs !== undefined && { everyMs }),
    ...(onEvent && { onEvent }),
  }).catch(async (error: unknown) => {
    await letGo()
    throw error
  })

  /** One piece of work by whoever is in force now; its reviewer stays open until it ends. */
  async function by<R>(work: (reviewer: Reviewer, effective: Effective) => Promise<R>): Promise<R> {
    const generation = followed.current()
    const end = generation.begin()
    try {
      return await work(generation.reviewer, generation.effective)
    } finally {
      end()
    }
  }

  async function close(): Promise<void> {
    await followed.stop()
    await Promise.all([...closing, followed.current().close()])
    await letGo()
  }

  return {
    review: (input, given): Promise<Report> =>
      by(async (reviewer, { repositoryDropped }) => withoutJudges(await reviewer.review(input, given), repositoryDropped)),
    triage: (input, given) => by((reviewer) => reviewer.triage(input, given)),
    verifyFix: (input, given) => by((reviewer) => reviewer.verifyFix(input, given)),
    proposePatch: (input, given) => by((reviewer) => reviewer.proposePatch(input, given)),
    status: () => followed.current().reviewer.status(),
    settings: () => followed.current().effective,
    latest: followed.latest,
    reload: followed.reload,
    withdraw: (id, given) => followed.current().reviewer.withdraw(id, given),
    reinstate: (id, given) => followed.current().reviewer.reinstate(id, given),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
