import type { Report } from '@understudy/findings'
import { createReviewer, type ReviewerOptions } from '@understudy/sdk'
import type { CollectedInput } from '../input/collect.ts'
import { READ_LIMITS } from '../input/read.ts'
import { createProgress, type Progress } from '../progress/progress.ts'
import type { Effective } from '../config/effective.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { exitCode } from '../shell/exit-code.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { openStore } from '../store/open.ts'
import { type CircuitRecorder, circuitRecorder } from '../timeline/circuits.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { readInput } from './input.ts'
import type { ReviewRequest } from './request.ts'
import { prepareTargets } from './targets.ts'
import { writeReport } from './write.ts'

function startProgress(request: ReviewRequest, { stderr, runtime, env, platform }: Shell): Progress {
  return createProgress({
    sink: stderr,
    terminal: terminalOf(stderr, { env, platform }),
    runtime,
    live: stderr.isTerminal && !env('CI') && env('TERM') !== 'dumb',
    quiet: request.quiet,
  })
}

/** Settings in the words of the library. */
function reviewerOptions(settings: ReviewSettings): Omit<ReviewerOptions, 'targets'> {
  const { concurrency, effort, emptyProof, attempts, onRefusal, allowSubstitution, callDeadlineMs, maxFileBytes } = settings
  return {
    maxFileBytes: maxFileBytes ?? READ_LIMITS.maxFileBytes,
    ...(concurrency !== undefined && { concurrency }),
    ...(effort && { effort }),
    ...(emptyProof && { emptyProof }),
    ...(attempts !== undefined && { attempts }),
    ...(onRefusal && { onRefusal }),
    ...(allowSubstitution !== undefined && { allowSubstitution }),
    ...(callDeadlineMs !== undefined && { deadlineMs: callDeadlineMs }),
  }
}

async function runReviewer(
  options: ReviewerOptions,
  input: CollectedInput,
  run: {
    readonly settings: ReviewSettings
    readonly request: ReviewRequest
    readonly signal: AbortSignal
    readonly progress: Progress
    readonly circuits: CircuitRecorder
  },
): Promise<Report> {
  const reviewer = createReviewer(options)
  try {
    const report = await reviewer.review(
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
        ...(run.settings.deadlineMs !== undefined && { deadlineMs: run.settings.deadlineMs }),
      },
    )
    return run.circuits.addTo(report)
  } finally {
    run.progress.end()
    await reviewer.close()
  }
}

/** `understudy review`: reads, asks, writes, and gives back the exit code. @throws UnderstudyError for wrong usage */
export async function runReview(request: ReviewRequest, effective: Effective, shell: Shell): Promise<number> {
  const settings = effective.values
  // Targets and store first: a wrong key or a locked store should not wait for a large folder to be read.
  const { targets, notes } = await prepareTargets(settings, shell)
  const opened = openStore({ store: settings.store }, shell)
  try {
    const input = await readInput(request, effective, shell)
    const progress = startProgress(request, shell)
    for (const note of [...effective.notes, ...notes, ...(opened.warning ? [opened.warning] : [])]) progress.say(note)
    const options = { ...reviewerOptions(settings), targets, store: opened.store, runtime: shell.runtime }
    using interrupt = listenForInterrupt(shell)
    const report = await runReviewer(options, input, {
      settings,
      request,
      signal: interrupt.signal,
      progress,
      circuits: circuitRecorder(),
    })
    const sources = new Map(input.files.map(({ path, content }) => [path, content]))
    await writeReport(
      report,
      { format: settings.format ?? 'pretty', output: request.output, sources, allFiles: request.allFiles },
      shell,
    )
    return exitCode(
      {
        status: report.status,
        interrupted: interrupt.signal.aborted,
        served: report.coverage.files.some(({ target }) => target !== undefined),
        severities: report.findings.map(({ severity }) => severity.level),
      },
      settings.failOn ?? 'low',
    )
  } finally {
    opened.store.close()
  }
}
