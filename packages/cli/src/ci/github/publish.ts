import type { EarlierAlerts } from '@understudy/findings'
import type { Reviewed } from '../../review/run.ts'
import type { Shell } from '../../shell/shell.ts'
import type { Delivery } from '../conclusion.ts'
import { type PageFacts, renderPage, titleOf } from '../page/page.ts'
import type { CiRequest } from '../request.ts'
import type { Carried } from '../carry.ts'
import { published, readPublished, writePublished } from '../state.ts'
import { createGitHubApi, type GitHubApi, NO_TOKEN, type Published } from './api.ts'
import { publishCheckRun } from './check-run.ts'
import type { Reviewed as ReviewedCommit } from './checkout.ts'
import { keepComment } from './comment.ts'
import { earlierOnGitHub } from './earlier-alerts.ts'
import type { GitHubEvent } from './event.ts'
import { uploadSarif } from './sarif.ts'

/** What became of each publication; null for one that was not wanted. */
export interface Publications {
  readonly sarif: Published | null
  readonly check: Published | null
  readonly comment: Published | null
}

export interface PublishFacts {
  readonly event: GitHubEvent
  readonly commit: ReviewedCommit
  readonly reviewed: Reviewed | null
  /** The report laid over the alerts that are open; null where nobody knows those. */
  readonly carried: Carried | null
  readonly facts: PageFacts
  readonly request: CiRequest
}

/** GitHub refuses longer ones: 65,535 for a check, 65,536 for a comment, with our mark. */
const LONGEST_PAGE = 60_000

const UNKNOWN_BEFORE =
  'Alerts of code scanning were left as they are: what was uploaded before is neither in the restored cache nor told by GitHub, so nobody knows what an upload would close.'

/** Sentences about what could not be published as it was meant. */
export const troubles = (publications: Publications): readonly string[] => [
  ...new Set(
    Object.values(publications).flatMap((each: Published | null) => (each && each.state !== 'done' ? [each.sentence] : [])),
  ),
]

export function deliveryOf(check: Published | null): Delivery {
  if (!check || check.state === 'skipped') return 'not-wanted'
  return check.state === 'done' ? 'shown' : check.state
}

const stateKey = ({ commit, request }: Pick<PublishFacts, 'commit' | 'request'>): string =>
  `github ${request.category} ${commit.analysis.ref}`

/** The alerts that are open before a review: what this cache published, or else what code scanning tells; null when nobody knows. */
export async function earlierAlerts(
  given: Pick<PublishFacts, 'event' | 'commit' | 'request'>,
  shell: Shell,
): Promise<EarlierAlerts | null> {
  const { event, commit, request } = given
  if (!request.sarif) return null
  const known = await readPublished(request.state, stateKey(given), shell.runtime)
  if (known) return known
  const api = createGitHubApi(event.repository, shell)
  if (!api) return null
  return earlierOnGitHub({ category: request.category, ref: commit.analysis.ref, root: shell.cwd }, api)
}

async function sendSarif(given: PublishFacts, api: GitHubApi, shell: Shell): Promise<Published | null> {
  const { reviewed, carried, commit, request } = given
  // A change without code has nothing to say about alerts, and nor does a review that never came about.
  if (!request.sarif || !reviewed) return null
  if (!carried) return { state: 'skipped', sentence: UNKNOWN_BEFORE }
  const { report } = reviewed
  const facts = { report, open: carried.open, sources: carried.sources, category: request.category, analysis: commit.analysis }
  const result = await uploadSarif(facts, api, shell.runtime)
  if (result.state === 'done')
    await writePublished(request.state, stateKey(given), published(report, carried.open), shell.runtime)
  return result
}

async function sendCheck(
  given: PublishFacts,
  facts: PageFacts,
  annotate: boolean,
  api: GitHubApi,
  shell: Shell,
): Promise<Published> {
  const { request, commit } = given
  const { category, inconclusive } = request
  return publishCheckRun(
    {
      name: category === 'understudy' ? 'Understudy' : `Understudy (${category})`,
      headSha: commit.headSha,
      conclusion: facts.conclusion,
      inconclusive,
      title: titleOf(facts),
      summary: renderPage(facts, LONGEST_PAGE),
      report: facts.report,
      annotate,
      detailsUrl: facts.runUrl,
    },
    api,
    shell.runtime.wallTime(),
  )
}

/**
 * Publishes in an order in which each can say what the one before could not: alerts, the verdict as a check, the comment. Never
 * throws for what GitHub does.
 */
export async function publish(given: PublishFacts, shell: Shell): Promise<Publications> {
  const { event, request, facts, reviewed } = given
  const wanted = (yes: boolean): Published | null => (yes ? NO_TOKEN : null)
  const onPullRequest = event.pullRequest !== null && request.comment
  const api = createGitHubApi(event.repository, shell)
  if (!api) return { sarif: wanted(request.sarif), check: wanted(request.check), comment: wanted(onPullRequest) }

  const sarif = await sendSarif(given, api, shell)
  const known = (publications: Publications): PageFacts => ({ ...facts, remarks: [...facts.remarks, ...troubles(publications)] })
  const check = request.check
    ? await sendCheck(given, known({ sarif, check: null, comment: null }), sarif?.state !== 'done', api, shell)
    : null
  const comment =
    event.pullRequest && request.comment
      ? await keepComment(
          {
            category: request.category,
            run: Number(shell.env('GITHUB_RUN_NUMBER')) || 0,
            pullRequest: event.pullRequest.number,
            markdown: renderPage(known({ sarif, check, comment: null }), LONGEST_PAGE),
            create: reviewed !== null,
          },
          api,
          shell,
        )
      : null
  return { sarif, check, comment }
}
