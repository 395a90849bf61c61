import { languageOf, severityRank } from '@understudy/findings'
import type { DriftObservation } from '@understudy/findings/compare'
import type { AttemptRecord } from '@understudy/spec'
import type { FileResult } from '../coverage/file-result.ts'
import { splitLines } from '../plan/lines.ts'
import type { ReviewSource } from '../plan/source.ts'

/** One call, as drift sees it. */
export interface ObservedCall {
  readonly paths: readonly string[]
  readonly attempts: readonly AttemptRecord[]
  /** Answers that had a planted flaw to report, by served model. */
  readonly canaries: readonly { readonly servedModel: string; readonly reported: boolean }[]
}

/** What one review tells about one model on code of one language. */
export interface ModelObservation extends DriftObservation {
  readonly servedModel: string
  readonly language: string
}

/** A result that tells something about its model: read whole, by an engine that may be trusted. */
const isNews = ({ coverage }: FileResult): boolean => coverage.disposition === 'reviewed' && !coverage.degraded

/** Lines that findings may be about: of a changed file those that are new or changed, and one for each that is gone. */
function judgedLines({ content, change }: ReviewSource): number {
  if (!change) return splitLines(content).length
  return change.added.reduce((sum, [first, last]) => sum + last - first + 1, change.removed.length)
}

interface Gathered {
  readonly refused: boolean[]
  readonly files: NonNullable<DriftObservation['files']>[number][]
  planted: number
  reported: number
}

/**
 * Sums up what was seen in a review, by served model and language. A refused call names no served model, so it counts for the one that
 * last answered for its target: an alias would otherwise have a stream of nothing but refusals. Calls of several files count for
 * the language of the first.
 */
export function observationsOf(
  seen: readonly FileResult[],
  files: readonly ReviewSource[],
  calls: readonly ObservedCall[],
  lastServed: (target: string) => string | null,
): readonly ModelObservation[] {
  const lines = new Map(files.map((file) => [file.path, judgedLines(file)]))
  const streams = new Map<string, Gathered & { readonly servedModel: string; readonly language: string }>()
  const streamOf = (servedModel: string, path: string): Gathered => {
    const language = languageOf(path)
    const key = `${language}\0${servedModel}`
    const stream = streams.get(key) ?? { servedModel, language, refused: [], files: [], planted: 0, reported: 0 }
    streams.set(key, stream)
    return stream
  }
  for (const { paths, attempts, canaries } of calls) {
    const path = paths[0] ?? ''
    for (const attempt of attempts)
      if (attempt.outcome === 'served' || attempt.failure?.kind === 'refused')
        streamOf(attempt.servedModel ?? lastServed(attempt.target) ?? attempt.requestedModel, path).refused.push(
          attempt.outcome !== 'served',
        )
    for (const { servedModel, reported } of canaries) {
      const stream = streamOf(servedModel, path)
      stream.planted++
      if (reported) stream.reported++
    }
  }
  for (const { coverage, findings } of seen.filter(isNews))
    if (coverage.servedModel !== undefined)
      streamOf(coverage.servedModel, coverage.path).files.push({
        lines: lines.get(coverage.path) ?? 0,
        families: findings.map(({ family }) => family),
        reports: findings.map(({ severity, title, message }) => ({
          severity: severityRank(severity.level),
          characters: title.length + message.length,
        })),
      })
  return [...streams.values()].map(({ servedModel, language, refused, files, planted, reported }) => ({
    servedModel,
    language,
    refused,
    files,
    ...(planted > 0 && { canaries: { planted, reported } }),
  }))
}
