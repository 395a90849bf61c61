import { refuseOption, type Runtime, type TaskName } from '@understudy/spec'
import { type NoticeAnswer, noticeBars } from '../notice/bars.ts'
import type { Notice } from '../notice/notice.ts'
import { eligible, type Eligibility, type Governed } from './eligible.ts'
import type { Subject } from './pattern.ts'
import { checkPolicy, type Policy } from './policy.ts'

/** Where a gate reads notices from; a `NoticeBoard` fits. */
export interface NoticeFeed {
  notices(): readonly Notice[]
}

export interface GateOptions<T extends Governed> {
  readonly targets: readonly T[]
  /** The operator's, and further ones that only narrow it. @default none: everything is permitted */
  readonly policies?: readonly Policy[]
  readonly notices?: NoticeFeed
  /** Ids of notices with which the operator lets the last permitted target be barred, or true for all. @default [] */
  readonly mayBarLast?: readonly string[] | true
  readonly runtime: Pick<Runtime, 'wallTime'>
}

/** What a gate says of one target. `by` tells an operator's policy from somebody's notice. */
export interface GateAnswer extends Eligibility {
  readonly by: 'policy' | 'notice'
  readonly notice?: Notice
}

/** Whom is asked about, and for what. */
export interface GateQuestion {
  readonly task: TaskName
  readonly subject: Subject
}

/**
 * Says before every call who may see the code: policies first, then notices on what policies leave. Reads notices and the
 * clock at each question, so one that comes into force between two attempts holds for the second.
 */
export class Gate<T extends Governed> {
  /** The latest question that policy answered with yes, per target: what a probe of it would be for. */
  readonly #asked = new Map<T, GateQuestion>()
  #latest: { readonly key: readonly unknown[]; readonly answer: NoticeAnswer<T> } | null = null
  readonly #targets: readonly T[]
  readonly #policies: readonly Policy[]
  readonly #options: GateOptions<T>

  /** @throws InvalidOptionError with the path of what is wrong in a policy */
  constructor(options: GateOptions<T>) {
    if (options.policies !== undefined && !Array.isArray(options.policies))
      refuseOption('policies', 'a list of policies', options.policies)
    this.#policies = (options.policies ?? []).map((policy, index) => checkPolicy(policy, `policies[${index}]`))
    this.#targets = options.targets
    this.#options = options
  }

  /** Why the target may not be asked, or null when it may. */
  refusal(target: T, question: GateQuestion): GateAnswer | null {
    if (this.#policies.length === 0 && !this.#options.notices) return null
    const answer = eligible(this.#policies, question.subject, target, question.task)
    // The rule stands in the sentence, as that is what reports and journals keep.
    if (!answer.permitted) return { ...answer, why: `${answer.why} (${answer.rule})`, by: 'policy' }
    this.#asked.set(target, question)
    const notices = this.#options.notices?.notices()
    if (!notices || notices.length === 0) return null
    const notice = this.#barred(notices, question).barred.get(target)
    if (!notice) return null
    return { permitted: false, rule: `notice/${notice.id}`, why: sentenceOf(notice, target), by: 'notice', notice }
  }

  /**
   * Whether a canned call, which carries no code, may be sent there: only where something was permitted before or is to one of
   * whom nothing is known.
   */
  mayProbe(target: T): boolean {
    return this.refusal(target, this.#asked.get(target) ?? NOBODY) === null
  }

  /** Notices that would bar the last permitted target, and wait for the operator's yes. */
  held(question: GateQuestion): readonly Notice[] {
    return this.#barred(this.#options.notices?.notices() ?? [], question).held
  }

  /** The answer for every target, for reports. */
  explain(question: GateQuestion): ReadonlyMap<T, Eligibility> {
    return new Map(
      this.#targets.map((target) => [
        target,
        this.refusal(target, question) ?? eligible(this.#policies, question.subject, target, question.task),
      ]),
    )
  }

  /** One answer serves all targets of one decision: same notices, same moment, same question. */
  #barred(notices: readonly Notice[], { task, subject }: GateQuestion): NoticeAnswer<T> {
    const wallTime = this.#options.runtime.wallTime()
    const key = [notices, wallTime, task, subject]
    if (this.#latest?.key.every((part, index) => part === key[index])) return this.#latest.answer
    const targets = this.#targets.filter((target) => eligible(this.#policies, subject, target, task).permitted)
    const answer = noticeBars(notices, { targets, task, subject, wallTime, mayBarLast: this.#options.mayBarLast ?? [] })
    this.#latest = { key, answer }
    return answer
  }
}

const NOBODY: GateQuestion = Object.freeze({ task: 'plain', subject: Object.freeze({}) })

function sentenceOf({ id, basis, publicSummary, from }: Notice, target: Governed): string {
  const summary = publicSummary ? ` ${publicSummary}` : ''
  return `The notice ${id} of ${basis.authority} bars ${target.id} since ${from}.${summary}`
}
