import type { Profile, QualifyOptions } from '@understudy/findings/qualify'
import { checkMembers, type ModelAdapter, refuseOption, systemRuntime } from '@understudy/spec'
import { REVIEW_PROMPT_VERSION } from '../prompt/review.ts'
import type { ReviewerOptions } from '../reviewer/options.ts'
import { createReviewer } from '../reviewer/reviewer.ts'

export interface QualifyTargetsOptions extends Pick<QualifyOptions, 'corpus' | 'runs' | 'resume' | 'save' | 'onProgress'> {
  /** Each is measured alone, so that none is helped by another. */
  readonly targets: readonly ModelAdapter[]
  /** Settings that the reviews will have later; a profile holds for them. @default {} */
  readonly reviewer?: Omit<ReviewerOptions, 'targets' | 'store' | 'comparability' | 'tasks'>
  /** Stops after the review that is under way; what `save` got is what `resume` takes. */
  readonly signal?: AbortSignal
}

const MEMBERS = ['targets', 'corpus', 'runs', 'resume', 'save', 'onProgress', 'reviewer', 'signal']

/**
 * Measures targets on labelled code and gives one profile per served model: what its findings are worth, how far it agrees
 * with itself, how it weighs. Costs targets × runs × files calls; `estimateQualify` of `@understudy/findings/qualify` says so first.
 * @throws InvalidOptionError, and the signal's reason when it aborts
 */
export async function qualifyTargets(options: QualifyTargetsOptions): Promise<readonly Profile[]> {
  checkMembers('', options, MEMBERS)
  const { targets, corpus, reviewer: settings = {}, signal, runs, resume, save, onProgress } = options
  if (!Array.isArray(targets) || targets.length === 0) refuseOption('targets', 'a list of at least one adapter', targets)
  const { qualify } = await import('@understudy/findings/qualify')
  const { wallTime } = settings.runtime ?? systemRuntime
  const byId = new Map(options.targets.map((target) => [target.id, target]))
  return qualify({
    corpus,
    targets: [...byId.keys()],
    promptVersion: REVIEW_PROMPT_VERSION,
    wallTime,
    ...(runs !== undefined && { runs }),
    ...(resume && { resume }),
    ...(save && { save }),
    ...(onProgress && { onProgress }),
    async review(id, files) {
      signal?.throwIfAborted()
      const target = byId.get(id)
      if (!target) return refuseOption('targets', 'the adapters that are measured', id)
      const reviewer = createReviewer({ ...settings, targets: [target] })
      try {
        const report = await reviewer.review({ files }, signal ? { signal } : {})
        // Half a run would count as misses.
        signal?.throwIfAborted()
        return report
      } finally {
        await reviewer.close()
      }
    },
  })
}
