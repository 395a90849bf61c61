import type { Family } from '@understudy/spec'

/** What one model did in one review, on code of one language. */
export interface DriftObservation {
  /** One entry for each call that was answered or refused, in order: was it refused? @default [] */
  readonly refused?: readonly boolean[]
  /** Files that it read whole. @default [] */
  readonly files?: readonly {
    readonly lines: number
    readonly families: readonly Family[]
    /** How each finding was reported. @default [] */
    readonly reports?: readonly ReportedManner[]
  }[]
  /** Planted canaries: how many there were, how many were reported. @default none */
  readonly canaries?: { readonly planted: number; readonly reported: number }
}

/** How a model reported one finding; no code and no words of it. */
export interface ReportedManner {
  /** Its own level, from 0 (info) to 4 (critical). */
  readonly severity: number
  /** Characters of its title and message. */
  readonly characters: number
}

/** What is watched about a model. */
export type DriftTest =
  | 'refusals'
  | 'findings-more'
  | 'findings-fewer'
  | 'family-mix'
  | 'canary-recall'
  | 'severity-level'
  | 'text-length'

/** One alarm with what it rests on. */
export interface DriftAlarm {
  readonly test: DriftTest
  readonly sentence: string
  /** What was seen: a share, findings per thousand lines, a mean level or length, or for the mix a population stability index. */
  readonly observed: number
  /** What it was before, in the same unit; for the mix the index that an unchanged model stays below in 99 of 100 windows. */
  readonly expected: number
  /** How many calls, canaries, lines or files with findings `observed` rests on. */
  readonly n: number
}
