import { isoTime } from '@understudy/spec'
import type { Comparability, ComparabilityVerdict, ModelComparability, Report } from '../finding/report.ts'
import type { RunningFigures } from '../compare/running.ts'
import { findProfile, type Profile } from '../qualify/profile.ts'
import { missesMore } from './misses-more.ts'
import { DELTA, NEEDED_FILES, type NonInferiority } from './non-inferiority.ts'
import { type ProfileTest, testProfiles } from './profile-test.ts'

/** What a report’s models are judged by. */
export interface ComparabilityOptions {
  /** Served model that others are compared with. */
  readonly baseline: string
  readonly profiles: readonly Profile[]
  /** Epoch milliseconds, for the age of profiles. */
  readonly wallTime: number
  /** Most that a substitute may be worse, in F1. @default 0.1 */
  readonly delta?: number
  readonly severityCalibrated?: boolean
  /** Models that may have been changed behind their id, with the time (epoch milliseconds): earlier profiles say nothing of them. @default none */
  readonly suspected?: ReadonlyMap<string, { readonly at: number; readonly sentence: string }>
  /** What shadow runs say of models beside the baseline, on the code under review. They decide where no profile does. @default none */
  readonly compared?: ReadonlyMap<string, ComparedModel>
}

/** What shadow runs say of one model. */
export interface ComparedModel {
  readonly verdict: 'equivalent' | 'worse' | 'unknown'
  readonly reason: string
  readonly agreement: RunningFigures
  /** Epoch milliseconds. */
  readonly since: number
  readonly updatedAt: number
}

/** The weakest comes first; a report is only as comparable as its least comparable model. */
const WEAKEST: readonly ComparabilityVerdict[] = ['unknown', 'worse', 'equivalent', 'better', 'baseline']

/** What is known of each model that had a say in a report, next to the baseline. */
export function reportComparability(
  report: Pick<Report, 'coverage' | 'task' | 'findings'>,
  promptVersion: string,
  options: ComparabilityOptions,
): Comparability {
  const read = new Set(report.coverage.files.flatMap(({ servedModel }) => servedModel ?? []))
  const others = [
    ...report.coverage.files.flatMap(({ opinions = [] }) => opinions.map(({ servedModel }) => servedModel)),
    ...report.findings.map(({ provenance }) => provenance.servedModel),
  ]
  const models = [...new Set([...read, ...others])].map((servedModel) =>
    beside(judge(servedModel, { task: report.task, promptVersion }, options), options.compared?.get(servedModel)),
  )
  // A further opinion can only add findings, so it makes a report no less comparable.
  const verdict = WEAKEST.find((one) => models.some((model) => read.has(model.servedModel) && model.verdict === one)) ?? 'unknown'
  return { baseline: options.baseline, verdict, models, severityCalibrated: options.severityCalibrated ?? false }
}

/** A model's verdict with what shadow runs say of it. A profile's verdict stands; theirs counts where profiles leave it open. */
function beside(model: ModelComparability, compared: ComparedModel | undefined): ModelComparability {
  if (!compared || model.verdict === 'baseline') return model
  return {
    ...model,
    verdict: model.verdict === 'unknown' ? compared.verdict : model.verdict,
    reason: `${model.reason} Shadow runs: ${compared.reason}.`,
    extensions: { ...model.extensions, shadow: compared },
  }
}

function judge(
  servedModel: string,
  wanted: Pick<Profile, 'task' | 'promptVersion'>,
  { baseline, profiles, wallTime, delta = DELTA, suspected = new Map() }: ComparabilityOptions,
): ModelComparability {
  if (servedModel === baseline) return { servedModel, verdict: 'baseline', reason: 'It is the baseline.' }
  const [primary, substitute] = [baseline, servedModel].map((model) => findProfile(profiles, { servedModel: model, ...wanted }))
  const missing = [!primary && baseline, !substitute && servedModel].filter(Boolean)
  if (!primary || !substitute)
    return {
      servedModel,
      verdict: 'unknown',
      reason: `No profile of ${missing.join(' and ')} for ${wanted.task} with prompt ${wanted.promptVersion}: qualify first.`,
    }
  if (primary.corpus.digest !== substitute.corpus.digest)
    return { servedModel, verdict: 'unknown', reason: 'The two profiles were measured on different corpora.' }
  for (const profile of [primary, substitute]) {
    const suspicion = suspected.get(profile.servedModel)
    if (!suspicion || suspicion.at <= Date.parse(profile.measuredAt)) continue
    const day = isoTime(suspicion.at).slice(0, 10)
    const reason = `${profile.servedModel} may have changed on ${day}, after its profile was measured: ${suspicion.sentence} Qualify it again.`
    return { servedModel, verdict: 'unknown', reason }
  }
  const test = testProfiles(primary, substitute, delta)
  const missed = missesMore(primary, substitute)
  const more = missed.map(
    ({ family, labels, substitute: own, primary: first }) => `${family} ${own} of ${labels}, ${baseline} ${first} of ${labels}`,
  )
  return {
    servedModel,
    verdict: test.verdict,
    reason: `${reasonOf(test, substitute, wallTime)}${more.length > 0 ? ` Misses more: ${more.join('; ')}.` : ''}`,
    extensions: { test, missesMore: missed, measuredAt: substitute.measuredAt, corpus: substitute.corpus.name },
  }
}

/** What each test is about, as the reason words it. */
const FIGURES = { recall: 'recall', f1: 'F1', quiet: 'the share of clean files left alone' } as const

function reasonOf(test: ProfileTest, profile: Profile, wallTime: number): string {
  const days = Math.max(0, Math.floor((wallTime - Date.parse(profile.measuredAt)) / 86_400_000))
  const source = `profile on ${profile.corpus.name}, ${days} days old`
  const figures = (Object.keys(FIGURES) as (keyof typeof FIGURES)[]).map((name) => figureOf(FIGURES[name], test[name]))
  return `${figures.join('; ')}; non-inferiority with δ = ${test.f1.delta}; ${source}.`
}

function figureOf(name: string, { difference, interval, files }: NonInferiority): string {
  if (!interval || difference === null) return `${name}: insufficient data (${files} of ${NEEDED_FILES} files)`
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
  return `${name} differs by ${signed(difference)} (${signed(interval.low)} to ${signed(interval.high)}) on ${files} files`
}
