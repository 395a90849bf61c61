import type { Family, TaskName } from '@understudy/spec'
import type { SeverityScale } from '../calibrate/severity-shift.ts'
import type { Figure } from '../statistics/index.ts'

/** Version of the profile's own shape; another one is refused, not guessed at. */
export const PROFILE_VERSION = 2

/** One file against its labels, averaged over runs. */
export interface FileFigures {
  /** Share of the labelled flaws that were found, 0 to 1; null for a file without a flaw. */
  readonly recall: number | null
  /** 0 to 1. For a file without a flaw: share of runs in which nothing was reported. */
  readonly f1: number
}

/** How often one labelled flaw was found. */
export interface LabelRecall {
  readonly family: Family
  /** Runs that read the file whole. */
  readonly runs: number
  /** Those of them that reported the flaw. */
  readonly found: number
}

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
  /** How it did on each file, by path; null where it never read the file whole. */
  readonly byFile: Readonly<Record<string, FileFigures | null>>
  readonly recall: Figure
  readonly precision: Figure
  readonly recallByFamily: Readonly<Partial<Record<Family, Figure>>>
  /** How often each labelled flaw was found, by the label's id. */
  readonly byLabel: Readonly<Record<string, LabelRecall>>
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
