import type { StageEvent } from '../world/events.ts'
import type { DrillCall, DrillReport } from './drill.ts'
import type { Scenario } from './scenario.ts'

/** Weighs what happened against what the scenario expects. Pure. */
export function judge(scenario: Scenario, calls: readonly DrillCall[], timeline: readonly StageEvent[]): DrillReport {
  const served: Record<string, number> = {}
  for (const { servedModel } of calls) if (servedModel !== undefined) served[servedModel] = (served[servedModel] ?? 0) + 1
  const lost = calls.filter(({ outcome }) => outcome !== 'served').length
  const failures = [
    ...lostCalls(scenario, calls, lost),
    ...slowCalls(scenario, calls),
    ...wrongServers(scenario, calls),
    ...askedTooOften(scenario, timeline),
  ]
  return { scenario: scenario.name, passed: failures.length === 0, failures, calls, served, lost, timeline }
}

function lostCalls({ expect }: Scenario, calls: readonly DrillCall[], lost: number): string[] {
  const hung = calls.filter(({ outcome }) => outcome === 'hung').length
  const damaged = calls.filter(({ outcome }) => outcome === 'damaged').length
  const allowed = expect.lostAtMost ?? 0
  const why = calls.find((call) => call.why !== undefined)?.why
  return [
    ...(hung > 0 ? [`${hung} calls had not settled after their deadline.`] : []),
    ...(damaged > 0 ? [`${damaged} answers were taken for whole that were cut, refused or damaged.`] : []),
    ...(lost > allowed
      ? [`${lost} of ${calls.length} calls were lost; ${allowed} may be.${why === undefined ? '' : ` First: ${why}`}`]
      : []),
  ]
}

function slowCalls({ expect: { eachWithinMs } }: Scenario, calls: readonly DrillCall[]): string[] {
  if (eachWithinMs === undefined) return []
  const slow = calls.filter(({ durationMs }) => durationMs > eachWithinMs)
  const slowest = Math.max(0, ...slow.map(({ durationMs }) => durationMs))
  return slow.length > 0
    ? [`${slow.length} calls took longer than ${eachWithinMs} ms; the slowest ${Math.round(slowest)} ms.`]
    : []
}

function wrongServers({ expect }: Scenario, calls: readonly DrillCall[]): string[] {
  return (expect.servedBy ?? []).flatMap(({ fromMs, untilMs, models }) => {
    const wrong = calls.filter(
      ({ atMs, servedModel }) => servedModel !== undefined && atMs >= fromMs && atMs < untilMs && !models.includes(servedModel),
    )
    const first = wrong[0]
    return first
      ? [
          `Between ${fromMs} and ${untilMs} ms only ${models.join(' or ')} should answer; ${first.servedModel} answered call ${first.number} (${wrong.length} such calls).`,
        ]
      : []
  })
}

function askedTooOften({ expect }: Scenario, timeline: readonly StageEvent[]): string[] {
  return (expect.asked ?? []).flatMap(({ model, fromMs, untilMs = Number.POSITIVE_INFINITY, atMost }) => {
    const times = timeline.filter(
      (event) => event.type === 'request' && event.model === model && event.at >= fromMs && event.at < untilMs,
    ).length
    return times > atMost ? [`${model} was asked ${times} times from ${fromMs} ms on; at most ${atMost} were allowed.`] : []
  })
}
