import { duration } from '../terminal/text.ts'
import type { Lane, LaneAttempt, Timeline } from '../timeline/model.ts'
import { type Markup, markup } from './markup.ts'

const WIDTH = 1000
const LABEL = 250
const LANE = 40
const TOP = 12
const AXIS = 28
/** Height of what is drawn in a lane. */
const BODY = 22
const LEAST_WIDTH = 3
const TICKS = 5

interface Scale {
  x(ms: number): number
  y(lane: number): number
}

const round = (value: number): number => Math.round(value * 10) / 10

function scaleOf(timeline: Timeline): Scale {
  return {
    x: (ms) => round(LABEL + (Math.min(ms, timeline.lengthMs) / timeline.lengthMs) * (WIDTH - LABEL - 8)),
    y: (lane) => TOP + lane * LANE + LANE / 2,
  }
}

function attemptTitle({ record, outcome }: LaneAttempt): string {
  const failure = record.failure ? ` ${record.failure.kind}: ${record.failure.sentence}` : ''
  const served = record.servedModel && record.servedModel !== record.requestedModel ? ` by ${record.servedModel}` : ''
  return `Attempt ${record.number} on ${record.target}: ${outcome}${served}, ${duration(record.durationMs)}. ${record.why}.${failure}`
}

function drawAttempt(attempt: LaneAttempt, lane: number, rows: number, { x, y }: Scale): Markup {
  const height = round(BODY / rows)
  const top = round(y(lane) - BODY / 2 + attempt.row * height)
  const [from, to] = [x(attempt.fromMs), x(attempt.toMs)]
  const width = Math.max(LEAST_WIDTH, round(to - from))
  const title = markup`<title>${attemptTitle(attempt)}</title>`
  const body = markup`<rect class="attempt ${attempt.outcome}" x="${from}" y="${top}" width="${width}" height="${Math.max(1, height - 1)}" rx="1"
    >${title}</rect
  >`
  if (attempt.outcome === 'served') return body
  // A sign as well as a colour: failures must be seen by everybody, and in print.
  const [at, middle, arm] = [from + width, top + height / 2, 4]
  const [left, right, upper, lower] = [at - arm, at + arm, middle - arm, middle + arm].map(round)
  return markup`${body}<path class="cross" d="M${left} ${upper}L${right} ${lower}M${right} ${upper}L${left} ${lower}"/>`
}

function drawLane(lane: Lane, index: number, scale: Scale): Markup {
  const { x, y } = scale
  return markup`<g>
    <line class="rail" x1="${LABEL}" x2="${WIDTH - 8}" y1="${y(index)}" y2="${y(index)}" />
    <text class="lane" x="${LABEL - 12}" y="${y(index) + 4}" text-anchor="end"
      >${shortened(lane.target)}<title>${lane.target}</title></text
    >
    ${lane.bars.map(
      (bar) =>
        markup`<rect
          class="bar ${bar.kind}"
          x="${x(bar.fromMs)}"
          y="${y(index) - 15}"
          width="${Math.max(LEAST_WIDTH, round(x(bar.toMs) - x(bar.fromMs)))}"
          height="30"
          ><title>
            ${lane.target} ${bar.kind === 'bar' ? 'out of use' : 'resting, its circuit is open'}: ${bar.reason}
          </title></rect
        >`,
    )}
    ${lane.attempts.map((attempt) => drawAttempt(attempt, index, lane.rows, scale))}
  </g>`
}

const shortened = (target: string): string => (target.length > 34 ? `${target.slice(0, 33)}…` : target)

function drawMoves(timeline: Timeline, { x, y }: Scale): readonly Markup[] {
  const laneOf = new Map(timeline.lanes.map(({ target }, index) => [target, index]))
  return timeline.moves.map(({ from, to, atMs, why }) => {
    const [a, b] = [y(laneOf.get(from) ?? 0), y(laneOf.get(to) ?? 0)]
    const end = b + (a < b ? -12 : 12)
    return markup`<path class="move" d="M${x(atMs)} ${a}L${x(atMs)} ${end}" marker-end="url(#arrow)"
      ><title>Work moved from ${from} to ${to}: ${why}</title></path
    >`
  })
}

function drawAxis(timeline: Timeline, { x }: Scale, height: number): Markup {
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => (timeline.lengthMs / TICKS) * index)
  return markup`<g class="axis"
    >${ticks.map((ms, index) => {
      const anchor = index === 0 ? 'start' : index === TICKS ? 'end' : 'middle'
      return markup`<line x1="${x(ms)}" x2="${x(ms)}" y1="${TOP}" y2="${height - AXIS + 6}" /><text
          x="${x(ms)}"
          y="${height - 6}"
          text-anchor="${anchor}"
          >${duration(ms)}</text
        >`
    })}</g
  >`
}

/** The outage timeline: a lane per target, attempts by outcome, bands while a target was out of use, arrows where work moved. */
export function timelineSvg(timeline: Timeline): Markup {
  const scale = scaleOf(timeline)
  const height = TOP + timeline.lanes.length * LANE + AXIS
  const summary = timeline.lanes
    .map(
      ({ target, attempts }) =>
        `${target}: ${attempts.filter(({ outcome }) => outcome === 'served').length} of ${attempts.length} attempts served`,
    )
    .join('; ')
  return markup`<svg
    class="timeline"
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-labelledby="timeline-title timeline-text"
    xmlns="http://www.w3.org/2000/svg"
  >
    <title id="timeline-title">Timeline of attempts by target</title>
    <desc id="timeline-text">${summary}. Work moved ${timeline.moves.length} times. The same as a table follows.</desc>
    <defs>
      <marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="6" markerHeight="6" orient="auto">
        <path class="head" d="M0 0L10 5L0 10z" />
      </marker>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
    ${drawAxis(timeline, scale, height)} ${timeline.lanes.map((lane, index) => drawLane(lane, index, scale))}
    ${drawMoves(timeline, scale)}
  </svg>`
}
