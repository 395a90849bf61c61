import type { TaskName } from '@understudy/spec'
import type { Subject } from '../policy/pattern.ts'
import { noticeBars } from './bars.ts'
import { canonicalJson } from './canonical.ts'
import { inForce, type Noticed } from './covers.ts'
import type { Notice, NoticeDocument } from './notice.ts'

/** The targets, tasks and people that a document is tried on. */
export interface DryRunQuestion<T extends Noticed> {
  readonly targets: readonly T[]
  readonly tasks: readonly TaskName[]
  /** @default one of whom nothing is known */
  readonly subjects?: readonly Subject[]
  /** Notices in force now. @default none */
  readonly current?: readonly Notice[]
  /** Epoch milliseconds. */
  readonly wallTime: number
  /** @default [] */
  readonly mayBarLast?: readonly string[] | true
}

/** What changes for one target, task and subject. */
export interface DryRunChange {
  readonly target: string
  readonly task: TaskName
  readonly subject: Subject
  readonly change: 'barred' | 'lifted'
  /** Id of the notice that bars it, or barred it. */
  readonly notice: string
}

/** What a document would change. */
export interface DryRun {
  readonly changes: readonly DryRunChange[]
  /** Notices that would wait for the operator's yes, since they would bar the last target, with the task concerned. */
  readonly held: readonly { readonly notice: string; readonly task: TaskName; readonly subject: Subject }[]
  /** Notices that do not hold yet, or no longer. */
  readonly notInForce: readonly string[]
  /** Notices that mean none of the targets. */
  readonly without: readonly string[]
}

/** What a document would change if it were in force, without applying anything. Signatures are not asked for. */
export function dryRunNotices<T extends Noticed>(document: NoticeDocument, question: DryRunQuestion<T>): DryRun {
  const { targets, tasks, subjects = [{}], current = [], wallTime, mayBarLast = [] } = question
  const present = new Set(current.map(canonicalJson))
  // What is in force came first.
  const proposed = document.notices.toSorted(
    (a, b) => Number(present.has(canonicalJson(b))) - Number(present.has(canonicalJson(a))),
  )
  const changes: DryRunChange[] = []
  const held: DryRun['held'][number][] = []
  const effective = new Set<string>()
  for (const task of tasks)
    for (const subject of subjects) {
      const asked = { targets, task, subject, wallTime, mayBarLast }
      const before = noticeBars(current, asked)
      const after = noticeBars(proposed, asked)
      for (const notice of after.held) held.push({ notice: notice.id, task, subject })
      for (const target of targets) {
        const [was, is] = [before.barred.get(target), after.barred.get(target)]
        if (is) effective.add(is.id)
        if (is && !was) changes.push({ target: target.id, task, subject, change: 'barred', notice: is.id })
        if (was && !is) changes.push({ target: target.id, task, subject, change: 'lifted', notice: was.id })
      }
    }
  const waiting = new Set(held.map(({ notice }) => notice))
  const asleep = document.notices.filter((notice) => !inForce(notice, wallTime)).map(({ id }) => id)
  const without = document.notices
    .map(({ id }) => id)
    .filter((id) => !effective.has(id) && !waiting.has(id) && !asleep.includes(id))
  return { changes, held, notInForce: asleep, without }
}
