import type { Report } from '@understudy/findings'
import { type Reuse, reuseFiles } from '../checkpoint/reuse.ts'
import { skippedCoverage } from '../coverage/file-coverage.ts'
import type { FileResult } from '../coverage/file-result.ts'
import { lastServedModel } from '../checkpoint/served-model.ts'
import { observationsOf } from '../drift/observations.ts'
import { suspicionOf } from '../drift/watch.ts'
import { changeBetween } from '../plan/change.ts'
import { withContext } from '../plan/context.ts'
import type { ReviewInput } from '../plan/input.ts'
import { planJobs, type PlanOptions } from '../plan/jobs.ts'
import { removedLineOverBudget } from '../plan/removed.ts'
import { type SetAside, sift, type Sifted } from '../plan/sift.ts'
import type { ReviewSource } from '../plan/source.ts'
import { compareWithBaseline } from '../report/comparability.ts'
import { retirementNotes } from '../report/retirement-notes.ts'
import { absentTargets } from '../report/absent-targets.ts'
import { assembleReport } from '../report/report.ts'
import { announce } from './announce.ts'
import { driftOf } from './drift-of.ts'
import { stamp } from './events.ts'
import type { ReviewRun } from './review-run.ts'
import { runJob } from './run-job.ts'

export interface ReviewPlan extends PlanOptions {
  readonly maxFileBytes: number
  readonly reuse: Reuse
}

/** Results in the order of the input, skipped files last. */
function inOrder(input: ReviewInput, results: ReadonlyMap<string, FileResult>): readonly FileResult[] {
  return [...input.files, ...(input.skipped ?? [])].flatMap(({ path }) => results.get(path) ?? [])
}

/** Works out what changed, where a change is reviewed; sets aside what no call has room for. */
async function withChanges({ kind }: ReviewRun, files: readonly ReviewSource[], pieceTokens: number): Promise<Sifted> {
  const setAside: SetAside[] = []
  if (kind.name !== 'review.diff') return { sources: files, setAside }
  const sources: ReviewSource[] = []
  for (const file of files) {
    const change = await changeBetween(file.before ?? '', file.content)
    const long = removedLineOverBudget(change, pieceTokens)
    if (long === null) sources.push({ ...file, change })
    else
      setAside.push({
        path: file.path,
        incomplete: true,
        reason: `removed line ${long} is too long for one call; minified or generated code`,
      })
  }
  return { sources, setAside }
}

/** The report with what is known of its models next to the baseline's, where one was named. */
async function besideBaseline({ comparability, kind, memory, runtime }: ReviewRun, report: Report): Promise<Report> {
  if (!comparability) return report
  const about = { task: kind.name, promptVersion: kind.promptVersion }
  const world = { wallTime: runtime.wallTime(), memory, suspicionOf: (model: string) => suspicionOf(memory, about, model) }
  return { ...report, ...(await compareWithBaseline(report, kind.promptVersion, comparability, world)) }
}

/** Reviews an input from start to report. */
export async function reviewInputFiles(run: ReviewRun, input: ReviewInput, plan: ReviewPlan): Promise<Report> {
  const startedAt = run.runtime.wallTime()
  const begin = run.runtime.now()
  run.emit(stamp(run.runtime, { type: 'review-started', files: input.files.length + (input.skipped?.length ?? 0) }))

  const results = new Map<string, FileResult>()
  const finish = (result: FileResult): void => {
    results.set(result.coverage.path, result)
    announce(run, result)
  }
  const { sources: sifted, setAside } = sift(input.files, { maxFileBytes: plan.maxFileBytes, pieceTokens: plan.pieceTokens })
  for (const file of [...setAside, ...(input.skipped ?? [])]) finish({ coverage: skippedCoverage(file), findings: [] })
  const sources = withContext(sifted)
  for (const result of reuseFiles(run, sources, plan.reuse).values()) finish(result)

  const changed = await withChanges(
    run,
    sources.filter((file) => !results.has(file.path)),
    plan.pieceTokens,
  )
  for (const file of changed.setAside) finish({ coverage: skippedCoverage(file), findings: [] })
  const rest = changed.sources
  const jobs = planJobs(rest, plan).map(async (job) => {
    for (const result of await runJob(run, job)) finish(result)
  })
  // Every job ends before an error is thrown, so that no call is left running behind the caller's back.
  const ended = await Promise.allSettled(jobs)
  for (const job of ended) if (job.status === 'rejected') throw job.reason

  const alarms = await driftOf(
    run,
    observationsOf(run.seen, rest, run.calls, (target) => lastServedModel(run.memory, target)),
  )
  for (const alarm of alarms) run.emit(stamp(run.runtime, { type: 'drift-suspected', ...alarm }))
  const files = inOrder(input, results)
  const assembled = assembleReport({
    task: run.kind.name,
    files,
    absent: absentTargets(run.route, { task: run.kind.name, subject: run.subject, files: files.map(({ coverage }) => coverage) }),
    attempts: run.attempts,
    notes: [
      ...run.notes,
      ...retirementNotes(run.route.status()),
      ...alarms.map(({ servedModel, language, sentence }) => `${servedModel} may have changed, on ${language}: ${sentence}`),
    ],
    startedAt,
    durationMs: run.runtime.now() - begin,
  })
  const report = await besideBaseline(run, assembled)
  const { status, findings, durationMs } = report
  run.emit(stamp(run.runtime, { type: 'review-finished', status, findings: findings.length, durationMs }))
  return report
}
