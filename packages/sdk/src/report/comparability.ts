import { type FileCoverage, type Finding, type Report, reviewStatus } from '@understudy/findings'
import type { ComparedModel, Profile } from '@understudy/findings/qualify'
import { checkMembers, checkNumber, checkText, refuseOption } from '@understudy/spec'
import type { Memory } from '../drift/memory.ts'
import type { Suspicion } from '../drift/watch.ts'
import { pooledAgreement } from '../shadow/agreement.ts'

/** What findings of a substitute are worth next to the baseline's. */
export interface ComparabilityChoice {
  /** Served model that others are compared with; usually the first choice. */
  readonly baseline: string
  /** What `qualifyTargets` measured. */
  readonly profiles: readonly Profile[]
  /** Most that a substitute may be worse, in F1. @default 0.1 */
  readonly delta?: number
  /** Read severities on the scale of the corpus' labels where a profile knows how; the model's own word is kept. @default false */
  readonly calibrateSeverity?: boolean
  /** Mark files as degraded whose model is not shown to be within `delta` of the baseline. @default false */
  readonly require?: boolean
}

/** @throws InvalidOptionError */
export function checkComparability(choice: ComparabilityChoice): ComparabilityChoice {
  if (typeof choice !== 'object' || choice === null) refuseOption('comparability', 'an object with baseline and profiles', choice)
  checkMembers('comparability', choice, ['baseline', 'profiles', 'delta', 'calibrateSeverity', 'require'])
  checkText('comparability.baseline', choice.baseline)
  if (!Array.isArray(choice.profiles)) refuseOption('comparability.profiles', 'a list of profiles', choice.profiles)
  if (choice.delta !== undefined) checkNumber('comparability.delta', choice.delta, { min: 0, max: 1 })
  return choice
}

type Draft = Pick<Report, 'coverage' | 'task' | 'findings' | 'comparability' | 'status'>

const GOOD_ENOUGH: ReadonlySet<string> = new Set(['baseline', 'equivalent', 'better'])

/** A file that a model read whose worth is not known counts as read by an engine whose silence proves nothing. */
function demand(files: readonly FileCoverage[], comparability: Report['comparability']): readonly FileCoverage[] {
  const lacking = new Map(
    comparability.models.filter(({ verdict }) => !GOOD_ENOUGH.has(verdict)).map((model) => [model.servedModel, model]),
  )
  return files.map((file) => {
    const model = lacking.get(file.servedModel ?? '')
    if (!model || file.disposition !== 'reviewed') return file
    return {
      ...file,
      degraded: true,
      reason: file.reason ?? `${model.servedModel} is ${model.verdict} next to ${comparability.baseline}: ${model.reason}`,
    }
  })
}

export interface BaselineWorld {
  /** Epoch milliseconds. */
  readonly wallTime: number
  readonly suspicionOf: (servedModel: string) => Suspicion | null
  /** Where shadow runs are recorded. */
  readonly memory: Memory
}

/** Suspicions of all models that a verdict could rest on. */
function suspicions(
  { coverage }: Pick<Report, 'coverage'>,
  baseline: string,
  suspicionOf: BaselineWorld['suspicionOf'],
): ReadonlyMap<string, Suspicion> {
  const models = new Set([baseline, ...coverage.files.flatMap(({ servedModel }) => servedModel ?? [])])
  return new Map(
    [...models].flatMap((model) => {
      const suspicion = suspicionOf(model)
      return suspicion ? [[model, suspicion] as const] : []
    }),
  )
}

/** What shadow runs say of each model that served beside the baseline's. */
async function agreements(
  { coverage, task }: Pick<Report, 'coverage' | 'task'>,
  promptVersion: string,
  { baseline, profiles, delta }: ComparabilityChoice,
  memory: Memory,
): Promise<ReadonlyMap<string, ComparedModel>> {
  const found = new Map<string, ComparedModel>()
  for (const standby of new Set(coverage.files.flatMap(({ servedModel }) => servedModel ?? []))) {
    const pooled = await pooledAgreement({ task, promptVersion, primary: baseline, standby }, { memory, profiles, delta })
    if (pooled) found.set(standby, pooled)
  }
  return found
}

/**
 * States how a report's findings compare with the baseline's, from profiles; where asked, reads severities on one scale, and
 * marks what was served by a model that is not shown to be as good.
 */
export async function compareWithBaseline(
  report: Report,
  promptVersion: string,
  choice: ComparabilityChoice,
  { wallTime, suspicionOf, memory }: BaselineWorld,
): Promise<Draft> {
  // Statistics are loaded when somebody compares.
  const [{ findProfile, reportComparability }, { calibrateSeverity }] = await Promise.all([
    import('@understudy/findings/qualify'),
    import('@understudy/findings/compare'),
  ])
  const { task } = report
  const scaleOf = (servedModel: string) =>
    choice.calibrateSeverity ? findProfile(choice.profiles, { servedModel, task, promptVersion })?.severityScale : null
  const findings = report.findings.map((finding): Finding => {
    const scale = scaleOf(finding.provenance.servedModel)
    return scale ? calibrateSeverity(finding, scale) : finding
  })
  const severityCalibrated = findings.length > 0 && findings.every(({ severity }) => severity.basis === 'calibrated')
  const { baseline, profiles, delta } = choice
  const comparability = reportComparability(report, promptVersion, {
    baseline,
    profiles,
    wallTime,
    severityCalibrated,
    suspected: suspicions(report, baseline, suspicionOf),
    compared: await agreements(report, promptVersion, choice, memory),
    ...(delta !== undefined && { delta }),
  })
  const models = comparability.models.map((model) => {
    const scale = scaleOf(model.servedModel)
    return scale ? { ...model, reason: `${model.reason} Severity: ${scale.reason}` } : model
  })
  const told = { ...comparability, models }
  const files = choice.require ? demand(report.coverage.files, told) : report.coverage.files
  return { task, findings, comparability: told, coverage: { files }, status: reviewStatus(files) }
}
