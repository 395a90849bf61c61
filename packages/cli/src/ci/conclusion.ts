import { EXIT } from '../shell/exit-code.ts'

/** What a review says about a change: red, green, or neither because not everything could be reviewed. */
export type Conclusion = 'success' | 'failure' | 'inconclusive'

/** How an inconclusive review is shown by GitHub: `action_required` and `failure` keep a required check from passing. */
export const INCONCLUSIVE_WORDS = ['neutral', 'action_required', 'failure'] as const
export type InconclusiveWord = (typeof INCONCLUSIVE_WORDS)[number]

/** From the exit code of a review, so that CI and the command line never disagree. */
export function conclusionOf(code: number): Conclusion {
  if (code === EXIT.clean) return 'success'
  return code === EXIT.findings ? 'failure' : 'inconclusive'
}

/** What became of the verdict: `shown` where people look, or not, and why. */
export type Delivery = 'shown' | 'not-wanted' | 'not-permitted' | 'failed'

export interface JobFacts {
  readonly conclusion: Conclusion
  /** Exit code of the review itself. */
  readonly code: number
  readonly inconclusive: InconclusiveWord
  readonly delivery: Delivery
  /** The token is read-only whatever the workflow says, as on a pull request from a fork. */
  readonly restricted: boolean
}

/**
 * Exit code of a job whose verdict is a check of its own. The job can only be red or green, so it is red where an
 * inconclusive verdict would otherwise be seen by nobody, and where what is green could not be said.
 */
export function jobExitCode({ conclusion, code, inconclusive, delivery, restricted }: JobFacts): number {
  if (conclusion === 'failure') return EXIT.findings
  if (delivery === 'failed') return EXIT.unpublished
  if (conclusion === 'success') return EXIT.clean
  if (inconclusive === 'failure') return code
  const seen = delivery === 'shown' || (delivery === 'not-permitted' && restricted)
  return seen ? EXIT.clean : code
}
