import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigChoice } from '../../config/effective.ts'
import { encodeMarkdown, toAnnotations } from '@understudy/findings'
import type { Shell } from '../../shell/shell.ts'
import { errorSentence } from '../../shell/error-sentence.ts'
import { exitCodeOf } from '../../shell/exit-code.ts'
import { needBase } from '../base.ts'
import { conclusionOf, jobExitCode } from '../conclusion.ts'
import { type PageFacts, renderPage, servedWords, titleOf } from '../page/page.ts'
import { performInCi, type Performed } from '../perform.ts'
import { logReport, writeReports } from '../reports.ts'
import { type CiFlags, ciInput, type CiInput, type CiRequest } from '../request.ts'
import { openWorkspace } from '../workspace.ts'
import { checkedOut, reviewedCommit, type Reviewed as ReviewedCommit } from './checkout.ts'
import { type GitHubEvent, readGitHubEvent } from './event.ts'
import { writeOutputs, writeSummary } from './outputs.ts'
import { deliveryOf, earlierAlerts, publish, type Publications, troubles } from './publish.ts'
import { annotate, quietCommands } from './workflow-commands.ts'

/** GitHub takes 1 MiB of summary for a step, in bytes; a character has at most four. */
const LONGEST_SUMMARY = 200_000

const FETCH_MORE = 'Give actions/checkout fetch-depth: 2, or 0 where it checks out anything but its default.'

const REPORTS = [
  ['understudy.json', 'json'],
  ['understudy.sarif', 'sarif'],
  ['understudy.html', 'html'],
] as const

interface Done {
  readonly event: GitHubEvent
  readonly commit: ReviewedCommit
  readonly performed: Performed
  readonly published: Publications
  readonly facts: PageFacts
  readonly reports: string | null
}

async function readPayload({ env, runtime }: Shell): Promise<unknown> {
  const path = env('GITHUB_EVENT_PATH')
  return path ? (JSON.parse(await runtime.files.readText(path)) as unknown) : {}
}

function pageFacts(
  event: GitHubEvent,
  commit: ReviewedCommit,
  { reviewed, carried, remarks }: Performed,
  { env }: Shell,
): PageFacts {
  const repository = `${env('GITHUB_SERVER_URL') || 'https://github.com'}/${event.repository}`
  return {
    report: reviewed?.report ?? null,
    targets: reviewed?.targets ?? [],
    conclusion: conclusionOf(reviewed?.code ?? 0),
    ...(reviewed && { counting: reviewed.counting.length }),
    ...(carried && { carried: carried.open.carried }),
    commit: commit.headSha,
    lineUrl: (path, line) =>
      `${repository}/blob/${commit.headSha}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`.replace(
        /[()]/g,
        escape,
      ),
    runUrl: env('GITHUB_RUN_ID') ? `${repository}/actions/runs/${encodeURIComponent(env('GITHUB_RUN_ID') ?? '')}` : null,
    remarks,
  }
}

/** Everything that may quote a stranger happens in here, while the runner obeys nothing. */
async function reviewAndPublish({ request: given, settings }: CiInput, choice: ConfigChoice, shell: Shell): Promise<Done> {
  const event = readGitHubEvent(shell.env, await readPayload(shell))
  const commit = reviewedCommit(event, await checkedOut(shell.cwd))
  if (commit.base !== null) await needBase(shell.cwd, commit.base, FETCH_MORE)
  await using workspace = await openWorkspace(given, shell)
  const request = { ...given, state: workspace.state }
  const performed = await performInCi(
    {
      request: given,
      workspace,
      choice: { ...choice, flags: { ...settings, ...choice.flags } },
      base: commit.base,
      restricted: event.restricted,
      earlier: () => earlierAlerts({ event, commit, request }, shell),
    },
    shell,
  )
  const { reviewed } = performed
  if (reviewed) logReport(reviewed, shell)
  // Kept before anything is sent: what was paid for must not hang on somebody's API.
  const reports = reviewed && (await writeReports(reviewed, request.reports, REPORTS, shell))
  const facts = pageFacts(event, commit, performed, shell)
  const published = await publish({ event, commit, reviewed, carried: performed.carried, facts, request }, shell)
  return { event, commit, performed, published, facts, reports }
}

async function report(done: Done, request: CiRequest, shell: Shell): Promise<number> {
  const { published, facts, performed, event, reports } = done
  const { reviewed } = performed
  const sentences = troubles(published)
  const page = renderPage({ ...facts, remarks: [...facts.remarks, ...sentences] }, LONGEST_SUMMARY)
  await writeSummary(shell.env('GITHUB_STEP_SUMMARY'), page, shell.runtime)
  const { inconclusive } = request
  const delivery = deliveryOf(published.check)
  const code = jobExitCode({
    conclusion: facts.conclusion,
    code: reviewed?.code ?? 0,
    inconclusive,
    delivery,
    restricted: event.restricted,
  })
  await writeOutputs(
    shell.env('GITHUB_OUTPUT'),
    {
      status: reviewed?.report.status ?? 'nothing-to-review',
      conclusion: facts.conclusion === 'inconclusive' ? inconclusive : facts.conclusion,
      findings: reviewed?.counting.length ?? 0,
      'served-by': servedWords(reviewed?.report ?? null),
      report: reports === null ? '' : join(reports, 'understudy.json'),
      reports: reports ?? '',
    },
    shell.runtime,
  )
  for (const sentence of sentences) annotate(shell, 'warning', 'Understudy', sentence)
  if (facts.conclusion === 'inconclusive') annotate(shell, 'warning', 'Understudy', titleOf(facts))
  // The check marks the lines; where there is none, the runner can.
  if (delivery !== 'shown' && reviewed) shell.stdout.write(toAnnotations(reviewed.report))
  return code
}

/** `understudy ci github`: reviews what the event is about and says so on GitHub. Never throws: the log of a job has no other reader. */
export async function runGitHub(flags: CiFlags, choice: ConfigChoice, given: Shell): Promise<number> {
  try {
    // Never in the checkout, which holds what the change brought along.
    const temporary = given.env('RUNNER_TEMP') || (await mkdtemp(join(tmpdir(), 'understudy-')))
    const places = { state: join(temporary, 'understudy-state'), reports: join(temporary, 'understudy-reports') }
    const input = ciInput(flags, given.env, places)
    let done: Done
    {
      using quiet = quietCommands(given)
      done = await reviewAndPublish(input, choice, quiet.shell)
    }
    return await report(done, input.request, given)
  } catch (error) {
    const { sentence, next = '' } = errorSentence(error, { env: given.env, command: 'understudy ci github' })
    const words = `${sentence} ${next}`.trim()
    annotate(given, 'error', 'Understudy', words)
    const page = `### Understudy could not do its work\n\n> [!CAUTION]\n> ${encodeMarkdown(words)}\n`
    // Where even this cannot be written, the line above has said it.
    await writeSummary(given.env('GITHUB_STEP_SUMMARY'), page, given.runtime).catch(() => undefined)
    return exitCodeOf(error)
  }
}
