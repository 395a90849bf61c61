import { FAMILIES, type Family, type FlawLabel } from '@understudy/spec'
import { learnSeverityScale, type SeverityScale } from '../calibrate/severity-shift.ts'
import { type Comparable, compare } from '../compare/compare.ts'
import { NEEDED } from '../compare/figures.ts'
import { matchLabels } from '../compare/labels.ts'
import { provenPaths } from '../compare/states.ts'
import type { Finding } from '../finding/finding.ts'
import type { Pair } from '../match/match.ts'
import { type Figure, clusterBootstrap, figure, wilsonInterval } from '../statistics/index.ts'

/** Labels and findings of one file in one run. */
export interface FileScore {
  readonly path: string
  readonly labels: number
  readonly found: number
  readonly reported: number
  readonly wrong: number
}

/** F1 of one file; a clean file that was called clean is a full success. */
export function f1Of({ labels, found, reported, wrong }: FileScore): number {
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

/** Recall and precision over all runs, with intervals by drawing files (all runs of a file together). */
export function qualityFigures(
  runs: readonly (readonly FileScore[])[],
  random: () => number,
): { readonly recall: Figure; readonly precision: Figure } {
  const files = [...Map.groupBy(runs.flat(), ({ path }) => path).values()]
  const rate = (part: (scores: FileScore) => number, whole: (scores: FileScore) => number): Figure => {
    const sums = files.map((scores) =>
      scores.reduce(([a, b], score) => [a + part(score), b + whole(score)] as const, [0, 0] as readonly [number, number]),
    )
    const of = (drawn: Iterable<number>): number | null => {
      let [above, below] = [0, 0]
      for (const index of drawn) [above, below] = [above + (sums[index]?.[0] ?? 0), below + (sums[index]?.[1] ?? 0)]
      return below === 0 ? null : above / below
    }
    return figure(of(sums.map((_, index) => index)), files.length, NEEDED.files, clusterBootstrap(files.length, of, random))
  }
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

/** Labels of one family below which its recall is not stated. */
const FAMILY_LABELS = 5

export function recallByFamily(runs: readonly Comparable[], labels: readonly FlawLabel[]): Partial<Record<Family, Figure>> {
  const figures: Partial<Record<Family, Figure>> = {}
  for (const family of FAMILIES) {
    const own = labels.filter((label) => label.family === family)
    if (own.length === 0) continue
    let [found, asked] = [0, 0]
    for (const run of runs) {
      const proven = provenPaths(run.coverage.files)
      const here = own.filter(({ path }) => proven.has(path))
      asked += here.length
      found += matchLabels(run.findings, here).pairs.length
    }
    figures[family] = figure(asked === 0 ? null : found / asked, asked, FAMILY_LABELS, wilsonInterval(found, asked))
  }
  return figures
}

type KnownFigure = Extract<Figure, { known: true }>

/** Every run against every other one: how far the model agrees with itself. */
export function repeatability(
  runs: readonly Comparable[],
  random: () => number,
): { readonly f1: Figure; readonly jaccard: Figure } {
  const pairs = runs.flatMap((a, i) => runs.slice(i + 1).map((b) => compare(a, b, { random, resamples: 500 }).agreement))
  const mean = (name: 'f1' | 'jaccard'): Figure => {
    const figures = pairs.map((agreement) => agreement[name])
    const known = figures.filter((one) => one.known)
    const first = known[0]
    if (!first || known.length < figures.length) return figures.find((one) => !one.known) ?? figure(null, 0, NEEDED.files)
    const average = (of: (one: KnownFigure) => number): number => known.reduce((sum, one) => sum + of(one), 0) / known.length
    return figure(
      average(({ value }) => value),
      first.n,
      NEEDED.files,
      {
        low: average(({ interval, value }) => interval?.low ?? value),
        high: average(({ interval, value }) => interval?.high ?? value),
        level: 0.95,
      },
    )
  }
  return { f1: mean('f1'), jaccard: mean('jaccard') }
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
