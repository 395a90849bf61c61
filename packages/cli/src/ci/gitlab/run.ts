import { join, resolve } from 'node:path'
import { encodeTerminalLine, toGitLab } from '@understudy/findings'
import type { ConfigChoice } from '../../config/effective.ts'
import type { Reviewed } from '../../review/run.ts'
import { EXIT } from '../../shell/exit-code.ts'
import type { Shell } from '../../shell/shell.ts'
import { needBase } from '../base.ts'
import { conclusionOf } from '../conclusion.ts'
import { type PageFacts, renderPage } from '../page/page.ts'
import { performInCi, type Performed } from '../perform.ts'
import { logReport, writeReports } from '../reports.ts'
import { type CiFlags, ciInput, type CiRequest } from '../request.ts'
import type { Carried } from '../carry.ts'
import { published, readPublished, writePublished } from '../state.ts'
import { openWorkspace } from '../workspace.ts'
import { toCodeQuality } from './code-quality.ts'
import { type GitLabEvent, readGitLabEvent } from './event.ts'
import { keepNote } from './note.ts'

/** GitLab takes a million characters; nobody reads as many. */
const LONGEST_NOTE = 200_000

const FETCH_MORE = 'Set the variable GIT_DEPTH of the job to 0.'

function pageFacts(event: GitLabEvent, { reviewed, carried, remarks }: Performed, { env }: Shell): PageFacts {
  const project = env('CI_PROJECT_URL')
  return {
    report: reviewed?.report ?? null,
    targets: reviewed?.targets ?? [],
    conclusion: conclusionOf(reviewed?.code ?? EXIT.clean),
    ...(reviewed && { counting: reviewed.counting.length }),
    ...(carried && { carried: carried.open.carried }),
    commit: event.sha,
    lineUrl: (path, line) =>
      project ? `${project}/-/blob/${event.sha}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}` : null,
    runUrl: env('CI_JOB_URL') || null,
    remarks,
  }
}

const stateKey = (request: CiRequest, event: GitLabEvent): string => `gitlab ${request.category} ${event.ref}`

/** Writes what GitLab collects as artifacts, with the alerts that this review cannot close. */
async function writeGitLabReports(
  reviewed: Reviewed,
  carried: Carried | null,
  event: GitLabEvent,
  request: CiRequest,
  shell: Shell,
): Promise<void> {
  const { report } = reviewed
  const folder = await writeReports(
    reviewed,
    request.reports,
    [
      ['understudy.json', 'json'],
      ['understudy.html', 'html'],
    ],
    shell,
  )
  const write = (name: string, value: unknown): Promise<void> =>
    shell.runtime.files.writeText(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
  // GitLab resolves on the default branch; a merge request is only compared with it.
  const unknownBefore = carried === null && event.base === null
  await write('gl-sast-report.json', toGitLab(report, { ...(carried && { open: carried.open }), unknownBefore }))
  await write('gl-code-quality-report.json', toCodeQuality(report))
  await writePublished(request.state, stateKey(request, event), published(report, carried?.open ?? report), shell.runtime)
}

/**
 * `understudy ci gitlab`: reviews what the pipeline is about and gives back the exit code of the review, of which the template
 * allows 3 and 4 to fail. @throws UnderstudyError for wrong usage
 */
export async function runGitLab(flags: CiFlags, choice: ConfigChoice, shell: Shell): Promise<number> {
  const home = resolve(shell.cwd, '.understudy')
  const { request, settings } = ciInput(flags, shell.env, { state: join(home, 'state'), reports: join(home, 'reports') })
  const event = readGitLabEvent(shell.env)
  if (event.base !== null) await needBase(shell.cwd, event.base, FETCH_MORE)
  await using workspace = await openWorkspace(request, shell)
  const inUse = { ...request, state: workspace.state }
  const performed = await performInCi(
    {
      request,
      workspace,
      choice: { ...choice, flags: { ...settings, ...choice.flags } },
      base: event.base,
      restricted: event.restricted,
      earlier: () => readPublished(workspace.state, stateKey(request, event), shell.runtime),
    },
    shell,
  )
  const { reviewed } = performed
  if (reviewed) {
    logReport(reviewed, shell)
    await writeGitLabReports(reviewed, performed.carried, event, inUse, shell)
  } else shell.stdout.write('Nothing to review: the change touches no code.\n')
  for (const remark of performed.remarks) shell.stderr.write(`${encodeTerminalLine(remark)}\n`)
  if (event.mergeRequest && request.comment) {
    const trouble = await keepNote(
      {
        category: request.category,
        run: Number(shell.env('CI_PIPELINE_IID')) || 0,
        mergeRequest: event.mergeRequest,
        markdown: renderPage(pageFacts(event, performed, shell), LONGEST_NOTE),
        create: reviewed !== null,
      },
      shell,
    )
    if (trouble !== null) shell.stderr.write(`${encodeTerminalLine(trouble)}\n`)
  }
  return reviewed?.code ?? EXIT.clean
}
