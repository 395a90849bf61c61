/** Hidden in the first line of our comment: whose it is, and from which run. */
export interface StickyMark {
  readonly category: string
  /** Grows from run to run, so that a late run does not overwrite a newer one. */
  readonly run: number
}

/** A category as it may stand in an HTML comment, which `--` would end. */
const safe = (category: string): string => encodeURIComponent(category).replaceAll('-', '%2D')

export const stickyMark = ({ category, run }: StickyMark): string =>
  `<!-- understudy:review category=${safe(category)} run=${run} -->`

export interface FoundComment {
  readonly id: number
  readonly body: string
  readonly author: string | number
}

const MARK = /^<!-- understudy:review category=(\S+) run=(\d+) -->/

/** Our comment among others: written by us and marked on its first line. Somebody who copies the mark is not us. */
export function findSticky(
  comments: readonly FoundComment[],
  category: string,
  ourselves: string | number,
): { readonly id: number; readonly run: number } | null {
  for (const { id, body, author } of comments) {
    const [, marked, run] = MARK.exec(body) ?? []
    if (author === ourselves && marked === safe(category)) return { id, run: Number(run) }
  }
  return null
}
