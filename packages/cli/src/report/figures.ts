import type { Report } from '@understudy/findings'
import { SEVERITIES, type Severity } from '@understudy/spec'

export interface TargetFigures {
  readonly target: string
  readonly attempts: number
  readonly served: number
  /** Milliseconds of the attempts that served; null when none did. */
  readonly medianMs: number | null
  readonly p95Ms: number | null
  readonly inputTokens: number
  readonly outputTokens: number
  /** US dollars of all attempts, the failed ones included; null when no price is known. */
  readonly costUsd: number | null
  /** The part of it that bought nothing. */
  readonly failedCostUsd: number | null
}

/** The value below which a share of the sorted values lies; null for none. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null
}

const sum = (values: readonly (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

/** Availability, latency and cost by target, in the order in which targets were first asked. */
export function targetFigures({ attempts }: Pick<Report, 'attempts'>): readonly TargetFigures[] {
  const targets = [...new Set(attempts.map(({ target }) => target))]
  return targets.map((target) => {
    const own = attempts.filter((attempt) => attempt.target === target)
    const served = own.filter(({ outcome }) => outcome === 'served')
    const times = served.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b)
    return {
      target,
      attempts: own.length,
      served: served.length,
      medianMs: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      inputTokens: sum(own.map(({ usage }) => usage?.inputTotal)) ?? 0,
      outputTokens: sum(own.map(({ usage }) => usage && usage.outputVisible + usage.reasoning)) ?? 0,
      costUsd: sum(own.map(({ costUsd }) => costUsd)),
      failedCostUsd: sum(own.filter(({ outcome }) => outcome !== 'served').map(({ costUsd }) => costUsd)),
    }
  })
}

/** Findings by severity, the worst first; severities without any are left out. */
export function severityCounts({ findings }: Pick<Report, 'findings'>): readonly (readonly [Severity, number])[] {
  return SEVERITIES.toReversed().flatMap((severity) => {
    const number = findings.filter(({ severity: { level } }) => level === severity).length
    return number === 0 ? [] : [[severity, number] as const]
  })
}
