import type { Route, TargetStatus } from '@understudy/failover'
import type { FileCoverage } from '@understudy/findings'
import type { TaskName } from '@understudy/spec'

/** What the review was about: whom policy and tasks let answer. */
export interface AbsentQuestion {
  readonly task: TaskName
  readonly subject: Readonly<Record<string, string>>
  readonly files: readonly Pick<FileCoverage, 'target'>[]
}

/**
 * Targets that stand before those that answered and cannot serve, in sentences: one whose key is not set, and one that never
 * served its credential, such as a mistyped model. A standby behind them that nobody needed is no news.
 */
export function absentTargets(
  route: Pick<Route, 'status' | 'permitted'>,
  { task, subject, files }: AbsentQuestion,
): readonly string[] {
  const permitted = new Set(route.permitted({ task, subject }))
  const status = route.status().filter(({ key }) => permitted.has(key))
  const served = new Set(files.map(({ target }) => target))
  const last = status.findLast(({ id }) => served.has(id))
  const before = last === undefined ? [] : status.slice(0, status.indexOf(last))
  return [
    ...status.flatMap(({ unavailable }) => unavailable ?? []),
    ...before.flatMap((target) => unprovenSentence(target, last?.id ?? '')),
  ]
}

function unprovenSentence({ id, unproven, bar }: TargetStatus, served: string): readonly string[] {
  // An operator or a notice that took it out has said why.
  if (!unproven || (bar && bar.by !== 'verdict')) return []
  const why = unproven.sentence.replace(/\.$/, '')
  return [`${id} comes before ${served} and is unproven: ${why}. Check its id, its key and its address.`]
}
