import type { Report } from '@understudy/findings'
import { type RecordedReadiness, readinessOf, worstOf } from '../readiness/record.ts'
import { type Markup, markup } from './markup.ts'
import { tableOf } from './table.ts'

/** The largest share of the run's calls that hangs on one vendor, region or credential; nothing where there was none. */
function sharesOf(shares: RecordedReadiness['shares']): Markup {
  if (shares.length === 0) return markup``
  const words = shares.map(({ by, largest, share }) => `${by} ${largest}: ${Math.round(share * 100)} %`)
  return markup`<p class="meta">Largest shares of this run's calls: ${words.join(' · ')}</p>`
}

/** What a loss would do, as the run's own targets and rules stood; null for a report that does not have it. */
export function readinessSection(report: Report): Markup | null {
  const readiness = readinessOf(report)
  if (!readiness) return null
  const rows = readiness.scenarios.map((scenario) => {
    const { outcome, after } = worstOf(scenario)
    const tone =
      outcome === 'lost' || outcome === 'unproven'
        ? 'failed'
        : outcome === 'degraded' || outcome === 'short'
          ? 'degraded'
          : 'reviewed'
    return [
      `${scenario.loss.kind} ${scenario.loss.name}`,
      markup`<span class="outcome ${tone}">${outcome}</span>`,
      after ?? 'nobody',
    ]
  })
  const columns = ['If this vanished', 'then', 'Served by'].map((title) => ({ title }))
  const { exposed, undone, unproven, closed } = readiness
  const verdict =
    closed.length > 0
      ? 'Not ready: policy or notices let nobody see this code.'
      : undone.length > 0
        ? 'Not ready: nobody could do this task.'
        : exposed.length === 0
          ? unproven.length === 0
            ? 'No single loss ends this task.'
            : `Unproven: ${unproven.map(({ target, why }) => `${target}, since ${why}`).join('; ')}.`
          : `Not ready: ${exposed.flatMap(({ losses }) => losses).join(', ')} would end it. Add a target of another vendor.`
  return markup`<section aria-labelledby="readiness">
    <h2 id="readiness">Readiness</h2>
    <p>${verdict}</p>
    ${tableOf('When this review began', columns, rows)}
    ${sharesOf(readiness.shares)}
  </section>`
}
