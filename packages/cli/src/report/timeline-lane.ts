import { cut, duration } from '../terminal/text.ts'
import { BAND_WORDS, laneSummary } from '../timeline/words.ts'
import type { Lane, LaneAttempt, LaneBar } from '../timeline/model.ts'
import { type Markup, markup } from './markup.ts'
import { LABEL, type Layout, round, WIDTH } from './timeline-layout.ts'

const LEAST_WIDTH = 3
/** About what a character of 12 px takes. */
const CHARACTER = 6
const LONGEST_NAME = 28

/** A sign as well as a colour, so that outcomes are told apart by everybody, and on paper. */
export function signOf(outcome: string, x: number, y: number, arm: number): Markup | null {
  const at = (dx: number, dy: number): string => `${round(x + dx * arm)} ${round(y + dy * arm)}`
  switch (outcome) {
    case 'failed':
      return markup`<path class="sign failed" d="M${at(-1, -1)}L${at(1, 1)}M${at(1, -1)}L${at(-1, 1)}" />`
    case 'refused':
      return markup`<g><circle class="sign refused" cx="${round(x)}" cy="${round(y)}" r="${arm}" /><path class="sign refused" d="M${at(-0.7, 0.7)}L${at(0.7, -0.7)}" /></g>`
    case 'rejected':
      return markup`<path class="sign rejected" d="M${at(0, -1)}L${at(1, 0.8)}L${at(-1, 0.8)}Z" />`
    case 'cancelled':
      return markup`<path class="sign cancelled" d="M${at(-1, 0)}L${at(1, 0)}" />`
    default:
      return null
  }
}

function attemptTitle({ record, outcome }: LaneAttempt): string {
  const failure = record.failure ? ` ${record.failure.kind}: ${record.failure.sentence}` : ''
  const served = record.servedModel && record.servedModel !== record.requestedModel ? ` by ${record.servedModel}` : ''
  return `Attempt ${record.number} on ${record.target}: ${outcome}${served}, ${duration(record.durationMs)}. ${record.why}.${failure}`
}

function drawAttempt(attempt: LaneAttempt, lane: Lane, index: number, { x, middle, body }: Layout): Markup {
  const row = body(index) / lane.rows
  const top = round(middle(index) - body(index) / 2 + attempt.row * row)
  const from = x(attempt.fromMs)
  const width = Math.max(LEAST_WIDTH, round(x(attempt.toMs) - from - 0.8))
  const arm = Math.max(2, Math.min(4.5, row / 2 - 1))
  return markup`<rect class="attempt ${attempt.outcome}" x="${from}" y="${top}" width="${width}" height="${Math.max(1, round(row - 1))}" rx="1.5"
    ><title>${attemptTitle(attempt)}</title></rect
  >${signOf(attempt.outcome, from + width, top + row / 2 - 0.5, arm)}`
}

function drawBand(bar: LaneBar, lane: Lane, index: number, { x, middle, body }: Layout): Markup {
  const [from, to, height] = [x(bar.fromMs), x(bar.toMs), body(index) + 10]
  const width = Math.max(LEAST_WIDTH, round(to - from))
  const top = round(middle(index) - height / 2)
  const place = markup`x="${from}" y="${top}" width="${width}" height="${height}"`
  const words = `${BAND_WORDS[bar.kind]}: ${bar.reason}`
  // What was under way when the band began may end in it.
  const busy = lane.attempts.filter(({ fromMs }) => fromMs <= bar.fromMs + 1).map(({ toMs }) => x(toMs))
  const free = Math.max(from, ...busy) + 14
  const shown = [words, BAND_WORDS[bar.kind]].find((text) => free + text.length * CHARACTER < from + width)
  return markup`<g
    ><title>${lane.target} ${words}, ${duration(bar.toMs - bar.fromMs)}</title
    ><rect class="band ${bar.kind}" ${place} />${bar.kind === 'bar' ? markup`<rect class="over" ${place} />` : null}<line
      class="edge ${bar.kind}"
      x1="${from}"
      x2="${from}"
      y1="${top}"
      y2="${top + height}"
    />${shown === undefined ? null : markup`<text class="on-band ${bar.kind}" x="${free}" y="${middle(index) + 4}">${shown}</text>`}</g
  >`
}

/** One target: its name and count, the bands it was out of use in, and its attempts. */
export function drawLane(lane: Lane, index: number, layout: Layout): Markup {
  const { middle } = layout
  const slash = lane.target.indexOf('/')
  const name = cut(lane.target.slice(slash + 1), LONGEST_NAME)
  const note = cut(`${slash > 0 ? `${lane.target.slice(0, slash)} · ` : ''}${laneSummary(lane)}`, 34)
  return markup`<g>
    <text class="name" x="${LABEL - 14}" y="${middle(index) - 3}" text-anchor="end">${name}<title>${lane.target}</title></text>
    <text class="note" x="${LABEL - 14}" y="${middle(index) + 13}" text-anchor="end">${note}</text>
    <rect class="rail" x="${LABEL}" y="${middle(index) - 1}" width="${WIDTH - LABEL - 10}" height="2" />
    ${lane.bars.map((bar) => drawBand(bar, lane, index, layout))}
    ${lane.attempts.map((attempt) => drawAttempt(attempt, lane, index, layout))}
  </g>`
}
