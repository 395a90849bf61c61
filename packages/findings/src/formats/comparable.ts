import { visibleLine } from '../encode/control.ts'
import type { ComparabilityVerdict, Report } from '../finding/report.ts'

const WORDS: Readonly<Partial<Record<ComparabilityVerdict, string>>> = {
  equivalent: 'is as good as',
  better: 'is better than',
  worse: 'is worse than',
}

/**
 * What the findings of each model that is not the baseline are worth next to it, one sentence a model. Empty where no baseline
 * was named, and where it served alone. Safe for any sink of plain text.
 */
export function comparabilitySentences({ comparability }: Pick<Report, 'comparability'>): readonly string[] {
  const { baseline, models } = comparability
  if (baseline === null) return []
  return models
    .filter(({ verdict }) => verdict !== 'baseline')
    .map(({ servedModel, verdict, reason }) => {
      const words = WORDS[verdict]
      const claim =
        words === undefined
          ? `It is not known how ${servedModel} compares with ${baseline}`
          : `${servedModel} ${words} ${baseline}`
      return visibleLine(`${claim}${reason ? `: ${reason}` : '.'}`)
    })
}
