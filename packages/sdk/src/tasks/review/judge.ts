import type { ModelReply, ReportedFlaw, SourceFile } from '@understudy/spec'
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
  readonly #files: readonly SourceFile[]
  readonly #canary: Canary | null
  #kept: KeptFlaws | null = null
  #unplaced: KeptFlaws | null = null

  constructor(files: readonly SourceFile[], canary: Canary | null) {
    this.#files = files
    this.#canary = canary
  }

  /** The most that any rejected answer was good for; null when none told a flaw. */
  get kept(): KeptFlaws | null {
    return this.#kept
  }

  /** Flaws in files that were not given, which a rejected answer told and the accepted one does not; null when there are none. */
  unplacedBeside(accepted: readonly ReportedFlaw[]): KeptFlaws | null {
    if (!this.#unplaced) return null
    const told = new Set(accepted.flatMap(({ title, snippet }) => [title, snippet]))
    const flaws = this.#unplaced.flaws.filter(({ title, snippet }) => !told.has(title) && !told.has(snippet))
    return flaws.length === 0 ? null : { ...this.#unplaced, flaws }
  }

  /** @throws ModelFailure `malformed` or `truncated` */
  accept(reply: ModelReply, target: { readonly id: string; readonly degraded: boolean }): AcceptedReview {
    const judged = judgeReview(reply, target.id, this.#files, this.#canary)
    if (this.#canary && (judged.ok || judged.canaryMissed))
      this.canaries.push({ servedModel: reply.servedModel, reported: judged.ok })
    if (judged.ok) return judged.review
    const by = { reply, target: target.id, degraded: target.degraded }
    if (judged.kept.length > (this.#kept?.flaws.length ?? 0)) this.#kept = { flaws: judged.kept, ...by }
    if (judged.unplaced.length > (this.#unplaced?.flaws.length ?? 0)) this.#unplaced = { flaws: judged.unplaced, ...by }
    throw judged.failure
  }
}
