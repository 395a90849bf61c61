import { refuseOption, type Runtime, type TaskName } from '@understudy/spec'
import { noticeBars } from '../notice/bars.ts'
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
    const answer = eligible(this.#policies, question.subject, target, question.task)
    if (!answer.permitted) return { ...answer, by: 'policy' }
    const notices = this.#options.notices?.notices()
    if (!notices || notices.length === 0) return null
    const notice = this.#barred(notices, question).barred.get(target)
    if (!notice) return null
    return { permitted: false, rule: `notice/${notice.id}`, why: sentenceOf(notice, target), by: 'notice', notice }
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

  #barred(notices: readonly Notice[], { task, subject }: GateQuestion) {
    const targets = this.#targets.filter((target) => eligible(this.#policies, subject, target, task).permitted)
    const wallTime = this.#options.runtime.wallTime()
    return noticeBars(notices, { targets, task, subject, wallTime, mayBarLast: this.#options.mayBarLast ?? [] })
  }
}

function sentenceOf({ id, basis, publicSummary, from }: Notice, target: Governed): string {
  const summary = publicSummary ? ` ${publicSummary}` : ''
  return `The notice ${id} of ${basis.authority} bars ${target.id} since ${from}.${summary}`
}
