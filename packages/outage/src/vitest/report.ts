/** What the matchers read of a review report, a route's result or a route's error: its attempts, in order. */
export interface AttemptLike {
  readonly target: string
  readonly servedModel?: string
  readonly outcome: string
  readonly why?: string
  readonly failure?: { readonly kind: string; readonly sentence: string }
}

/** The attempts of a report, or null when there are none to read. */
export function attemptsOf(report: unknown): readonly AttemptLike[] | null {
  if (typeof report !== 'object' || report === null || !('attempts' in report)) return null
  return Array.isArray(report.attempts) ? (report.attempts as readonly AttemptLike[]) : null
}

/** True when `name` is the target's short id, its model, or the model that the vendor says served. */
export function isTarget({ target, servedModel }: AttemptLike, name: string): boolean {
  return target === name || target.slice(target.indexOf('/') + 1) === name || servedModel === name
}

/** Attempts as lines for people. */
export function describeAttempts(attempts: readonly AttemptLike[]): string {
  const lines = attempts.map(
    ({ target, outcome, why, failure }, index) =>
      `  ${index + 1}. ${target}: ${outcome}${failure ? ` (${failure.kind}: ${failure.sentence})` : ''}${why ? `, because ${why}` : ''}`,
  )
  return lines.length > 0 ? lines.join('\n') : '  no attempts'
}
