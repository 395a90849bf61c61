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
  /** Whether a notice barred this target before: what was in force is never held again. @default none did */
  readonly hasBarred?: (notice: Notice, target: T) => boolean
}

/** Which targets notices bar, and which notices wait for the operator’s yes. */
export interface NoticeAnswer<T extends Noticed> {
  /** The notice that bars each target, the first that came. Targets that are not in it may be used. */
  readonly barred: ReadonlyMap<T, Notice>
  /** Those of `barred` that needed no yes of the operator. */
  readonly settled: ReadonlyMap<T, Notice>
  /** Notices that hold but are not applied here, because they would bar the last target and the operator has not said yes. */
  readonly held: readonly Notice[]
}

/**
 * Applies notices in the order in which they are given, that of their arrival: the latest yields, and nobody can choose a place among
 * those that are there. Whoever can sign a notice could otherwise stop all work with one, so a notice that would leave no permitted
 * target waits, whole, for the operator's yes. A target that it barred before stays barred.
 */
export function noticeBars<T extends Noticed>(notices: readonly Notice[], question: NoticeQuestion<T>): NoticeAnswer<T> {
  const { targets, task, subject, wallTime, mayBarLast, hasBarred = () => false } = question
  const barred = new Map<T, Notice>()
  const settled = new Map<T, Notice>()
  const held: Notice[] = []
  for (const notice of notices) {
    if (!inForce(notice, wallTime)) continue
    const meant = targets.filter((target) => !barred.has(target) && covers(notice, target, task, subject))
    const last = meant.length > 0 && meant.length === targets.length - barred.size
    const again = last ? meant.filter((target) => hasBarred(notice, target)) : meant
    const yes = mayBarLast === true || mayBarLast.includes(notice.id)
    for (const target of again) settled.set(target, notice)
    for (const target of yes ? meant : again) barred.set(target, notice)
    if (again.length < meant.length && !yes) held.push(notice)
  }
  return { barred, settled, held }
}
