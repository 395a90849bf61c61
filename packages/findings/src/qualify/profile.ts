import type { Family, TaskName } from '@understudy/spec'
import type { SeverityScale } from '../calibrate/severity-shift.ts'
import type { Figure } from '../statistics/index.ts'

/** Version of the profile's own shape; another one is refused, not guessed at. */
export const PROFILE_VERSION = 1

/** What is known of one served model on one task, from runs over a labelled corpus. Plain JSON. */
export interface Profile {
  readonly schemaVersion: typeof PROFILE_VERSION
  readonly servedModel: string
  readonly task: TaskName
  readonly promptVersion: string
  readonly corpus: { readonly name: string; readonly files: number; readonly labels: number; readonly digest: string }
  readonly runs: number
  /** ISO 8601. */
  readonly measuredAt: string
  /** F1 against the labels, averaged over runs, by path; null where the model never read the file whole. */
  readonly f1ByFile: Readonly<Record<string, number | null>>
  readonly recall: Figure
  readonly precision: Figure
  readonly recallByFamily: Readonly<Partial<Record<Family, Figure>>>
  /** Agreement of the model with itself, run against run: what "the same" means for it. */
  readonly repeatability: { readonly f1: Figure; readonly jaccard: Figure }
  /** Its severities on the labels' scale; null with fewer than 30 pairs. */
  readonly severityScale: SeverityScale | null
  readonly refusalRate: Figure
  /** Findings per thousand lines of files that were read whole, over runs. */
  readonly findingsPerKloc: { readonly mean: number; readonly standardDeviation: number }
  readonly familyCounts: Readonly<Partial<Record<Family, number>>>
  /** US dollars per file, failed attempts included; null when no price is known. */
  readonly costPerFileUsd: number | null
  readonly latencyMs: { readonly p50: number; readonly p95: number } | null
}

/** The profile of a served model for a task and prompt, the newest first chosen. */
export function findProfile(
  profiles: readonly Profile[],
  wanted: Pick<Profile, 'servedModel' | 'task' | 'promptVersion'>,
): Profile | undefined {
  return profiles
    .filter(
      (profile) =>
        profile.servedModel === wanted.servedModel &&
        profile.task === wanted.task &&
        profile.promptVersion === wanted.promptVersion,
    )
    .toSorted((a, b) => (a.measuredAt < b.measuredAt ? 1 : -1))[0]
}
