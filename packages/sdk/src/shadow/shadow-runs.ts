import type { Route, TargetStatus } from '@understudy/failover'
import { UnderstudyError } from '@understudy/spec'
import { lastServedModel } from '../checkpoint/served-model.ts'
import type { FileResult } from '../coverage/file-result.ts'
import type { Memory } from '../drift/memory.ts'
import { type ModelObservation, observationsOf } from '../drift/observations.ts'
import type { ReviewJob } from '../plan/jobs.ts'
import type { ReviewEventBody } from '../reviewer/events.ts'
import { Gate } from '../reviewer/gate.ts'
import type { ReviewRun } from '../reviewer/review-run.ts'
import type { ShadowSettings } from './options.ts'
import { recordShadow, type ShadowSide } from './record.ts'

export interface ShadowWorld {
  readonly settings: ShadowSettings
  readonly memory: Memory
  /** The targets that may stand in for this one; null when there is none. */
  readonly routeFor: (target: string) => Route | null
  readonly status: () => readonly TargetStatus[]
  readonly random: () => number
  readonly wallTime: () => number
  /** Reviews a job along a route; what runs a review's own calls. */
  readonly review: (run: ReviewRun, route: Route, job: ReviewJob) => Promise<readonly FileResult[]>
  readonly watch: (run: ReviewRun, observations: readonly ModelObservation[]) => Promise<void>
  readonly tell: (event: ReviewEventBody) => void
}

/**
 * Has a sample of files reviewed by a standby as well, behind the back of whoever asked: nothing is waited for, nothing of it is in
 * a report, and no failure of it gets out. Policy and notices are asked as for any other call.
 */
export class ShadowRuns {
  readonly #world: ShadowWorld
  readonly #gate: Gate
  readonly #running = new Set<Promise<void>>()
  #closed = false

  constructor(world: ShadowWorld) {
    this.#world = world
    this.#gate = new Gate(world.settings.concurrency)
  }

  /** Decides by chance whether these results are compared with a standby's, and begins it. Returns at once. */
  offer(run: ReviewRun, job: ReviewJob, results: readonly FileResult[]): void {
    const served = servedWhole(results)
    if (this.#closed || !served || !this.#isSampled(served.target)) return
    if (this.#running.size >= this.#world.settings.concurrency) return
    this.#begin(served, this.#compare(run, job, results, served))
  }

  /** A second opinion that was asked for anyway tells as much, and costs nothing. */
  learn(run: ReviewRun, results: readonly FileResult[], theirs: readonly FileResult[]): void {
    const [primary, other] = [servedWhole(results), servedWhole(theirs)]
    if (this.#closed || !primary || !other) return
    this.#begin(primary, this.#record(run, [results, theirs], [primary, other]))
  }

  /** Begins no more. */
  close(): void {
    this.#closed = true
  }

  /** Settles when no shadow run is under way. Never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.#running)
  }

  #begin(primary: Served, work: Promise<void>): void {
    const shadow = work.catch((error: unknown) => {
      const why = error instanceof UnderstudyError ? error.message : 'it failed in an unexpected way'
      this.#world.tell({ type: 'shadow-failed', primary: primary.servedModel, sentence: why })
    })
    this.#running.add(shadow)
    void shadow.finally(() => this.#running.delete(shadow))
  }

  async #record(
    { kind }: ReviewRun,
    sides: readonly [readonly FileResult[], readonly FileResult[]],
    [primary, standby]: readonly [Served, Served],
  ): Promise<void> {
    const { memory, tell, wallTime } = this.#world
    const models = { primary: primary.servedModel, standby: standby.servedModel }
    const pair = { task: kind.name, promptVersion: kind.promptVersion, ...models }
    const counts = await recordShadow(memory, pair, [sideOf(sides[0]), sideOf(sides[1])], wallTime())
    tell({ type: 'shadow-compared', ...models, ...counts })
  }

  #isSampled(target: string): boolean {
    const { settings, random, status } = this.#world
    const returning = status().some(({ id, returnShare }) => id === target && returnShare !== undefined)
    const share = returning ? settings.whileReturning : settings.share
    return share > 0 && random() < share
  }

  async #compare(run: ReviewRun, job: ReviewJob, results: readonly FileResult[], primary: Served): Promise<void> {
    const { review, routeFor, tell, watch } = this.#world
    const route = routeFor(primary.target)
    if (!route) return
    const shadow: ReviewRun = {
      ...run,
      route,
      gate: this.#gate,
      opinions: 1,
      // Whoever cancels a review cancels what goes on behind it, or a program that was interrupted would wait for it.
      deadline: null,
      checkpoints: null,
      shadow: null,
      emit: () => {},
      tellCaller: () => {},
      attempts: [],
      notes: [],
      calls: [],
      seen: [],
      id: `${run.id}-shadow`,
      executions: 0,
      answered: 0,
    }
    const theirs = await review(shadow, route, job)
    await watch(
      shadow,
      observationsOf(theirs, job.files, shadow.calls, (target) => lastServedModel(run.memory, target)),
    )
    const standby = servedWhole(theirs)
    if (!standby) {
      const why = theirs.find(({ coverage }) => coverage.reason !== undefined)?.coverage.reason ?? 'no model read it whole'
      return tell({ type: 'shadow-failed', primary: primary.servedModel, sentence: why })
    }
    await this.#record(run, [results, theirs], [primary, standby])
  }
}

interface Served {
  readonly target: string
  readonly servedModel: string
}

/** The one model that read all of these files whole now; null when there is no such model, or only an engine without authority. */
function servedWhole(results: readonly FileResult[]): Served | null {
  const [first] = results
  const { target, servedModel } = first?.coverage ?? {}
  if (target === undefined || servedModel === undefined) return null
  const whole = results.every(
    ({ coverage }) =>
      coverage.disposition === 'reviewed' && !coverage.degraded && !coverage.ranges && coverage.servedModel === servedModel,
  )
  return whole ? { target, servedModel } : null
}

const sideOf = (results: readonly FileResult[]): ShadowSide => ({
  findings: results.flatMap(({ findings }) => findings),
  coverage: { files: results.map(({ coverage }) => coverage) },
})
