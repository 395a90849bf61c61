import type { Report } from '@understudy/findings'
import { createReviewer, type ReviewerOptions } from '@understudy/sdk'
import type { ModelAdapter } from '@understudy/spec'
import type { CollectedInput } from '../input/collect.ts'
import { READ_LIMITS } from '../input/read.ts'
import { createProgress, type Progress } from '../progress/progress.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { exitCode } from '../shell/exit-code.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { openStore } from '../store/open.ts'
import { addressesFrom, unusedAddresses } from '../targets/addresses.ts'
import { chooseTargets } from '../targets/choose.ts'
import { createTargets } from '../targets/create.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { readInput } from './input.ts'
import type { ReviewRequest } from './request.ts'
import { writeReport } from './write.ts'

/** Who may be asked, and what the user should know about that. @throws UnderstudyError `invalid-option` */
async function prepareTargets(
  settings: ReviewSettings,
  { env, runtime }: Shell,
): Promise<{ readonly adapters: readonly ModelAdapter[]; readonly notes: readonly string[] }> {
  const addresses = { ...addressesFrom(env), ...settings.baseUrls }
  const { targets, notes } = chooseTargets(settings.targets, settings.floor ?? true, env)
  return {
    adapters: await createTargets(targets, addresses, runtime),
    notes: [...notes, ...unusedAddresses(addresses, env)],
  }
}

function startProgress(request: ReviewRequest, { stderr, runtime, env, platform }: Shell): Progress {
  return createProgress({
    sink: stderr,
    terminal: terminalOf(stderr, { env, platform }),
    runtime,
    live: stderr.isTerminal && !env('CI') && env('TERM') !== 'dumb',
    quiet: request.quiet,
  })
}

async function runReviewer(
  options: ReviewerOptions,
  input: CollectedInput,
  run: {
    readonly settings: ReviewSettings
    readonly request: ReviewRequest
    readonly signal: AbortSignal
    readonly progress: Progress
  },
): Promise<Report> {
  const reviewer = createReviewer(options)
  try {
    return await reviewer.review(
      {
        files: input.files,
        skipped: input.skipped.map(({ path, sentence, incomplete }) => ({ path, reason: sentence, incomplete })),
      },
      {
        signal: run.signal,
        onEvent: run.progress.show,
        resume: run.request.resume,
        ...(run.settings.deadlineMs !== undefined && { deadlineMs: run.settings.deadlineMs }),
      },
    )
  } finally {
    run.progress.end()
    await reviewer.close()
  }
}

/** `understudy review`: reads, asks, writes, and gives back the exit code. @throws UnderstudyError for wrong usage */
export async function runReview(request: ReviewRequest, settings: ReviewSettings, shell: Shell): Promise<number> {
  // Targets and store first: a wrong key or a locked store should not wait for a large folder to be read.
  const { adapters, notes } = await prepareTargets(settings, shell)
  const opened = openStore({ store: settings.store }, shell)
  try {
    const input = await readInput(request, settings, shell)
    const progress = startProgress(request, shell)
    for (const note of [...notes, ...(opened.warning ? [opened.warning] : [])]) progress.say(note)
    const options: ReviewerOptions = {
      targets: adapters,
      store: opened.store,
      runtime: shell.runtime,
      maxFileBytes: settings.maxFileBytes ?? READ_LIMITS.maxFileBytes,
      ...(settings.concurrency !== undefined && { concurrency: settings.concurrency }),
    }
    using interrupt = listenForInterrupt(shell)
    const report = await runReviewer(options, input, { settings, request, signal: interrupt.signal, progress })
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
