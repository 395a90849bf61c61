import type { Profile, QualifyOptions } from '@understudy/findings/qualify'
import { SpendingCap } from '@understudy/failover'
import { checkMembers, checkWord, type ModelAdapter, refuseOption, type SourceFile, systemRuntime } from '@understudy/spec'
import type { ReviewerOptions } from '../reviewer/options.ts'
import { createReviewer } from '../reviewer/reviewer.ts'
import { DIFF, FILES, type ReviewKind } from '../tasks/review/kind.ts'

/** Which models are measured, on which code. */
export interface QualifyTargetsOptions extends Pick<QualifyOptions, 'corpus' | 'runs' | 'resume' | 'save' | 'onProgress'> {
  /** Each is measured alone, so that none is helped by another. */
  readonly targets: readonly ModelAdapter[]
  /**
   * What the reviews will be: profiles hold for one task. For `review.diff` every file of the corpus is reviewed as a new one.
   * @default 'review.files'
   */
  readonly task?: ReviewKind['name']
  /** Settings that the reviews will have later; a profile holds for them. @default {} */
  readonly reviewer?: Omit<ReviewerOptions, 'targets' | 'store' | 'comparability' | 'tasks' | 'shadow' | 'watchDrift'>
  /** Stops after the review that is under way; what `save` got is what `resume` takes. */
  readonly signal?: AbortSignal
  /** Whose code the corpus is, for policies that ask. @default {} */
  readonly subject?: Readonly<Record<string, string>>
}

const MEMBERS = ['targets', 'corpus', 'runs', 'resume', 'save', 'onProgress', 'reviewer', 'signal', 'subject', 'task']

/** A change that brings in a whole file. */
const asNew = (file: SourceFile): SourceFile & { readonly before: string } => ({ ...file, before: '' })

/**
 * Settings for a reviewer of one target. A notice may bar it although it is the last one, or it would be measured on code that it
 * must not see; and one cap holds for all targets and runs together.
 */
function alonePart(settings: NonNullable<QualifyTargetsOptions['reviewer']>): NonNullable<QualifyTargetsOptions['reviewer']> {
  const { spendingCapUsd } = settings
  return {
    ...settings,
    mayBarLast: true,
    ...(typeof spendingCapUsd === 'number' && { spendingCapUsd: new SpendingCap(spendingCapUsd) }),
  }
}

/**
 * Measures targets on labelled code and gives one profile per served model: what its findings are worth, how far it agrees
 * with itself, how it weighs. Costs targets × runs × files calls; `estimateQualifyCost` says so first. Policy, notices and the
 * spending cap of `reviewer` hold for each call, whichever target it goes to.
 * @throws InvalidOptionError, and the signal's reason when it aborts
 */
export async function qualifyTargets(options: QualifyTargetsOptions): Promise<readonly Profile[]> {
  checkMembers('', options, MEMBERS)
  const {
    targets,
    corpus,
    reviewer: settings = {},
    signal,
    subject = {},
    task = 'review.files',
    runs,
    resume,
    save,
    onProgress,
  } = options
  if (!Array.isArray(targets) || targets.length === 0) refuseOption('targets', 'a list of at least one adapter', targets)
  checkWord('task', task, ['review.files', 'review.diff'])
  const kind = task === 'review.diff' ? DIFF : FILES
  const { qualify } = await import('@understudy/findings/qualify')
  const { wallTime } = settings.runtime ?? systemRuntime
  const alone = alonePart(settings)
  const byId = new Map(options.targets.map((target) => [target.id, target]))
  return qualify({
    corpus,
    targets: [...byId.keys()],
    task,
    promptVersion: kind.promptVersion,
    wallTime,
    ...(runs !== undefined && { runs }),
    ...(resume && { resume }),
    ...(save && { save }),
    ...(onProgress && { onProgress }),
    async review(id, files) {
      signal?.throwIfAborted()
      const target = byId.get(id)
      if (!target) return refuseOption('targets', 'the adapters that are measured', id)
      const reviewer = createReviewer({ ...alone, targets: [target] })
      try {
        const report = await reviewer.review(
          { files: kind === DIFF ? files.map(asNew) : files },
          { subject, ...(signal && { signal }) },
        )
        // Half a run would count as misses.
        signal?.throwIfAborted()
        return report
      } finally {
        await reviewer.close()
      }
    },
  })
}
