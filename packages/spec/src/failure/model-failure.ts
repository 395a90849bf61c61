import { UnderstudyError } from '../errors/base.ts'
import type { Usage } from '../reply.ts'
import { FAILURE_RULES, type FailureKind } from './kinds.ts'
import type { Verdict } from './verdict.ts'

/** What is known about a failed attempt beside its kind and sentence. */
export interface ModelFailureDetails extends Partial<Omit<Verdict, 'kind'>> {
  /** Tokens that were billed although the attempt failed, where the vendor says. */
  readonly usage?: Usage
  readonly servedModel?: string
  readonly cause?: unknown
}

/** One attempt failed. Carries the verdict; never a prompt, a body, a header or a key. */
export class ModelFailure extends UnderstudyError<'model-failure'> {
  override readonly name = 'ModelFailure'
  readonly target: string
  readonly verdict: Verdict
  readonly usage?: Usage
  readonly servedModel?: string

  constructor(target: string, kind: FailureKind, sentence: string, details: ModelFailureDetails = {}) {
    const { usage, servedModel, cause, ...rest } = details
    super('model-failure', sentence, cause === undefined ? undefined : { cause })
    this.target = target
    this.verdict = Object.freeze({ scope: FAILURE_RULES[kind].scope, evidence: {}, ...rest, kind })
    if (usage) this.usage = usage
    if (servedModel !== undefined) this.servedModel = servedModel
  }

  get kind(): FailureKind {
    return this.verdict.kind
  }
}
