import { ModelFailure } from '@understudy/spec'

/**
 * Settles what the wire alone could not. A bare "not found" is a withdrawal when this target served this credential
 * before; otherwise nobody knows whether the id is mistyped, and it must not be barred on a guess.
 */
export function judge(
  failure: ModelFailure,
  lastServed: number | null,
): { readonly failure: ModelFailure; readonly proven: boolean } {
  const { verdict } = failure
  if (verdict.kind !== 'withdrawn' || verdict.explicit !== false) return { failure, proven: true }
  const served = lastServed !== null
  const sentence = served
    ? `${failure.target} served this credential until ${new Date(lastServed).toISOString()} and is not found any more: withdrawn.`
    : `${failure.target} is not found and never served this credential: check the model id and that the key may use it.`
  const { kind: _, ...rest } = verdict
  return {
    proven: served,
    failure: new ModelFailure(failure.target, 'withdrawn', sentence, {
      ...rest,
      reason: served ? 'withdrawn' : (verdict.reason ?? 'unknown-model'),
      evidence: { ...verdict.evidence, ...(served && { lastServedAt: new Date(lastServed).toISOString() }) },
      cause: failure,
    }),
  }
}
