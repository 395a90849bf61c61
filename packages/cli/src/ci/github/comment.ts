import { type FoundComment, findSticky, type StickyMark, stickyMark } from '../sticky.ts'
import { type GitHubApi, type Published, refused } from './api.ts'
import { ourLogin } from './identity.ts'
import type { Shell } from '../../shell/shell.ts'

export interface CommentFacts extends StickyMark {
  readonly pullRequest: number
  /** Markdown without the mark. */
  readonly markdown: string
  /** Make a comment when there is none. @default true */
  readonly create?: boolean
}

const PER_PAGE = 100
/** 3,000 comments; whoever has more gets a new one, which is found the next time only if it is among the first. */
const MOST_PAGES = 30
const PERMISSION = 'pull-requests: write'

function readComments(body: unknown): FoundComment[] {
  const list = Array.isArray(body) ? (body as readonly Record<string, unknown>[]) : []
  return list.flatMap(({ id, body: text, user }) => {
    const login = (user as { readonly login?: unknown } | null)?.login
    return typeof id === 'number' && typeof text === 'string' && typeof login === 'string'
      ? [{ id, body: text, author: login }]
      : []
  })
}

type Found = ReturnType<typeof findSticky>

async function find(facts: CommentFacts, api: GitHubApi, login: string): Promise<{ found: Found } | { trouble: Published }> {
  let path: string | null = api.at(`/issues/${facts.pullRequest}/comments?per_page=${PER_PAGE}`)
  for (let page = 0; path !== null && page < MOST_PAGES; page++) {
    const reply = await api.send({ method: 'GET', path })
    if (!reply.ok) return { trouble: refused(reply, 'The comments could not be read', PERMISSION) }
    const found = findSticky(readComments(reply.body), facts.category, login)
    if (found) return { found }
    path = reply.next
  }
  return { found: null }
}

async function write(facts: CommentFacts, found: Found, api: GitHubApi): Promise<Published & { readonly unsure?: boolean }> {
  if (found && found.run > facts.run)
    return { state: 'skipped', sentence: 'The comment was left alone, because a newer run has written it.' }
  if (!found && facts.create === false) return { state: 'done' }
  const body = { body: `${stickyMark(facts)}\n${facts.markdown}` }
  const reply = await api.send(
    found
      ? { method: 'PATCH', path: api.at(`/issues/comments/${found.id}`), body }
      : { method: 'POST', path: api.at(`/issues/${facts.pullRequest}/comments`), body },
  )
  if (reply.ok) {
    const { html_url: url } = (reply.body ?? {}) as { readonly html_url?: unknown }
    return { state: 'done', ...(typeof url === 'string' && { url }) }
  }
  const unsure = !found && (reply.status === null || reply.status >= 500)
  return { ...refused(reply, 'The comment was not written', PERMISSION), unsure }
}

/** Keeps one comment on a pull request: updates ours in place, and makes it only when there is none. */
export async function keepComment(facts: CommentFacts, api: GitHubApi, shell: Shell): Promise<Published> {
  const login = await ourLogin(shell)
  // A comment whose making went wrong may be there all the same, so it is looked for once more before it is made again.
  for (let round = 0; ; round++) {
    const looked = await find(facts, api, login)
    if ('trouble' in looked) return looked.trouble
    const { unsure, ...published } = await write(facts, looked.found, api)
    if (!unsure || round > 0) return published
  }
}
