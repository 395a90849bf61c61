import type { TaskName } from '@understudy/spec'
import type { Gate } from '../policy/gate.ts'
import type { GateQuestion } from '../policy/ruling.ts'
import type { Governed } from '../policy/eligible.ts'
import type { Subject } from '../policy/pattern.ts'
import { concentration, type Concentration, type Traffic } from './concentration.ts'
import { losses, type Loss } from './losses.ts'

/** A target with what a substitute is judged by. Members that are not known are absent, and reported as unknown. */
export interface ReadinessTarget extends Governed {
  /** True for an engine whose results are always degraded. */
  readonly degraded?: boolean
  /** True while a bar or an open circuit keeps it out. */
  readonly out?: string
  /** Why nobody knows that it would serve. */
  readonly unproven?: string
  readonly tasks?: readonly TaskName[] | null
  /** Calls a minute that its vendor accepts. */
  readonly callsPerMinute?: number
  /** Of a usual call, in US dollars. */
  readonly callUsd?: number
}

/** What `readiness` is asked. */
export interface ReadinessQuestion<T extends ReadinessTarget> {
  /** In order of priority. */
  readonly targets: readonly T[]
  readonly tasks: readonly TaskName[]
  /** @default one of whom nothing is known */
  readonly subjects?: readonly Subject[]
  readonly gate: Pick<Gate<T>, 'refusal'>
  /** Calls served so far, by target key. @default none */
  readonly traffic?: Traffic<T>
  /** Calls a minute that are needed. Absent means that capacity is not judged. */
  readonly neededPerMinute?: number
  /** How well two targets agree, 0 to 1, where it was measured. */
  readonly agreement?: (first: T, substitute: T) => number | undefined
}

/** What would happen to one task of one subject. */
export interface Continuity {
  readonly task: TaskName
  readonly subject: Subject
  /** Who serves it now; null when nobody may. */
  readonly before: string | null
  /** Who would serve it; null when nobody could. */
  readonly after: string | null
  /** `unaffected`, `covered` by an equal, `short` of capacity, only `degraded`, `unproven`: by one that never served, `lost`, or `forbidden` to every target anyway. */
  readonly outcome: 'unaffected' | 'covered' | 'short' | 'degraded' | 'unproven' | 'lost' | 'forbidden'
  readonly callsPerMinute?: number
  /** Cost of the substitute over that of the target it stands in for. */
  readonly costRatio?: number
  readonly agreement?: number
  /** Why each target that comes before the substitute, or every one when there is none, would not serve. */
  readonly notUsed: readonly { readonly target: string; readonly why: string }[]
}

/** One loss, and what would become of every task. */
export interface Scenario {
  readonly loss: Pick<Loss<never>, 'kind' | 'name'>
  readonly continuity: readonly Continuity[]
}

/** What every single loss would do, and whether one of them ends a task. */
export interface Readiness {
  readonly scenarios: readonly Scenario[]
  readonly concentration: Concentration
  /** Tasks that at least one single loss would end, with the losses. Empty means ready. */
  readonly exposed: readonly { readonly task: TaskName; readonly losses: readonly string[] }[]
  /** Tasks that nobody does now, whatever is lost. Empty means ready, too. */
  readonly undone: readonly TaskName[]
  /** Targets that may serve one of the tasks and are not known to be able to. Empty means ready, too. */
  readonly unproven: readonly { readonly target: string; readonly why: string }[]
  /** Subjects whose code no target may see for any task. Empty means ready, too. */
  readonly closed: readonly Subject[]
}

/** If each target, vendor, region or credential vanished now: what would serve each task, is that allowed, and at what price. */
export function readiness<T extends ReadinessTarget>(question: ReadinessQuestion<T>): Readiness {
  const { targets, tasks, subjects = [{}], traffic } = question
  const scenarios = losses(targets).map(({ kind, name, gone }): Scenario => {
    const continuity = tasks.flatMap((task) => subjects.map((subject) => continuityOf(question, { task, subject }, gone)))
    return { loss: { kind, name }, continuity }
  })
  const undone = tasks.filter((task) => subjects.every((subject) => isUndone(question, { task, subject })))
  const exposed = tasks.flatMap((task) => {
    const ending = scenarios.filter(({ continuity }) => continuity.some((each) => each.task === task && each.outcome === 'lost'))
    return ending.length === 0 ? [] : [{ task, losses: ending.map(({ loss }) => `${loss.kind} ${loss.name}`) }]
  })
  const closed = subjects.filter((subject) => tasks.every((task) => forbidden(question, { task, subject })))
  return { scenarios, concentration: concentration(targets, traffic), exposed, undone, unproven: unprovenOf(question), closed }
}

/** Whether nobody would be asked now, though policy and notices let somebody. */
function isUndone<T extends ReadinessTarget>(question: ReadinessQuestion<T>, asked: GateQuestion): boolean {
  return !forbidden(question, asked) && question.targets.every((target) => reasonAgainst(question, asked, target, new Set()))
}

function unprovenOf<T extends ReadinessTarget>(question: ReadinessQuestion<T>): Readiness['unproven'] {
  const { targets, tasks, subjects = [{}] } = question
  // One that is out for now is counted: it comes back as unproven as it went.
  const mayServe = ({ out: _out, ...target }: T): boolean =>
    tasks.some((task) => subjects.some((subject) => !reasonAgainst(question, { task, subject }, target as T, new Set())))
  return targets.flatMap((target) =>
    target.unproven !== undefined && mayServe(target) ? [{ target: target.id, why: target.unproven }] : [],
  )
}

/** Whether policy and notices leave nobody, however healthy everybody is. What no target does at all is lost, not forbidden. */
function forbidden<T extends ReadinessTarget>({ targets, gate }: ReadinessQuestion<T>, asked: GateQuestion): boolean {
  const able = targets.filter(({ tasks }) => !tasks || tasks.includes(asked.task))
  return able.length > 0 && able.every((target) => gate.refusal(target, asked) !== null)
}

function continuityOf<T extends ReadinessTarget>(
  question: ReadinessQuestion<T>,
  asked: GateQuestion,
  gone: ReadonlySet<T>,
): Continuity {
  const serving = (without: ReadonlySet<T>): T | null => {
    const able = question.targets.filter((target) => !reasonAgainst(question, asked, target, without))
    // Calls go past one that does not answer to the next; only an engine whose silence proves nothing is no better.
    return able.find(({ unproven, degraded }) => unproven === undefined && !degraded) ?? able[0] ?? null
  }
  const before = serving(new Set())
  const after = serving(gone)
  const earlier = after ? question.targets.slice(0, question.targets.indexOf(after)) : question.targets
  const notUsed = earlier.map((target) => ({
    target: target.id,
    why: reasonAgainst(question, asked, target, gone) ?? target.unproven ?? 'unknown',
  }))
  const base = { ...asked, before: before?.id ?? null, after: after?.id ?? null, notUsed }
  if (!after) return { ...base, outcome: forbidden(question, asked) ? 'forbidden' : 'lost' }
  const agreement = before && before !== after ? question.agreement?.(before, after) : undefined
  const ratio = before?.callUsd && after.callUsd !== undefined ? after.callUsd / before.callUsd : undefined
  return {
    ...base,
    outcome: outcomeOf(question, before, after),
    ...(after.callsPerMinute !== undefined && { callsPerMinute: after.callsPerMinute }),
    ...(ratio !== undefined && before !== after && { costRatio: ratio }),
    ...(agreement !== undefined && { agreement }),
  }
}

function outcomeOf<T extends ReadinessTarget>(question: ReadinessQuestion<T>, before: T | null, after: T): Continuity['outcome'] {
  if (after.unproven !== undefined) return 'unproven'
  if (before === after) return 'unaffected'
  if (after.degraded) return 'degraded'
  const { neededPerMinute } = question
  return neededPerMinute !== undefined && after.callsPerMinute !== undefined && after.callsPerMinute < neededPerMinute
    ? 'short'
    : 'covered'
}

function reasonAgainst<T extends ReadinessTarget>(
  { gate }: ReadinessQuestion<T>,
  asked: GateQuestion,
  target: T,
  gone: ReadonlySet<T>,
): string | null {
  if (gone.has(target)) return 'it is what vanished'
  if (target.out !== undefined) return target.out
  if (target.tasks && !target.tasks.includes(asked.task)) return `it does not do ${asked.task}`
  return gate.refusal(target, asked)?.why ?? null
}
