import { refuseOption, type Runtime } from '@understudy/spec'
import type { Notice } from '../notice/notice.ts'
import type { Eligibility, Governed } from './eligible.ts'
import { type InForce, rememberedHere } from '../notice/in-force.ts'
import { checkPolicy, type Policy } from './policy.ts'
import { type GateAnswer, type GateQuestion, type Rules, Ruling } from './ruling.ts'

/** Where a gate reads notices from; a `NoticeBoard` fits. A notice never changes once it was given: a new one takes its place. */
export interface NoticeFeed {
  /** In the order in which they came: where several would bar the last target, the latest waits. */
  notices(): readonly Notice[]
  /** Remembers what was in force, over restarts. @default as long as the gate lives */
  readonly inForce?: InForce
}

/** Rules that came into force after a gate was made, and that bind what is under way as well: they only narrow. */
export interface LaterRules {
  /** Why the target may not be asked, or null when these rules let it. @param wallTime epoch milliseconds */
  refusal(target: Governed, question: GateQuestion, wallTime: number): GateAnswer | null
}

/** What a gate decides by. */
export interface GateOptions<T extends Governed> {
  readonly targets: readonly T[]
  /** The operator's, and further ones that only narrow it. @default none: everything is permitted */
  readonly policies?: readonly Policy[]
  readonly notices?: NoticeFeed
  /** Ids of notices with which the operator lets the last permitted target be barred, or true for all. @default [] */
  readonly mayBarLast?: readonly string[] | true
  /** Asked beside `policies` and `notices` at every question. @default none */
  readonly laterRules?: LaterRules
  readonly runtime: Pick<Runtime, 'wallTime'>
}

/** The latest word of policy on one target. */
interface Answer<T extends Governed> {
  readonly ruling: Ruling<T>
  readonly denial: GateAnswer | null
  /** The latest question that policy answered with yes: what a probe of the target would be for. */
  readonly permitted: GateQuestion | undefined
}

/** Kinds of question whose rulings are kept. */
const KEPT_RULINGS = 256

/**
 * Says before every call who may see the code: policies first, then notices on what policies leave. Reads notices and the
 * clock at each question, so one that comes into force between two attempts holds for the second.
 */
export class Gate<T extends Governed> {
  readonly #answers = new Map<T, Answer<T>>()
  readonly #feed: NoticeFeed | undefined
  readonly #later: LaterRules | undefined
  readonly #runtime: Pick<Runtime, 'wallTime'>
  #rules: Rules<T>
  /** What rules may read of a subject. */
  #attributes: readonly string[]
  /** By kind of question. */
  readonly #rulings = new Map<string, Ruling<T>>()
  /** One question is asked about many targets in a row. */
  #latest: { readonly question: GateQuestion; readonly ruling: Ruling<T> } | null = null

  /** @throws InvalidOptionError with the path of what is wrong in a policy */
  constructor({ targets, policies = [], notices, mayBarLast = [], laterRules, runtime }: GateOptions<T>) {
    if (!Array.isArray(policies)) refuseOption('policies', 'a list of policies', policies)
    // Copied, because what was decided by a rule is kept.
    const checked = policies.map((policy, index) => structuredClone(checkPolicy(policy, `policies[${index}]`)))
    this.#rules = { targets, policies: checked, notices: [], mayBarLast, inForce: notices?.inForce ?? rememberedHere() }
    this.#attributes = attributesRead(this.#rules)
    this.#feed = notices
    this.#later = laterRules
    this.#runtime = runtime
  }

  /** Why the target may not be asked, or null when it may. @param wallTime epoch milliseconds of the moment in question */
  refusal(target: T, question: GateQuestion, wallTime = this.#runtime.wallTime()): GateAnswer | null {
    return this.#ownRefusal(target, question, wallTime) ?? this.#later?.refusal(target, question, wallTime) ?? null
  }

  #ownRefusal(target: T, question: GateQuestion, wallTime: number): GateAnswer | null {
    if (this.#rules.policies.length === 0 && !this.#feed) return null
    const ruling = this.#ruling(question)
    const { denial } = this.#answer(target, ruling)
    return denial ?? (this.#rules.notices.length === 0 ? null : ruling.bar(target, wallTime))
  }

  /**
   * Whether a canned call, which carries no code, may be sent there: only where something was permitted before or is to one of
   * whom nothing is known.
   */
  mayProbe(target: T): boolean {
    return this.refusal(target, this.#answers.get(target)?.permitted ?? NOBODY) === null
  }

  /** Notices that would bar the last permitted target, and wait for the operator's yes. */
  held(question: GateQuestion): readonly Notice[] {
    return this.#feed ? this.#ruling(question).held(this.#runtime.wallTime()) : []
  }

  /** The answer for every target, for reports. */
  explain(question: GateQuestion): ReadonlyMap<T, Eligibility> {
    const { targets } = this.#rules
    return new Map(
      targets.map((target) => [target, this.refusal(target, question) ?? this.#ruling(question).eligibility(target)]),
    )
  }

  /** Policy's answer, kept because the next decision most often asks the same. */
  #answer(target: T, ruling: Ruling<T>): Answer<T> {
    const latest = this.#answers.get(target)
    if (latest?.ruling === ruling) return latest
    const denial = ruling.denial(target)
    const answer = { ruling, denial, permitted: denial ? latest?.permitted : ruling.question }
    this.#answers.set(target, answer)
    return answer
  }

  /** The ruling on this kind of question under the notices of this moment. */
  #ruling(question: GateQuestion): Ruling<T> {
    this.#readNotices()
    if (this.#latest?.question === question) return this.#latest.ruling
    const seen = this.#asRulesSee(question)
    const kind = JSON.stringify([seen.task, seen.subject])
    const ruling = this.#rulings.get(kind) ?? new Ruling(this.#rules, seen)
    if (this.#rulings.size >= KEPT_RULINGS) this.#rulings.clear()
    this.#rulings.set(kind, ruling)
    this.#latest = { question, ruling }
    return ruling
  }

  /** Questions that are the same to every rule become equal. A copy, as the subject is the caller's to change. */
  #asRulesSee({ task, subject }: GateQuestion): GateQuestion {
    const read = this.#attributes.filter((name) => Object.hasOwn(subject, name))
    return { task, subject: Object.fromEntries(read.map((name) => [name, subject[name] ?? ''])) }
  }

  #readNotices(): void {
    if (!this.#feed) return
    const notices = this.#feed.notices()
    const known = this.#rules.notices
    if (notices.length === known.length && notices.every((notice, index) => notice === known[index])) return
    this.#rules = { ...this.#rules, notices: [...notices] }
    this.#attributes = attributesRead(this.#rules)
    this.#rulings.clear()
    this.#latest = null
  }
}

const NOBODY: GateQuestion = Object.freeze({ task: 'plain', subject: Object.freeze({}) })

function attributesRead<T extends Governed>({ policies, notices }: Rules<T>): readonly string[] {
  const conditions = [...policies.flatMap(({ rules }) => rules), ...notices].flatMap(({ principals }) => principals ?? [])
  return [...new Set(['repositoryClass', ...conditions.map(({ attribute }) => attribute)])]
}
