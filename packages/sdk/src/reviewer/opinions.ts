import type { Route } from '@understudy/failover'
import { type FileCoverage, mergeFindings } from '@understudy/findings'
import type { FileResult } from '../coverage/file-result.ts'
import type { ReviewRun } from './review-run.ts'

type Opinion = NonNullable<FileCoverage['opinions']>[number]

const opinionOf = ({ coverage }: FileResult): readonly Opinion[] =>
  coverage.target !== undefined && coverage.servedModel !== undefined
    ? [{ target: coverage.target, servedModel: coverage.servedModel }]
    : []

/** Two results on one file: all findings of both, merged; the first one's coverage, and who else read it whole. */
export function mergeOpinions(first: FileResult, second: FileResult): FileResult {
  if (second.coverage.disposition !== 'reviewed') return first
  const opinions = [...(first.coverage.opinions ?? opinionOf(first)), ...opinionOf(second)]
  return {
    ...first,
    coverage: { ...first.coverage, opinions },
    findings: mergeFindings([...first.findings, ...second.findings]),
    channels: [...new Set([...(first.channels ?? []), ...(second.channels ?? [])])],
  }
}

/** Targets that had their say on these files. */
function heard(results: readonly FileResult[]): readonly string[] {
  const targets = results.flatMap((result) => (result.coverage.opinions ?? opinionOf(result)).map(({ target }) => target))
  return [...new Set(targets)]
}

/**
 * Adds further models' opinions to finished files, until as many have spoken as were asked for or nobody is left. A file
 * that nobody could review gets no second opinion: there is no first.
 */
export async function addOpinions(
  run: ReviewRun,
  first: readonly FileResult[],
  review: (route: Route) => Promise<readonly FileResult[]>,
): Promise<readonly FileResult[]> {
  let results = first
  for (let spoken = 1; spoken < run.opinions; spoken++) {
    if (run.signal.aborted || !results.some(({ coverage }) => coverage.disposition === 'reviewed')) break
    const route = run.routeWithout(heard(results))
    const more = route ? await review(route) : []
    results = results.map((result, index) => {
      const other = more[index]
      const { path } = result.coverage
      if (other?.coverage.disposition !== 'reviewed')
        run.notes.push(`${path}: no opinion number ${spoken + 1}: ${other?.coverage.reason ?? 'no other model is left'}`)
      return other ? mergeOpinions(result, other) : result
    })
  }
  return results
}
