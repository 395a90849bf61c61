import { type FlawLabel, SEVERITIES } from '@understudy/spec'
import type { Matching, Pair } from '../match/match.ts'
import {
  type YesNoTable,
  cellsOf,
  clusterBootstrap,
  cohenKappa,
  type Figure,
  figure,
  gwetAc1,
  mcnemarExact,
  ordinalAlpha,
} from '../statistics/index.ts'

/**
 * Least sample sizes. Files: a paired difference of .10 needs 12 at 80 % power. Severity pairs: 30, below which a shift is noise.
 * Discordant labels: 29 detect odds of 3:1. Cells: as many as 10 files of one family.
 */
export const NEEDED = Object.freeze({ files: 10, severityPairs: 30, discordantLabels: 29, cells: 10 })

/** Counts of one file; every set figure is a function of their sums. */
export interface FileCounts {
  readonly path: string
  readonly inA: number
  readonly inB: number
  /** Findings of A that B has too, a flaw told as several counted as matched. */
  readonly matchedA: number
  readonly matchedB: number
}

/** How far two sets of findings agree, each figure with its sample and interval. */
export interface AgreementFigures {
  /** B judged by A. */
  readonly precision: Figure
  /** A found again by B. */
  readonly recall: Figure
  readonly f1: Figure
  readonly jaccard: Figure
}

type Sums = Omit<FileCounts, 'path'>

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Set figures of summed counts. Two empty sides agree fully. */
export const SET_FIGURES: Readonly<Record<keyof AgreementFigures, (sums: Sums) => number | null>> = {
  precision: ({ matchedB, inB }) => ratio(matchedB, inB),
  recall: ({ matchedA, inA }) => ratio(matchedA, inA),
  f1: ({ inA, inB, matchedA, matchedB }) => (inA + inB === 0 ? 1 : (matchedA + matchedB) / (inA + inB)),
  jaccard: ({ inA, inB, matchedA, matchedB }) => {
    const common = (matchedA + matchedB) / 2
    return inA + inB === 0 ? 1 : common / (inA + inB - common)
  },
}

/** Precision, recall, F1 and Jaccard with intervals by drawing files. */
export function agreementFigures(files: readonly FileCounts[], random: () => number, resamples?: number): AgreementFigures {
  const columns = {
    inA: files.map((file) => file.inA),
    inB: files.map((file) => file.inB),
    matchedA: files.map((file) => file.matchedA),
    matchedB: files.map((file) => file.matchedB),
  }
  const sum = (column: readonly number[], drawn: Iterable<number>): number => {
    let total = 0
    for (const index of drawn) total += column[index] ?? 0
    return total
  }
  const sums = (drawn: ArrayLike<number> & Iterable<number>): Sums => ({
    inA: sum(columns.inA, drawn),
    inB: sum(columns.inB, drawn),
    matchedA: sum(columns.matchedA, drawn),
    matchedB: sum(columns.matchedB, drawn),
  })
  const all = sums(files.map((_, index) => index))
  const one = (name: keyof AgreementFigures): Figure => {
    const statistic = SET_FIGURES[name]
    const interval =
      files.length < NEEDED.files
        ? null
        : clusterBootstrap(files.length, (drawn) => statistic(sums(drawn)), random, resamples === undefined ? {} : { resamples })
    return figure(statistic(all), files.length, NEEDED.files, interval)
  }
  return { precision: one('precision'), recall: one('recall'), f1: one('f1'), jaccard: one('jaccard') }
}

/** Agreement beyond chance, over kinds of flaw in files. */
export interface CellFigures {
  readonly kappa: Figure
  readonly ac1: Figure
}

/** κ and AC1 over (file × family) cells: did each report see this family in this file? */
export function cellFigures(table: YesNoTable): CellFigures {
  const n = cellsOf(table)
  return { kappa: figure(cohenKappa(table), n, NEEDED.cells), ac1: figure(gwetAc1(table), n, NEEDED.cells) }
}

const rank = (pair: Pair['a']): number => SEVERITIES.indexOf(pair.severity.level)

/** How two sides weigh the findings that they share. */
export interface SeverityFigures {
  readonly alpha: Figure
  /** Mean of B's level less A's, in levels. */
  readonly shift: Figure
  readonly exact: Figure
}

/** How alike the severities of matched pairs are. */
export function severityFigures(pairs: Matching['pairs']): SeverityFigures {
  const n = pairs.length
  const ranks = pairs.map(({ a, b }) => [rank(a), rank(b)] as const)
  const shift = ranks.reduce((sum, [a, b]) => sum + b - a, 0) / n
  return {
    alpha: figure(ordinalAlpha(ranks), n, NEEDED.severityPairs),
    shift: figure(n === 0 ? null : shift, n, NEEDED.severityPairs),
    exact: figure(n === 0 ? null : ranks.filter(([a, b]) => a === b).length / n, n, NEEDED.severityPairs),
  }
}

/** How two sides do on flaws that are known to be there. */
export interface LabelFigures {
  readonly onlyA: number
  readonly onlyB: number
  readonly both: number
  readonly neither: number
  /** Two-sided p of McNemar's exact test. */
  readonly mcnemar: Figure
}

/** Which labelled flaws each report found. */
export function labelFigures(
  labels: readonly FlawLabel[],
  foundByA: ReadonlySet<string>,
  foundByB: ReadonlySet<string>,
): LabelFigures {
  const count = (inA: boolean, inB: boolean): number =>
    labels.filter(({ id }) => foundByA.has(id) === inA && foundByB.has(id) === inB).length
  const [onlyA, onlyB] = [count(true, false), count(false, true)]
  return {
    both: count(true, true),
    onlyA,
    onlyB,
    neither: count(false, false),
    mcnemar: figure(mcnemarExact(onlyA, onlyB), onlyA + onlyB, NEEDED.discordantLabels),
  }
}
