import { InvalidArgumentError } from 'commander'
import { hasCode, SEVERITIES, type Severity } from '@understudy/spec'

/** What a script may rely on. `docs/` repeats this table. */
export const EXIT = Object.freeze({
  /** The review is complete, and nothing is at or above the threshold. */
  clean: 0,
  /** At least one finding at or above the threshold, whether or not the review is complete. */
  findings: 1,
  /** Wrong usage or configuration; nothing was reviewed. */
  usage: 2,
  /** No target could serve. */
  noTarget: 3,
  /** Incomplete coverage, or a degraded result without findings. The silence proves nothing. */
  inconclusive: 4,
  /** In CI: reviewed, but the verdict could not be published. */
  unpublished: 5,
  /** Interrupted twice and ended at once, or at a question. The number shells use for Ctrl-C. */
  interrupted: 130,
} as const)

/** What the exit code is decided from. */
export interface Outcome {
  readonly status: 'complete' | 'partial' | 'degraded' | 'refused' | 'failed'
  /** At least one file was answered by some target. */
  readonly served: boolean
  /** The user ended the run before it was done. @default false */
  readonly interrupted?: boolean
  /** Severities of the findings that count: those of a baseline are left out by the caller. */
  readonly severities: readonly Severity[]
}

/** True when `severity` is the threshold or worse. `none` switches the threshold off. */
export function reaches(severity: Severity, failOn: Severity | 'none'): boolean {
  return failOn !== 'none' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn)
}

/** Findings first: a known flaw is news even when the rest could not be read. Then whatever keeps silence from being proof. */
export function exitCode(outcome: Outcome, failOn: Severity | 'none'): number {
  if (outcome.severities.some((severity) => reaches(severity, failOn))) return EXIT.findings
  if (outcome.status === 'complete') return EXIT.clean
  // Who was never asked to the end cannot be said to have failed.
  const nobody = outcome.status === 'failed' && !outcome.served && !outcome.interrupted
  return nobody ? EXIT.noTarget : EXIT.inconclusive
}

/** The exit code for an error that ended a command. Anything unforeseen proves nothing, so it is inconclusive. */
export function exitCodeOf(error: unknown): number {
  if (hasCode(error, 'route-exhausted')) return EXIT.noTarget
  if (error instanceof InvalidArgumentError) return EXIT.usage
  if (hasCode(error, 'cancelled')) return EXIT.interrupted
  const codes = [
    'invalid-option',
    'missing-peer',
    'store-unusable',
    'journal-unusable',
    'invalid-notice',
    'invalid-document',
    'unreadable-input',
    'unsafe-path',
    'not-permitted-by-policy',
  ] as const
  return codes.some((code) => hasCode(error, code)) ? EXIT.usage : EXIT.inconclusive
}
