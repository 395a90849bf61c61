import { severityRank } from '../severity/severity.ts'
import { type Figure, figure } from '../statistics/index.ts'
import type { Comparison } from './compare.ts'
import { type AgreementFigures, agreementFigures, type FileCounts, NEEDED } from './figures.ts'

/** What two models agreed on, file by file, over many reviews. Plain data; counts only, neither paths nor code. */
export interface RunningAgreement {
  /** Epoch milliseconds of the first and of the latest comparison that is in here. */
  readonly since: number
  readonly updatedAt: number
  /** The latest files: findings of the first and of the second model, and how many of each the other has too. */
  readonly files: readonly (readonly [inA: number, inB: number, matchedA: number, matchedB: number])[]
  /** Matched pairs, and the sum of the second model's levels less the first's. */
  readonly severity: { readonly pairs: number; readonly shift: number }
}

/** Older files make way, so that the figures are about how the models are now. */
const MOST_FILES = 500

/** The record with one more comparison in it, or null when the comparison has no file that both sides read whole. */
export function addComparison(
  record: RunningAgreement | null,
  { files, matching }: Pick<Comparison, 'files' | 'matching'>,
  wallTime: number,
): RunningAgreement | null {
  if (files.length === 0) return record
  const before = record ?? { since: wallTime, updatedAt: wallTime, files: [], severity: { pairs: 0, shift: 0 } }
  const paths = new Set(files.map(({ path }) => path))
  const pairs = matching.pairs.filter(({ b }) => paths.has(b.locations[0].path))
  const shift = pairs.reduce((sum, { a, b }) => sum + severityRank(b.severity.level) - severityRank(a.severity.level), 0)
  const added = files.map(({ inA, inB, matchedA, matchedB }) => [inA, inB, matchedA, matchedB] as const)
  return {
    since: before.since,
    updatedAt: wallTime,
    files: [...before.files, ...added].slice(-MOST_FILES),
    severity: { pairs: before.severity.pairs + pairs.length, shift: before.severity.shift + shift },
  }
}

/** The figures of all comparisons so far. */
export interface RunningFigures extends AgreementFigures {
  /** Mean of the second model's level less the first's, in levels. */
  readonly severityShift: Figure
}

/** Figures of one record, or of several together (one for each language), each with its n and an interval by drawing files. */
export function runningFigures(records: readonly RunningAgreement[]): RunningFigures {
  const files = records.flatMap((record) =>
    record.files.map(([inA, inB, matchedA, matchedB]): FileCounts => ({ path: '', inA, inB, matchedA, matchedB })),
  )
  const pairs = records.reduce((sum, { severity }) => sum + severity.pairs, 0)
  const shift = records.reduce((sum, { severity }) => sum + severity.shift, 0)
  return {
    ...agreementFigures(files),
    severityShift: figure(pairs === 0 ? null : shift / pairs, pairs, NEEDED.severityPairs),
  }
}
