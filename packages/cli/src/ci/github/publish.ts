import type { Reviewed } from '../../review/run.ts'
import type { Shell } from '../../shell/shell.ts'
import type { Delivery } from '../conclusion.ts'
import { type PageFacts, renderPage, titleOf } from '../page/page.ts'
import type { CiRequest } from '../request.ts'
import { afterPublishing, readPublished, writePublished } from '../state.ts'
import { createGitHubApi, type GitHubApi, NO_TOKEN, type Published } from './api.ts'
import { publishCheckRun } from './check-run.ts'
import type { Reviewed as ReviewedCommit } from './checkout.ts'
import { keepComment } from './comment.ts'
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
  readonly facts: PageFacts
  readonly request: CiRequest
}

/** GitHub refuses longer ones: 65,535 for a check, 65,536 for a comment, with our mark. */
const LONGEST_PAGE = 60_000

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

async function sendSarif({ reviewed, commit, request }: PublishFacts, api: GitHubApi, shell: Shell): Promise<Published | null> {
  // A change without code has nothing to say about alerts, and nor does a review that never came about.
  if (!request.sarif || !reviewed) return null
  const { report, sources } = reviewed
  const { category, state } = request
  const key = `github ${category} ${commit.analysis.ref}`
  const previous = await readPublished(state, key, shell.runtime)
  const facts = { report, sources, category, analysis: commit.analysis, previous }
  const { published, over } = await uploadSarif(facts, api, shell.runtime)
  if (over && published.state === 'done') await writePublished(state, key, afterPublishing(report, over), shell.runtime)
  return published
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
