import type { FileFigures, Profile } from '../qualify/profile.ts'
import { type Equivalence, type NonInferiority, nonInferiority } from './non-inferiority.ts'

/** Two profiles beside each other. All three tests must allow “equivalent”, so none of them raises the chance of a wrong one. */
export interface ProfileTest {
  readonly verdict: Equivalence
  /** On files with labelled flaws: share of the flaws that were found. */
  readonly recall: NonInferiority
  /** On files with labelled flaws: found flaws against missed ones and false alarms. */
  readonly f1: NonInferiority
  /** On files without a flaw: share of runs in which nothing was reported. */
  readonly quiet: NonInferiority
}

/**
 * Tests “at most δ worse” on flawed files and on clean ones apart: a clean file that both leave alone says nothing of who finds
 * flaws, and would hide the difference.
 */
export function testProfiles(primary: Pick<Profile, 'byFile'>, substitute: Pick<Profile, 'byFile'>, delta: number): ProfileTest {
  const paths = Object.keys(primary.byFile)
  const side = ({ byFile }: Pick<Profile, 'byFile'>, of: (figures: FileFigures) => number | null): (number | null)[] =>
    paths.map((path) => {
      const figures = byFile[path]
      return figures ? of(figures) : null
    })
  const test = (of: (figures: FileFigures) => number | null): NonInferiority =>
    nonInferiority(side(primary, of), side(substitute, of), delta)
  const recall = test((figures) => figures.recall)
  const f1 = test((figures) => (figures.recall === null ? null : figures.f1))
  const quiet = test((figures) => (figures.recall === null ? figures.f1 : null))
  return { verdict: together(recall, f1, quiet), recall, f1, quiet }
}

function together(recall: NonInferiority, f1: NonInferiority, quiet: NonInferiority): Equivalence {
  const all = [recall, f1, quiet].map(({ verdict }) => verdict)
  if (all.includes('worse')) return 'worse'
  if (all.includes('unknown')) return 'unknown'
  return f1.verdict === 'better' ? 'better' : 'equivalent'
}
