import { type FlawLabel, SEVERITIES } from '@understudy/spec'
import type { Matching, Pair } from '../match/match.ts'
import {
  type YesNoTable,
  cellsOf,
  cohenKappa,
  type Figure,
  figure,
  gwetAc1,
  mcnemarExact,
  ordinalAlpha,
  ratioFigure,
  type RatioShare,
} from '../statistics/index.ts'

/**
 * Least sample sizes. Files: below ten an interval says next to nothing. Severity pairs: 30, below which a shift is noise.
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

/** Each set figure as a ratio of sums over files. Two empty sides agree fully. */
const SET_FIGURES: Readonly<Record<keyof AgreementFigures, (counts: Sums) => RatioShare>> = {
  precision: ({ matchedB, inB }) => ({ part: matchedB, whole: inB }),
  recall: ({ matchedA, inA }) => ({ part: matchedA, whole: inA }),
  f1: ({ inA, inB, matchedA, matchedB }) => ({ part: matchedA + matchedB, whole: inA + inB }),
  jaccard: ({ inA, inB, matchedA, matchedB }) => {
    const common = (matchedA + matchedB) / 2
    return { part: common, whole: inA + inB - common }
  },
}

/** Figures that are 1 where both sides report nothing; the others are not defined there. */
const AGREED_IN_SILENCE: ReadonlySet<keyof AgreementFigures> = new Set(['f1', 'jaccard'])

/** Precision, recall, F1 and Jaccard with 95 % intervals; files are the sample. */
export function agreementFigures(files: readonly FileCounts[]): AgreementFigures {
  const one = (name: keyof AgreementFigures): Figure => {
    const shares = files.map(SET_FIGURES[name])
    const silent = AGREED_IN_SILENCE.has(name) && shares.every(({ whole }) => whole === 0)
    return ratioFigure(silent ? shares.map(() => ({ part: 1, whole: 1 })) : shares, NEEDED.files)
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
