import { UnderstudyError } from '@understudy/spec'
import { git } from '../../git/run.ts'
import type { GitHubEvent } from './event.ts'

/** The commit that is reviewed, and from where. */
export interface Reviewed {
  /** Commit that the change starts from; null when everything is reviewed. */
  readonly base: string | null
  /** Commit that people look at: alerts, checks and links belong to it. */
  readonly headSha: string
  /** Where an analysis belongs, for code scanning. */
  readonly analysis: { readonly sha: string; readonly ref: string }
}

export interface CheckedOut {
  readonly sha: string
  readonly parents: readonly string[]
}

function refuse(sentence: string): never {
  throw new UnderstudyError('unreadable-input', sentence)
}

/**
 * Where the review begins and what it is about. By default the checkout is the commit that merges the pull request: its first
 * parent is then the base, which holds also when the base branch has moved since the event. Pure.
 * @throws UnderstudyError `unreadable-input` when something else is checked out than the event is about
 */
export function reviewedCommit(event: GitHubEvent, { sha, parents }: CheckedOut): Reviewed {
  const { pullRequest: pull, mergeBase, ref } = event
  if (pull) {
    const [onto, merged] = parents
    if (sha === event.sha && merged === pull.headSha && onto !== undefined)
      return { base: onto, headSha: pull.headSha, analysis: { sha, ref } }
    if (sha === pull.headSha) return { base: pull.baseSha, headSha: sha, analysis: { sha, ref: `refs/pull/${pull.number}/head` } }
    if (sha === event.sha) return { base: pull.baseSha, headSha: pull.headSha, analysis: { sha, ref } }
  }
  if (sha === event.sha) return { base: pull ? pull.baseSha : mergeBase, headSha: sha, analysis: { sha, ref } }
  return refuse(
    `The event is about commit ${event.sha.slice(0, 12)}, but ${sha.slice(0, 12)} is checked out. Let actions/checkout take its default.`,
  )
}

/** The commit in a folder. Read from the commit itself: in a shallow clone git leaves out parents that were not fetched. */
export async function checkedOut(folder: string): Promise<CheckedOut> {
  const sha = (await git(folder, ['rev-parse', 'HEAD'])).toString().trim()
  const [header = ''] = (await git(folder, ['cat-file', 'commit', 'HEAD'])).toString().split('\n\n')
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent) }
}
