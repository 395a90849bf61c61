import type { TaskName } from '@understudy/spec'
import { type NoticeAnswer, noticeBars } from '../notice/bars.ts'
import { unchangedSpan } from '../notice/covers.ts'
import { barredPlace, type InForce } from '../notice/in-force.ts'
import type { Notice } from '../notice/notice.ts'
import { eligible, type Eligibility, type Governed } from './eligible.ts'
import type { Subject } from './pattern.ts'
import type { Policy } from './policy.ts'

/** Whom is asked about, and for what. */
export interface GateQuestion {
  readonly task: TaskName
  readonly subject: Subject
}

/** What a gate says of one target. `by` tells an operator's policy from somebody's notice. */
export interface GateAnswer extends Eligibility {
  readonly by: 'policy' | 'notice'
  readonly notice?: Notice
}

/** Everything that decides besides the question and the clock. */
export interface Rules<T extends Governed> {
  readonly targets: readonly T[]
  readonly policies: readonly Policy[]
  readonly notices: readonly Notice[]
  readonly mayBarLast: readonly string[] | true
  readonly inForce: InForce
}

interface Notices<T extends Governed> {
  readonly since: number
  readonly until: number
  readonly refusals: ReadonlyMap<T, GateAnswer>
  readonly held: readonly Notice[]
}

/**
 * What one set of rules says to one question. Policy's answers never change; those of notices are kept as long as no notice
 * begins or ends, so that a decision over many targets only looks them up.
 */
export class Ruling<T extends Governed> {
  readonly question: GateQuestion
  readonly #rules: Rules<T>
  readonly #denials = new Map<T, GateAnswer | null>()
  #notices: Notices<T> | null = null

  constructor(rules: Rules<T>, question: GateQuestion) {
    this.#rules = rules
    this.question = question
  }

  eligibility(target: T): Eligibility {
    return eligible(this.#rules.policies, this.question.subject, target, this.question.task)
  }

  /** What policy alone says against the target. */
  denial(target: T): GateAnswer | null {
    const known = this.#denials.get(target)
    if (known !== undefined) return known
    const answer = this.eligibility(target)
    // The rule stands in the sentence, as that is what reports and journals keep.
    const denial = answer.permitted ? null : ({ ...answer, why: `${answer.why} (${answer.rule})`, by: 'policy' } as const)
    this.#denials.set(target, denial)
    return denial
  }

  /** What a notice says against a target that policy permits. */
  bar(target: T, wallTime: number): GateAnswer | null {
    return this.#noticesAt(wallTime).refusals.get(target) ?? null
  }

  /** Notices that would bar the last permitted target, and wait for the operator's yes. */
  held(wallTime: number): readonly Notice[] {
    return this.#noticesAt(wallTime).held
  }

  #noticesAt(wallTime: number): Notices<T> {
    const known = this.#notices
    if (known && wallTime >= known.since && wallTime < known.until) return known
    const { notices, mayBarLast, inForce } = this.#rules
    const { task } = this.question
    const targets = this.#rules.targets.filter((target) => this.denial(target) === null)
    const hasBarred = (notice: Notice, target: T): boolean => inForce.has(notice, barredPlace(target, task))
    const answer = noticeBars(notices, { ...this.question, targets, wallTime, mayBarLast, hasBarred })
    for (const [target, notice] of answer.settled) inForce.add(notice, barredPlace(target, task))
    return (this.#notices = { ...unchangedSpan(notices, wallTime), refusals: refusalsOf(answer), held: answer.held })
  }
}

function refusalsOf<T extends Governed>({ barred }: NoticeAnswer<T>): ReadonlyMap<T, GateAnswer> {
  const refusals = new Map<T, GateAnswer>()
  for (const [target, notice] of barred)
    refusals.set(target, {
      permitted: false,
      rule: `notice/${notice.id}`,
      why: sentenceOf(notice, target),
      by: 'notice',
      notice,
    })
  return refusals
}

function sentenceOf({ id, basis, publicSummary, from }: Notice, target: Governed): string {
  const summary = publicSummary ? ` ${publicSummary}` : ''
  return `The notice ${id} of ${basis.authority} bars ${target.id} since ${from}.${summary}`
}
