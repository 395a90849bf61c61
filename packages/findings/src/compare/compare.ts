import type { FlawLabel } from '@understudy/spec'
import type { Finding } from '../finding/finding.ts'
import type { Report } from '../finding/report.ts'
import { type MatchOptions, type Matching, matchFindings } from '../match/match.ts'
import type { YesNoTable } from '../statistics/index.ts'
import {
  type AgreementFigures,
  agreementFigures,
  type CellFigures,
  cellFigures,
  type FileCounts,
  type LabelFigures,
  labelFigures,
  type SeverityFigures,
  severityFigures,
} from './figures.ts'
import { foundLabels } from './labels.ts'
import { provenPaths, stateOfAppeared, type TrackedFlaw } from './states.ts'

/** The part of a report that is compared. */
export type Comparable = Pick<Report, 'findings' | 'coverage'>

/** What two reports are compared with. */
export interface CompareOptions extends MatchOptions {
  /** Fingerprints that an earlier comparison saw resolved; one that comes back is reopened. */
  readonly resolvedBefore?: ReadonlySet<string>
  /** Known flaws, to judge both sides by. */
  readonly labels?: readonly FlawLabel[]
}

/** Two reports over the same code, next to each other. */
export interface Comparison {
  readonly matching: Matching
  readonly flaws: readonly TrackedFlaw[]
  /** Files that both sides read whole; only these enter the figures. */
  readonly files: readonly FileCounts[]
  readonly agreement: AgreementFigures
  readonly cells: CellFigures
  readonly severity: SeverityFigures
  readonly labels?: LabelFigures
}

/**
 * What two reports of the same code agree on, and what became of each flaw from `a` (older, or the baseline) to `b`.
 * Files that one side did not read whole are left out of every figure, and their flaws are `unknown`.
 */
export function compare(a: Comparable, b: Comparable, options: CompareOptions = {}): Comparison {
  const renamed = (path: string): string => options.renames?.get(path) ?? path
  const provenA = new Set([...provenPaths(a.coverage.files)].map(renamed))
  const provenB = provenPaths(b.coverage.files)
  const matching = matchFindings(a.findings, b.findings, options)
  const paths = [...provenA].filter((path) => provenB.has(path))
  const pathOf = (finding: Finding, side: 'a' | 'b'): string =>
    side === 'a' ? renamed(finding.locations[0].path) : finding.locations[0].path
  const files = countFiles(paths, matching, pathOf)
  return {
    matching,
    flaws: track(
      matching,
      (finding) => provenA.has(pathOf(finding, 'b')),
      (finding) => provenB.has(pathOf(finding, 'a')),
      options.resolvedBefore ?? new Set(),
    ),
    files,
    agreement: agreementFigures(files),
    cells: cellFigures(cellTable(paths, a.findings, b.findings, pathOf)),
    severity: severityFigures(matching.pairs),
    ...(options.labels && {
      labels: labelFigures(
        options.labels,
        foundLabels(a.findings, options.labels, options.cweScore),
        foundLabels(b.findings, options.labels, options.cweScore),
      ),
    }),
  }
}

type PathOf = (finding: Finding, side: 'a' | 'b') => string

function countFiles(paths: readonly string[], { pairs, merged, onlyA, onlyB }: Matching, pathOf: PathOf): FileCounts[] {
  const counts = new Map(paths.map((path) => [path, { path, inA: 0, inB: 0, matchedA: 0, matchedB: 0 }]))
  const add = (finding: Finding, side: 'a' | 'b', matched: boolean): void => {
    const file = counts.get(pathOf(finding, side))
    if (!file) return
    if (side === 'a') [file.inA, file.matchedA] = [file.inA + 1, file.matchedA + (matched ? 1 : 0)]
    else [file.inB, file.matchedB] = [file.inB + 1, file.matchedB + (matched ? 1 : 0)]
  }
  for (const { a, b } of pairs) {
    add(a, 'a', true)
    add(b, 'b', true)
  }
  for (const { side, part } of merged) add(part, side === 'a' ? 'b' : 'a', true)
  for (const finding of onlyA) add(finding, 'a', false)
  for (const finding of onlyB) add(finding, 'b', false)
  return [...counts.values()]
}

/** Over families that at least one side reported at all: others would only add agreement on nothing. */
function cellTable(paths: readonly string[], a: readonly Finding[], b: readonly Finding[], pathOf: PathOf): YesNoTable {
  const cell = (side: 'a' | 'b') => (finding: Finding) => `${pathOf(finding, side)}\0${finding.family}`
  const [inA, inB] = [new Set(a.map(cell('a'))), new Set(b.map(cell('b')))]
  const families = new Set([...a, ...b].map(({ family }) => family))
  const table = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
  for (const path of paths)
    for (const family of families) {
      const [first, second] = [inA.has(`${path}\0${family}`), inB.has(`${path}\0${family}`)]
      table[first ? (second ? 'both' : 'onlyFirst') : second ? 'onlySecond' : 'neither']++
    }
  return table
}

function track(
  { pairs, merged, onlyA, onlyB }: Matching,
  provenBefore: (finding: Finding) => boolean,
  provenAfter: (finding: Finding) => boolean,
  resolvedBefore: ReadonlySet<string>,
): TrackedFlaw[] {
  return [
    ...pairs.map(({ a, b }): TrackedFlaw => ({ state: 'persisting', finding: b, before: a })),
    ...merged.map(({ side, whole, part }): TrackedFlaw =>
      side === 'a'
        ? { state: 'persisting', finding: part, before: whole }
        : { state: 'persisting', finding: whole, before: part },
    ),
    ...onlyB.map((finding): TrackedFlaw => ({ state: stateOfAppeared(finding, provenBefore(finding), resolvedBefore), finding })),
    ...onlyA.map((finding): TrackedFlaw => ({ state: provenAfter(finding) ? 'resolved' : 'unknown', finding, before: finding })),
  ]
}
