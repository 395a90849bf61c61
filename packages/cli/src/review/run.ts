import type { TargetStatus } from '@understudy/failover'
import { encodeTerminalLine, isOutsideChange, type Report, withService } from '@understudy/findings'
import { readBaseline } from '../baseline/file.ts'
import { markAccepted, type MarkedReport } from '../baseline/mark.ts'
import { createReviewer, type ReviewerOptions, type RouteTarget } from '@understudy/sdk'
import type { Runtime } from '@understudy/spec'
import type { CollectedInput } from '../input/collect.ts'
import type { Progress } from '../progress/progress.ts'
import type { Effective } from '../config/effective.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { EXIT, exitCode } from '../shell/exit-code.ts'
import { readComparability } from './comparability.ts'
import { openGovernance } from './governance.ts'
import { openJournal } from './journal.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { closeStore, openStore } from '../store/open.ts'
import type { Sources } from '../terminal/findings.ts'
import { type CircuitRecorder, circuitRecorder } from '../timeline/circuits.ts'
import { withReadiness } from '../readiness/record.ts'
import { readInput, whyNothing } from './input.ts'
import type { ReviewRequest } from './request.ts'
import { reviewerOptions, startProgress } from './options.ts'
import { withTakeOut } from './take-out.ts'
import { prepareTargets } from './targets.ts'
import { serviceFacts } from './service-facts.ts'
import { withoutJudges } from './without-judges.ts'
import { writeReport } from './write.ts'

/** What a review came to, before anything is written. */
export interface Reviewed extends MarkedReport {
  readonly sources: Sources
  /** What is known about each target at the end, bars included. */
  readonly targets: readonly TargetStatus[]
  /** By the threshold in force; see `EXIT`. */
  readonly code: number
}

async function runReviewer(
  options: ReviewerOptions & { readonly targets: readonly RouteTarget[]; readonly runtime: Runtime },
  input: CollectedInput,
  run: {
    /** When the command began, on the runtime's clock. */
    readonly began: number
    readonly settings: ReviewSettings
    readonly request: ReviewRequest
    readonly signal: AbortSignal
    readonly progress: Progress
    readonly circuits: CircuitRecorder
    readonly dropped: readonly string[]
  },
): Promise<{ readonly report: Report; readonly targets: readonly TargetStatus[] }> {
  const reviewer = createReviewer(options)
  const { repositoryClass } = run.settings
  const asked = {
    tasks: [run.request.change ? ('review.diff' as const) : ('review.files' as const)],
    subjects: [repositoryClass === undefined ? {} : { repositoryClass }],
  }
  const ready = reviewer.readiness(asked)
  try {
    const found = await reviewer.review(
      {
        files: input.files,
        skipped: input.skipped.map(({ path, sentence, incomplete }) => ({ path, reason: sentence, incomplete })),
      },
      {
        signal: run.signal,
        onEvent: (event) => {
          run.circuits.record(event)
          run.progress.show(event)
        },
        resume: run.request.resume,
        cache: run.request.cache,
        ...(repositoryClass !== undefined && { subject: { repositoryClass } }),
        ...(run.settings.deadlineMs !== undefined && {
          deadlineMs: timeLeft(run.settings.deadlineMs, run.began, options.runtime),
        }),
      },
    )
    if (run.request.probeDue) await reviewer.probeDue()
    const fair = withoutJudges(found, run.dropped)
    const sources = new Map(input.files.map(({ path, content }) => [path, content]))
    const report = (await run.request.attach?.(fair, sources, reviewer, run.signal)) ?? fair
    // Losses as they would have been met when it began; the traffic is the run's own.
    const { concentration } = reviewer.readiness(asked)
    const targets = reviewer.status()
    const told = withService(report, serviceFacts(report, targets))
    return { report: withReadiness(run.circuits.addTo(told), { ...ready, concentration }), targets }
  } finally {
    run.progress.end()
    await reviewer.close()
  }
}

/** What reading the files left of the time: who waits for a command waits for that too. */
function timeLeft(deadlineMs: number, began: number, runtime: Pick<Runtime, 'now'>): number {
  return Math.max(1, deadlineMs - (runtime.now() - began))
}

/** The report held against the baseline, where there is one. */
async function held(report: Report, baseline: string | undefined, shell: Shell): Promise<MarkedReport> {
  if (baseline === undefined) return { report, counting: report.findings }
  return markAccepted(report, await readBaseline(baseline, shell), shell.runtime.wallTime())
}

/** Reads and asks, and writes no result. Null when a change touches no code. @throws UnderstudyError for wrong usage */
export async function performReview(request: ReviewRequest, effective: Effective, shell: Shell): Promise<Reviewed | null> {
  const settings = effective.values
  const began = shell.runtime.now()
  // Targets and store first: a wrong key or a locked store should not wait for a large folder to be read.
  const { targets, notes } = await prepareTargets(settings, shell)
  const opened = openStore({ store: settings.store }, shell)
  try {
    // A baseline that cannot be read must not be found out after the money was spent.
    if (settings.baseline !== undefined) await readBaseline(settings.baseline, shell)
    const input = await readInput(request, effective, shell)
    const nothing = request.change ? whyNothing(input, request.change) : null
    if (nothing !== null) {
      shell.stderr.write(`${encodeTerminalLine(nothing)}\n`)
      return null
    }
    const comparability = await readComparability(settings, shell)
    using governance = await openGovernance(settings, opened.store, shell)
    const progress = startProgress(request, shell)
    for (const note of [...effective.notes, ...notes, ...(opened.warning ? [opened.warning] : [])]) progress.say(note)
    await using journal = openJournal(settings.journal, shell, progress.say)
    const options = {
      ...reviewerOptions(settings),
      ...governance.rules,
      ...comparability,
      ...(journal && { journal: journal.journal }),
      targets,
      store: opened.store,
      runtime: shell.runtime,
    }
    using interrupt = listenForInterrupt(shell)
    const run = {
      began,
      settings,
      request,
      signal: interrupt.signal,
      progress,
      circuits: circuitRecorder(),
      dropped: effective.repositoryDropped,
    }
    const { report, targets: health } = await runReviewer(options, input, run)
    const marked = await held(request.change ? withTakeOut(report) : report, settings.baseline, shell)
    const { status, coverage } = marked.report
    const counting = settings.failOnExisting ? marked.counting : marked.counting.filter((finding) => !isOutsideChange(finding))
    const served = coverage.files.some(({ target }) => target !== undefined)
    const interrupted = interrupt.signal.aborted || input.files.length === 0
    return {
      report: marked.report,
      counting,
      sources: new Map(input.files.map(({ path, content }) => [path, content])),
      targets: health,
      code: exitCode(
        { status, served, interrupted, severities: counting.map(({ severity }) => severity.level) },
        settings.failOn ?? 'low',
      ),
    }
  } finally {
    closeStore(opened.store, (sentence) => shell.stderr.write(`${encodeTerminalLine(sentence)}\n`))
  }
}

/** `understudy review`: reads, asks, writes, and gives back the exit code. @throws UnderstudyError for wrong usage */
export async function runReview(request: ReviewRequest, effective: Effective, shell: Shell): Promise<number> {
  const reviewed = await performReview(request, effective, shell)
  if (!reviewed) return EXIT.clean
  const { report, sources, code } = reviewed
  const { output, allFiles } = request
  await writeReport(report, { format: effective.values.format ?? 'pretty', output, sources, allFiles }, shell)
  return code
}
