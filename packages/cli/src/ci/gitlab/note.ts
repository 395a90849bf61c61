import { type ApiClient, createApiClient } from '../api/client.ts'
import type { Shell } from '../../shell/shell.ts'
import { VERSION } from '../../version.ts'
import { type FoundComment, findSticky, type StickyMark, stickyMark } from '../sticky.ts'
import type { GitLabEvent } from './event.ts'

export interface NoteFacts extends StickyMark {
  readonly mergeRequest: NonNullable<GitLabEvent['mergeRequest']>
  /** Markdown without the mark. */
  readonly markdown: string
  /** Make a note when there is none. */
  readonly create: boolean
}

/** The token that may write notes. The job's own token may not, whatever its permissions. */
export const TOKEN_VARIABLE = 'UNDERSTUDY_GITLAB_TOKEN'

const MOST_PAGES = 30

function readNotes(body: unknown): FoundComment[] {
  const list = Array.isArray(body) ? (body as readonly Record<string, unknown>[]) : []
  return list.flatMap(({ id, body: text, author }) => {
    const user = (author as { readonly id?: unknown } | null)?.id
    return typeof id === 'number' && typeof text === 'string' && typeof user === 'number'
      ? [{ id, body: text, author: user }]
      : []
  })
}

async function findNote(notes: string, category: string, ourselves: number, api: ApiClient) {
  let path: string | null = `${notes}?per_page=100&sort=asc&order_by=created_at`
  for (let page = 0; path !== null && page < MOST_PAGES; page++) {
    const reply = await api.send({ method: 'GET', path })
    if (!reply.ok) return { trouble: `The notes could not be read: ${reply.sentence}` }
    const found = findSticky(readNotes(reply.body), category, ourselves)
    if (found) return { found }
    path = reply.next
  }
  return { found: null }
}

/** Keeps one note on a merge request. Gives back a sentence when that did not succeed; null when it did or nobody wanted it. */
export async function keepNote(facts: NoteFacts, { env, runtime }: Shell): Promise<string | null> {
  const token = env(TOKEN_VARIABLE)
  if (!token) return null
  const baseUrl = env('CI_API_V4_URL') || 'https://gitlab.com/api/v4'
  const api = createApiClient({ baseUrl, runtime, headers: { 'private-token': token, 'user-agent': `understudy/${VERSION}` } })
  const who = await api.send({ method: 'GET', path: '/user' })
  if (!who.ok) return `The note was not written: ${who.sentence} ${TOKEN_VARIABLE} needs the scope api.`
  const { project, iid } = facts.mergeRequest
  const notes = `/projects/${project}/merge_requests/${iid}/notes`
  const looked = await findNote(notes, facts.category, Number((who.body as { readonly id?: unknown }).id), api)
  if (looked.trouble !== undefined) return looked.trouble
  const { found } = looked
  if ((found && found.run > facts.run) || (!found && !facts.create)) return null
  const body = { body: `${stickyMark(facts)}\n${facts.markdown}` }
  const reply = await api.send(
    found ? { method: 'PUT', path: `${notes}/${found.id}`, body } : { method: 'POST', path: notes, body },
  )
  return reply.ok ? null : `The note was not written: ${reply.sentence}`
}
