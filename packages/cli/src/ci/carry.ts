import {
  carryMark,
  type CarryOptions,
  dueForTriage,
  type EarlierAlerts,
  type FileCoverage,
  type Finding,
  modelSwitches,
  openAlerts,
  type OpenAlerts,
  type Report,
  reviewStatus,
  withSwitches,
} from '@understudy/findings'
import type { Reviewer } from '@understudy/sdk'
import type { Runtime } from '@understudy/spec'
import { type CheckedOutFiles, filesOf } from './contents.ts'
import type { CiRequest } from './request.ts'
import type { Sources } from '../terminal/findings.ts'

/** Carried alerts that one run asks about; the others wait for the next. */
const MOST_ASKED = 20
const LONGEST_REASON = 200

/** A review over earlier alerts. */
export interface Carried {
  readonly report: Report
  readonly open: OpenAlerts
  /** Files of the review and of every open alert: their identity in a tracker hangs on these. */
  readonly sources: Sources
}

export interface CarryWorld {
  readonly earlier: EarlierAlerts
  readonly request: Pick<CiRequest, 'onSwitch' | 'carryForMs' | 'acceptSwitch'>
  /** Folders that paths of reports may be relative to. */
  readonly roots: readonly string[]
  /** How far a model agrees with itself, as F1; null where nobody measured it. */
  readonly itselfOf: (servedModel: string) => number | null
  readonly subject: Readonly<Record<string, string>>
  readonly runtime: Runtime
  readonly signal: AbortSignal
}

type Answers = NonNullable<CarryOptions['asked']>

/** Puts carried alerts that are due to any permitted model. Where nobody answers, they stay. */
async function askAgain(
  due: readonly Finding[],
  reviewer: Pick<Reviewer, 'triage'>,
  { contentOf }: CheckedOutFiles,
  { runtime, subject, signal }: CarryWorld,
): Promise<Answers> {
  const answers = new Map<string, { readonly at: string; readonly reproduced: boolean; readonly why: string }>()
  for (const finding of due.slice(0, MOST_ASKED)) {
    const path = finding.locations[0].path
    const content = contentOf(path)
    if (typeof content !== 'string' || signal.aborted) continue
    const result = await reviewer.triage({ finding, files: [{ path, content }] }, { subject, signal }).catch(() => null)
    if (result?.status !== 'answered') continue
    const { verdict, reasoning } = result.value
    const why = `${result.by.servedModel} did not reproduce it: ${reasoning.slice(0, LONGEST_REASON)}`
    const at = new Date(runtime.wallTime()).toISOString()
    answers.set(finding.fingerprint.v1, { at, reproduced: verdict !== 'not-a-flaw', why })
  }
  return answers
}

/** Files read by a substitute that left alerts unrepeated count as read by an engine whose silence proves nothing. */
function degradedBySwitch(report: Report, { carried }: OpenAlerts): Report {
  const paths = new Set(
    carried.filter((finding) => carryMark(finding)?.why === 'switch').map(({ locations: [{ path }] }) => path),
  )
  const models = new Set(report.coverage.files.filter(({ path }) => paths.has(path)).map(({ servedModel }) => servedModel))
  const files = report.coverage.files.map((file): FileCoverage =>
    file.disposition === 'reviewed' && file.servedModel !== undefined && models.has(file.servedModel)
      ? { ...file, degraded: true, reason: file.reason ?? `${file.servedModel} does not repeat alerts of the model before it` }
      : file,
  )
  return { ...report, coverage: { files }, status: reviewStatus(files) }
}

/** Lays a report over the alerts that are open, asks about those that are due, and says what closes and why. */
export async function carryOver(
  report: Report,
  reviewed: Sources,
  reviewer: Pick<Reviewer, 'triage'>,
  world: CarryWorld,
): Promise<Carried> {
  const { earlier, request, roots, runtime } = world
  const files = await filesOf(earlier.findings, reviewed, roots)
  const options: CarryOptions = {
    onSwitch: request.onSwitch,
    accepted: new Set(request.acceptSwitch),
    contentOf: files.contentOf,
  }
  const first = openAlerts(report, earlier, options)
  const due = dueForTriage(first.carried, runtime.wallTime(), request.carryForMs)
  const asked = due.length === 0 ? new Map() : await askAgain(due, reviewer, files, world)
  const open = asked.size === 0 ? first : openAlerts(report, earlier, { ...options, asked })
  const judged = request.onSwitch === 'degrade' ? degradedBySwitch(report, open) : report
  const notes = open.closed
    .filter(({ finding }) => carryMark(finding) !== null)
    .map(({ finding, why }) => `No longer carried: ${finding.locations[0].path}, ${finding.title}: ${why}`)
  const told = withSwitches(
    { ...judged, notes: [...judged.notes, ...notes] },
    modelSwitches(report, earlier, open, world.itselfOf),
  )
  return { report: told, open, sources: files.sources }
}
