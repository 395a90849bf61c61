import type { TargetStatus } from '@understudy/failover'
import { type AttemptRecord, isoTime } from '@understudy/spec'
import type { ConfigurationEvent } from '../live/follow.ts'
import { eventWords } from '../live/words.ts'
import { type Markup, markup } from '../report/markup.ts'
import { pageOf } from '../report/page.ts'
import { tableOf } from '../report/table.ts'
import { timelineFigure } from '../report/timeline-svg.ts'
import { healthOf } from '../terminal/targets.ts'
import { duration } from '../terminal/text.ts'
import { timelineOf } from '../timeline/model.ts'
import { LIVE_SCRIPT } from './script.ts'

/** What the page shows at one moment. */
export interface LiveState {
  readonly targets: readonly TargetStatus[]
  readonly attempts: readonly AttemptRecord[]
  /** What became of the latest change of the configuration. */
  readonly configuration: ConfigurationEvent | null
  /** Epoch milliseconds. */
  readonly now: number
}

/** Length of the picture. */
const WINDOW_MS = 10 * 60_000

function button(status: TargetStatus): Markup {
  const action = status.bar ? 'reinstate' : 'withdraw'
  const label = status.bar ? 'Use again' : 'Take out'
  return markup`<button type="button" data-action="${action}" data-target="${status.id}" aria-label="${label} ${status.id}">${label}</button>`
}

function targetsTable({ targets, now }: LiveState): Markup {
  const columns = ['Target', 'Health', 'Why', 'Circuit', 'In flight', 'Last served', 'Action'].map((title) => ({ title }))
  const rows = targets.map((status) => {
    const [health, why] = healthOf(status, now)
    const served = status.lastServedAt === undefined ? 'never' : `${duration(Math.max(0, now - status.lastServedAt))} ago`
    return [
      status.id,
      markup`<span class="outcome ${health.tone === 'bad' ? 'failed' : health.tone === 'warning' ? 'refused' : 'reviewed'}">${health.text}</span>`,
      why,
      status.circuit,
      status.inFlight,
      served,
      button(status),
    ]
  })
  return tableOf('In order of priority', columns, rows)
}

function timeline({ attempts, now }: LiveState): Markup {
  const recent = attempts.filter(({ startedAt }) => Date.parse(startedAt) > now - WINDOW_MS)
  if (recent.length === 0) return markup`<p>No attempts in the last ${duration(WINDOW_MS)}.</p>`
  const first = Math.min(...recent.map(({ startedAt }) => Date.parse(startedAt)))
  return timelineFigure(timelineOf(recent, isoTime(first), now - first))
}

/** Silent while nothing changed. A broken configuration must be seen: what holds is not what the file says. */
function configuration({ configuration: event, now }: LiveState): Markup {
  if (!event) return markup``
  const ago = `${duration(Math.max(0, now - event.wallTime))} ago`
  return markup`<p class="notice ${event.type === 'configuration-applied' ? 'good' : 'bad'}">${eventWords(event)} <span class="meta">(${ago})</span></p>`
}

/** The parts of the page that change, as markup; everything in them is encoded. */
export function liveParts(state: LiveState): Readonly<Record<'targets' | 'timeline' | 'configuration' | 'at', string>> {
  return {
    targets: targetsTable(state).markup,
    timeline: timeline(state).markup,
    configuration: configuration(state).markup,
    at: isoTime(state.now),
  }
}

const BLANK = { targets: '', timeline: '', configuration: '', at: '' }

/** The page around them, without any for null. It may connect to where it came from, and to nobody else. */
export function livePage(state: LiveState | null): string {
  const parts = state ? liveParts(state) : BLANK
  return pageOf({
    title: 'Understudy: live',
    script: LIVE_SCRIPT,
    connect: "'self'",
    body: markup`<header><h1>Understudy, live</h1></header>
<main id="main">
<p class="meta">State of <time id="at">${parts.at}</time> <span id="link" role="status"></span></p>
<div id="configuration" role="status">${{ markup: parts.configuration }}</div>
<section aria-labelledby="health"><h2 id="health">Targets</h2><div id="targets">${{ markup: parts.targets }}</div><p id="said" role="status"></p></section>
<section aria-labelledby="lanes"><h2 id="lanes">Last ten minutes</h2><figure id="timeline">${{ markup: parts.timeline }}</figure></section>
</main>`,
  })
}
