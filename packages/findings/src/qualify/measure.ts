import { FAMILIES, type Family, type FlawLabel } from '@understudy/spec'
import { learnSeverityScale, type SeverityScale } from '../calibrate/severity-shift.ts'
import { type Comparable, compare } from '../compare/compare.ts'
import { agreementFigures, type FileCounts, NEEDED } from '../compare/figures.ts'
import { matchLabels } from '../compare/labels.ts'
import { provenPaths } from '../compare/states.ts'
import type { Finding } from '../finding/finding.ts'
import type { Pair } from '../match/match.ts'
import { type Figure, ratioFigure, type RatioShare } from '../statistics/index.ts'
import type { FileFigures, LabelRecall } from './profile.ts'

/** Labels and findings of one file in one run. */
export interface FileScore {
  readonly path: string
  readonly labels: number
  readonly found: number
  readonly reported: number
  readonly wrong: number
}

/** One file's figures, averaged over the runs that read it whole. */
export function fileFigures(scores: readonly FileScore[]): FileFigures {
  const mean = (of: (score: FileScore) => number): number => scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  const flawed = scores.some(({ labels }) => labels > 0)
  return { recall: flawed ? mean(({ found, labels }) => found / labels) : null, f1: mean(f1Of) }
}

/** F1 of one file; a clean file that was called clean is a full success. */
function f1Of({ labels, found, reported, wrong }: FileScore): number {
  if (labels === 0 && reported === 0) return 1
  return (2 * found) / (2 * found + wrong + (labels - found))
}

/** Scores every file that the run read whole. */
export function scoreRun({ findings, coverage }: Comparable, labels: readonly FlawLabel[]): FileScore[] {
  const { pairs, unlabelled } = matchLabels(findings, labels)
  const count = <T>(items: readonly T[], pathOf: (item: T) => string): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const item of items) counts.set(pathOf(item), (counts.get(pathOf(item)) ?? 0) + 1)
    return counts
  }
  const perFile = {
    labels: count(labels, ({ path }) => path),
    found: count(pairs, ({ label }) => label.path),
    reported: count(findings, ({ locations }) => locations[0].path),
    wrong: count(unlabelled, ({ locations }) => locations[0].path),
  }
  return [...provenPaths(coverage.files)].map((path) => ({
    path,
    labels: perFile.labels.get(path) ?? 0,
    found: perFile.found.get(path) ?? 0,
    reported: perFile.reported.get(path) ?? 0,
    wrong: perFile.wrong.get(path) ?? 0,
  }))
}

/** Recall and precision over all runs; the files are the sample, all runs of a file together. */
export function qualityFigures(runs: readonly (readonly FileScore[])[]): { readonly recall: Figure; readonly precision: Figure } {
  const files = [...Map.groupBy(runs.flat(), ({ path }) => path).values()]
  const rate = (part: (scores: FileScore) => number, whole: (scores: FileScore) => number): Figure =>
    ratioFigure(
      files.map((scores) => summed(scores.map((score) => ({ part: part(score), whole: whole(score) })))),
      NEEDED.files,
    )
  return {
    recall: rate(
      ({ found }) => found,
      ({ labels }) => labels,
    ),
    precision: rate(
      ({ reported, wrong }) => reported - wrong,
      ({ reported }) => reported,
    ),
  }
}

const summed = (shares: readonly RatioShare[]): RatioShare =>
  shares.reduce((sum, { part, whole }) => ({ part: sum.part + part, whole: sum.whole + whole }), { part: 0, whole: 0 })

/** How often each labelled flaw was found; runs that did not read its file whole have no say. */
export function recallByLabel(runs: readonly Comparable[], labels: readonly FlawLabel[]): Record<string, LabelRecall> {
  const counts = new Map(labels.map(({ id, family }) => [id, { family, runs: 0, found: 0 }]))
  for (const run of runs) {
    const proven = provenPaths(run.coverage.files)
    const asked = labels.filter(({ path }) => proven.has(path))
    const found = new Set(matchLabels(run.findings, asked).pairs.map(({ label }) => label.id))
    for (const { id } of asked) {
      const count = counts.get(id)
      if (!count) continue
      count.runs++
      if (found.has(id)) count.found++
    }
  }
  return Object.fromEntries(counts)
}

/** Labels of one family below which its recall is not stated. */
const FAMILY_LABELS = 5

/** Recall of each family that has labels; the labels are the sample, all runs of a label together. */
export function recallByFamily(byLabel: Readonly<Record<string, LabelRecall>>): Partial<Record<Family, Figure>> {
  const figures: Partial<Record<Family, Figure>> = {}
  for (const family of FAMILIES) {
    const own = Object.values(byLabel).filter((label) => label.family === family && label.runs > 0)
    if (own.length > 0)
      figures[family] = ratioFigure(
        own.map(({ found, runs }) => ({ part: found, whole: runs })),
        FAMILY_LABELS,
      )
  }
  return figures
}

/** Every run against every other one: how far the model agrees with itself. The files are the sample, all pairs of a file together. */
export function repeatability(runs: readonly Comparable[]): { readonly f1: Figure; readonly jaccard: Figure } {
  const pairs = runs.flatMap((a, i) => runs.slice(i + 1).map((b) => compare(a, b).files))
  const files = [...Map.groupBy(pairs.flat(), ({ path }) => path).entries()].map(([path, counts]): FileCounts => {
    const sum = (of: (count: FileCounts) => number): number => counts.reduce((total, count) => total + of(count), 0)
    return {
      path,
      inA: sum(({ inA }) => inA),
      inB: sum(({ inB }) => inB),
      matchedA: sum(({ matchedA }) => matchedA),
      matchedB: sum(({ matchedB }) => matchedB),
    }
  })
  const { f1, jaccard } = agreementFigures(files)
  return { f1, jaccard }
}

/** How the model's severities read on the labels' scale. */
export function scaleAgainstLabels(
  runs: readonly Comparable[],
  labels: readonly FlawLabel[],
  servedModel: string,
): SeverityScale | null {
  const asLabelled = (finding: Finding, label: FlawLabel): Pair => ({
    a: { ...finding, severity: { ...finding.severity, level: label.severity } },
    b: finding,
    score: 1,
  })
  const pairs = runs.flatMap(({ findings }) =>
    matchLabels(findings, labels).pairs.map(({ finding, label }) => asLabelled(finding, label)),
  )
  return learnSeverityScale(pairs, { servedModel, baseline: 'labels' })
}
