import type { TaskName } from '@understudy/spec'
import type { Subject } from '../policy/pattern.ts'
import { covers, inForce, type Noticed } from './covers.ts'
import type { Notice } from './notice.ts'

/** What `noticeBars` is asked. */
export interface NoticeQuestion<T extends Noticed> {
  /** Targets that policy permits; the question is which of them notices leave. */
  readonly targets: readonly T[]
  readonly task: TaskName
  readonly subject: Subject
  /** Epoch milliseconds. */
  readonly wallTime: number
  /** Ids of notices with which the operator lets the last target go, or true for all. */
  readonly mayBarLast: readonly string[] | true
}

/** Which targets notices bar, and which notices wait for the operator’s yes. */
export interface NoticeAnswer<T extends Noticed> {
  /** The notice that bars each target, the first by date. Targets that are not in it may be used. */
  readonly barred: ReadonlyMap<T, Notice>
  /** Notices that hold but are not applied here, because they would bar the last target and the operator has not said yes. */
  readonly held: readonly Notice[]
}

/**
 * Applies notices in the order of their dates. Whoever can sign a notice could otherwise stop all work with one, so a notice
 * that would leave no permitted target waits, whole, for the operator's yes.
 */
export function noticeBars<T extends Noticed>(notices: readonly Notice[], question: NoticeQuestion<T>): NoticeAnswer<T> {
  const { targets, task, subject, wallTime, mayBarLast } = question
  const barred = new Map<T, Notice>()
  const held: Notice[] = []
  for (const notice of notices.toSorted(byDate)) {
    if (!inForce(notice, wallTime)) continue
    const meant = targets.filter((target) => !barred.has(target) && covers(notice, target, task, subject))
    const last = meant.length > 0 && meant.length === targets.length - barred.size
    if (last && mayBarLast !== true && !mayBarLast.includes(notice.id)) held.push(notice)
    else for (const target of meant) barred.set(target, notice)
  }
  return { barred, held }
}

function byDate(a: Notice, b: Notice): number {
  return Date.parse(a.from) - Date.parse(b.from) || (a.id < b.id ? -1 : 1)
}
