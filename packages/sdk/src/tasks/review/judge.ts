import type { ModelReply, ReportedFlaw } from '@understudy/spec'
import { type AcceptedReview, judgeReview } from './accept.ts'
import type { Canary } from './canary.ts'

/** Flaws that were well told in an answer that as a whole was rejected. */
export interface KeptFlaws {
  readonly flaws: readonly ReportedFlaw[]
  readonly reply: ModelReply
  readonly target: string
  readonly degraded: boolean
}

/** Judges every reply to one call, and remembers what else they tell. */
export class ReplyJudge {
  readonly canaries: { readonly servedModel: string; readonly reported: boolean }[] = []
  readonly #paths: readonly string[]
  readonly #canary: Canary | null
  #kept: KeptFlaws | null = null

  constructor(paths: readonly string[], canary: Canary | null) {
    this.#paths = paths
    this.#canary = canary
  }

  /** The most that any rejected answer was good for; null when none told a flaw. */
  get kept(): KeptFlaws | null {
    return this.#kept
  }

  /** @throws ModelFailure `malformed` or `truncated` */
  accept(reply: ModelReply, target: { readonly id: string; readonly degraded: boolean }): AcceptedReview {
    const judged = judgeReview(reply, target.id, this.#paths, this.#canary)
    if (this.#canary && (judged.ok || judged.canaryMissed))
      this.canaries.push({ servedModel: reply.servedModel, reported: judged.ok })
    if (judged.ok) return judged.review
    if (judged.kept.length > (this.#kept?.flaws.length ?? 0))
      this.#kept = { flaws: judged.kept, reply, target: target.id, degraded: target.degraded }
    throw judged.failure
  }
}
