import { type AttemptRecord, checkNumber, type FlawLabel, refuseOption, type SourceFile, type TaskName } from '@understudy/spec'
import { provenPaths } from '../compare/states.ts'
import type { Report } from '../finding/report.ts'
import { quantile, wilsonInterval, figure } from '../statistics/index.ts'
import {
  fileFigures,
  qualityFigures,
  recallByFamily,
  recallByLabel,
  repeatability,
  scaleAgainstLabels,
  scoreRun,
} from './measure.ts'
import { type FileFigures, PROFILE_VERSION, type Profile } from './profile.ts'
import { checkSameQuestion, type QualifyState } from './state.ts'

/** Labelled code to qualify models on. */
export interface QualifyCorpus {
  readonly name: string
  /** Changes with any file or label; profiles of different digests are never compared. */
  readonly digest: string
  readonly files: readonly SourceFile[]
  readonly labels: readonly FlawLabel[]
}

/** What is measured, and how it is asked. */
export interface QualifyOptions {
  /** Short ids of the targets, `vendor/model`. */
  readonly targets: readonly string[]
  readonly corpus: QualifyCorpus
  readonly promptVersion: string
  /** @default 'review.files' */
  readonly task?: TaskName
  /** At least 3, or nothing can be said about repeatability. @default 3 */
  readonly runs?: number
  /** Reviews the whole corpus with this target alone, without any cache. */
  readonly review: (target: string, files: readonly SourceFile[], run: number) => Promise<Report>
  /** What an interrupted qualification saved. */
  readonly resume?: QualifyState
  readonly save?: (state: QualifyState) => Promise<void> | void
  readonly onProgress?: (progress: {
    readonly done: number
    readonly of: number
    readonly target: string
    readonly run: number
  }) => void
  /** Epoch milliseconds. */
  readonly wallTime: () => number
}

/**
 * Runs every target over the corpus and yields one profile per served model. Runs are kept as they finish, so an
 * interrupted qualification goes on where it stopped.
 *
 * @throws InvalidOptionError, and UnderstudyError `invalid-document` when the saved runs are of another corpus, task or prompt
 */
export async function qualify(options: QualifyOptions): Promise<readonly Profile[]> {
  const runs = checkNumber('runs', options.runs ?? 3, { min: 3, max: 100, whole: true })
  const { targets, corpus, resume } = options
  if (targets.length === 0) refuseOption('targets', 'at least one target', targets)
  if (corpus.files.length === 0) refuseOption('corpus.files', 'at least one file', corpus.files)
  const question = { digest: corpus.digest, task: options.task ?? 'review.files', promptVersion: options.promptVersion }
  if (resume) checkSameQuestion(resume, question)
  let state: QualifyState = resume ?? { ...question, runs: {} }
  const jobs = targets.flatMap((target) => Array.from({ length: runs }, (_, index) => ({ target, run: index + 1 })))
  for (const [done, { target, run }] of jobs.entries()) {
    options.onProgress?.({ done, of: jobs.length, target, run })
    const key = `${target}#${run}`
    if (state.runs[key]) continue
    state = { ...state, runs: { ...state.runs, [key]: await options.review(target, corpus.files, run) } }
    await options.save?.(state)
  }
  return targets.flatMap((target) =>
    profilesOf(
      jobs.filter((job) => job.target === target).flatMap(({ run }) => state.runs[`${target}#${run}`] ?? []),
      options,
    ),
  )
}

/** One profile per served model: a target may be answered by another model than it names. */
function profilesOf(reports: readonly Report[], options: QualifyOptions): Profile[] {
  const served = new Set(reports.flatMap(({ coverage }) => coverage.files.flatMap(({ servedModel }) => servedModel ?? [])))
  return [...served].map((servedModel) =>
    profileOf(
      servedModel,
      reports.map((report) => onlyServedBy(report, servedModel)),
      reports,
      options,
    ),
  )
}

function onlyServedBy(report: Report, servedModel: string): Report {
  const files = report.coverage.files.filter((file) => file.servedModel === servedModel)
  const paths = new Set(files.map(({ path }) => path))
  return { ...report, coverage: { files }, findings: report.findings.filter(({ locations }) => paths.has(locations[0].path)) }
}

function profileOf(
  servedModel: string,
  reports: readonly Report[],
  all: readonly Report[],
  { corpus, promptVersion, task = 'review.files', wallTime }: QualifyOptions,
): Profile {
  const scores = reports.map((report) => scoreRun(report, corpus.labels))
  const byPath = Map.groupBy(scores.flat(), ({ path }) => path)
  const byFile = Object.fromEntries(
    corpus.files.map(({ path }): [string, FileFigures | null] => {
      const own = byPath.get(path)
      return [path, own ? fileFigures(own) : null]
    }),
  )
  const byLabel = recallByLabel(reports, corpus.labels)
  return {
    schemaVersion: PROFILE_VERSION,
    servedModel,
    task,
    promptVersion,
    corpus: { name: corpus.name, files: corpus.files.length, labels: corpus.labels.length, digest: corpus.digest },
    runs: reports.length,
    measuredAt: new Date(wallTime()).toISOString(),
    byFile,
    ...qualityFigures(scores),
    recallByFamily: recallByFamily(byLabel),
    byLabel,
    repeatability: repeatability(reports),
    severityScale: scaleAgainstLabels(reports, corpus.labels, servedModel),
    refusalRate: refusalRate(all),
    findingsPerKloc: density(reports, corpus.files),
    familyCounts: familyCounts(reports),
    ...expense(
      all.flatMap(({ attempts }) => attempts),
      corpus.files.length * all.length,
    ),
  }
}

function refusalRate(reports: readonly Report[]): Profile['refusalRate'] {
  const files = reports.flatMap(({ coverage }) => coverage.files)
  const refused = files.filter(({ disposition }) => disposition === 'refused').length
  return figure(files.length === 0 ? null : refused / files.length, files.length, 20, wilsonInterval(refused, files.length))
}

function density(reports: readonly Report[], files: readonly SourceFile[]): Profile['findingsPerKloc'] {
  const lines = new Map(files.map(({ path, content }) => [path, content.split('\n').length]))
  const rates = reports.map(({ coverage, findings }) => {
    const proven = provenPaths(coverage.files)
    const read = [...proven].reduce((sum, path) => sum + (lines.get(path) ?? 0), 0)
    return read === 0 ? 0 : (findings.filter(({ locations }) => proven.has(locations[0].path)).length * 1_000) / read
  })
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / (rates.length || 1)
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1)
  return { mean, standardDeviation: Math.sqrt(variance) }
}

function familyCounts(reports: readonly Report[]): Profile['familyCounts'] {
  const counts: Profile['familyCounts'] = {}
  for (const { family } of reports.flatMap(({ findings }) => findings))
    (counts as Record<string, number>)[family] = (counts[family] ?? 0) + 1
  return counts
}

function expense(attempts: readonly AttemptRecord[], files: number): Pick<Profile, 'costPerFileUsd' | 'latencyMs'> {
  const costs = attempts.flatMap(({ costUsd }) => costUsd ?? [])
  const times = Float64Array.from(
    attempts.flatMap(({ outcome, durationMs }) => (outcome === 'served' ? durationMs : [])),
  ).toSorted()
  return {
    costPerFileUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / files,
    latencyMs: times.length === 0 ? null : { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
  }
}

/** Tokens of system text, schema and wrapping that every call carries beside the code. */
const FIXED_TOKENS = 2_000
const TOKENS_PER_FINDING = 220
const CHARACTERS_PER_TOKEN = 3

/** What a qualification will ask for, before anything is sent. */
export interface QualifyEstimate {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What a qualification will ask for, before anything is sent; one call a file. Multiply by a price for money. */
export function estimateQualify({
  targets,
  corpus,
  runs = 3,
}: Pick<QualifyOptions, 'targets' | 'corpus' | 'runs'>): QualifyEstimate {
  const times = targets.length * runs
  const code = corpus.files.reduce((sum, { content }) => sum + content.length, 0) / CHARACTERS_PER_TOKEN
  return {
    calls: corpus.files.length * times,
    inputTokens: Math.ceil((code + corpus.files.length * FIXED_TOKENS) * times),
    outputTokens: Math.ceil((corpus.labels.length * TOKENS_PER_FINDING + corpus.files.length * 60) * times),
  }
}
