import type { DriftObservation } from '@understudy/findings/compare'
import type { AttemptRecord } from '@understudy/spec'
import type { FileResult } from '../coverage/file-result.ts'
import { splitLines } from '../plan/lines.ts'

/** What one review tells about one model. */
export interface ModelObservations {
  readonly servedModel: string
  readonly observations: readonly DriftObservation[]
}

/** A result that tells something about its model now: read in this review, whole, by an engine that may be trusted. */
const isNews = ({ coverage }: FileResult): boolean =>
  coverage.disposition === 'reviewed' && !coverage.degraded && !coverage.resumed && !coverage.cached && !coverage.opinions

/**
 * Sums a review up by model: one observation of what it found in how many lines, and as many calls without a refusal as files;
 * refusals apart, because a refused call names no served model.
 */
export function observationsOf(
  results: readonly FileResult[],
  sources: ReadonlyMap<string, string>,
  attempts: readonly AttemptRecord[],
): readonly ModelObservations[] {
  const byModel = new Map<string, DriftObservation[]>()
  const add = (model: string, observation: DriftObservation): void => {
    byModel.set(model, [...(byModel.get(model) ?? []), observation])
  }
  for (const attempt of attempts)
    if (attempt.failure?.kind === 'refused')
      add(attempt.servedModel ?? attempt.requestedModel, { refused: true, lines: 0, families: [] })
  const news = results.filter(isNews)
  for (const model of new Set(news.flatMap(({ coverage }) => coverage.servedModel ?? []))) {
    const own = news.filter(({ coverage }) => coverage.servedModel === model)
    add(model, {
      refused: false,
      calls: own.length,
      lines: own.reduce((sum, { coverage }) => sum + splitLines(sources.get(coverage.path) ?? '').length, 0),
      families: own.flatMap(({ findings }) => findings.map(({ family }) => family)),
    })
  }
  return [...byModel].map(([servedModel, observations]) => ({ servedModel, observations }))
}
