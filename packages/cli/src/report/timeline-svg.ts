import { count } from '../terminal/text.ts'
import type { Timeline } from '../timeline/model.ts'
import { ticksOf, tickText } from '../timeline/ticks.ts'
import { BAND_WORDS, laneSummary } from '../timeline/words.ts'
import { type Markup, markup } from './markup.ts'
import { inPage, type Picture } from './picture.ts'
import { drawLane, signOf } from './timeline-lane.ts'
import { AXIS, type Layout, layoutOf, WIDTH } from './timeline-layout.ts'
import { drawMoves } from './timeline-moves.ts'

const MOST_TICKS = 8

function drawAxis({ lengthMs }: Timeline, { x, bottom }: Layout): Markup {
  return markup`<g class="axis"
    >${ticksOf(lengthMs, MOST_TICKS).map(
      (ms) =>
        markup`<line x1="${x(ms)}" x2="${x(ms)}" y1="2" y2="${bottom + 4}" /><text class="note" x="${x(ms)}" y="${bottom + AXIS - 8}" text-anchor="${x(ms) > WIDTH - 40 ? 'end' : 'middle'}">${tickText(ms)}</text>`,
    )}</g
  >`
}

interface Key {
  readonly words: string
  readonly swatch: Markup
}

const OUTCOMES = {
  served: 'served',
  failed: 'failed',
  refused: 'refused',
  rejected: 'answer not accepted',
  cancelled: 'cancelled',
} as const

/** Only what occurs in this picture. */
function keysOf({ lanes, moves }: Timeline): readonly Key[] {
  const outcomes = new Set(lanes.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome)))
  const bands = new Set(lanes.flatMap(({ bars }) => bars.map(({ kind }) => kind)))
  const box = markup`x="0" y="-11" width="14" height="13"`
  return [
    ...(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[])
      .filter((outcome) => outcomes.has(outcome))
      .map((outcome) => ({
        words: OUTCOMES[outcome],
        swatch: markup`<rect class="attempt ${outcome}" ${box} rx="1.5" />${signOf(outcome, 14, -4.5, 4)}`,
      })),
    ...(['bar', 'circuit', 'pause'] as const)
      .filter((kind) => bands.has(kind))
      .map((kind) => ({
        words: kind === 'bar' ? 'out of use, not asked' : BAND_WORDS[kind],
        swatch: markup`<rect class="band ${kind}" ${box} />${kind === 'bar' ? markup`<rect class="over" ${box} />` : null}<line class="edge ${kind}" x1="0" x2="0" y1="-11" y2="2" />`,
      })),
    ...(moves.length > 0
      ? [{ words: 'work moves on', swatch: markup`<path class="move" d="M7 -13L7 0" marker-end="url(#arrow)" />` }]
      : []),
  ]
}

function drawLegend(timeline: Timeline): Markup {
  let x = 0
  return markup`${keysOf(timeline).map(({ words, swatch }) => {
    const key = markup`<g transform="translate(${x} 0)">${swatch}<text class="note" x="24" y="0">${words}</text></g>`
    x += 24 + Math.ceil(words.length * 6.2) + 22
    return key
  })}`
}

/** The outage timeline: a lane per target, attempts by outcome, bands while a target was out of use, arrows where work moved. */
export function timelinePicture(timeline: Timeline): Picture {
  const layout = layoutOf(timeline)
  return {
    name: 'timeline',
    width: WIDTH,
    height: layout.height,
    title: 'Timeline of attempts by target',
    description: `${timeline.lanes.map((lane) => `${lane.target}: ${laneSummary(lane)}${lane.bars.map(({ kind, reason }) => `, ${BAND_WORDS[kind]} (${reason})`).join('')}`).join('; ')}. Work moved ${count(timeline.moves.length, 'time')}.`,
    defs: markup`<marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path class="head" d="M0 0L10 5L0 10z" /></marker>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="7" /></pattern>`,
    body: markup`${drawAxis(timeline, layout)} ${timeline.lanes.map((lane, index) => drawLane(lane, index, layout))} ${drawMoves(timeline, layout)}`,
    legend: drawLegend(timeline),
  }
}

/** The timeline inside a page, with its legend. */
export function timelineFigure(timeline: Timeline): Markup {
  const picture = timelinePicture(timeline)
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Timeline">${inPage(picture)}<svg class="legend" viewBox="0 -16 ${WIDTH} 24" width="${WIDTH}" height="24" aria-hidden="true">${picture.legend}</svg></div>`
}
