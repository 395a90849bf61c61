import type { Timeline } from '../timeline/model.ts'
import { type Markup, markup } from './markup.ts'
import { type Layout, round } from './timeline-layout.ts'

/** Arrows between the same lanes that are nearer than this, in pixels, are drawn as one with their number. */
const NEAR = 9

/** Moves of work that are drawn as one arrow. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly x: number
  readonly moves: number
  readonly why: string
}

/** Gathers moves into arrows, so that a hundred of them do not hide the picture. Pure. */
export function arrowsOf(timeline: Timeline, x: (ms: number) => number): readonly Arrow[] {
  const arrows: Arrow[] = []
  const last = new Map<string, number>()
  for (const { from, to, atMs, why } of timeline.moves.toSorted((a, b) => a.atMs - b.atMs)) {
    const key = `${from}\n${to}`
    const at = last.get(key)
    const before = at === undefined ? undefined : arrows[at]
    if (at !== undefined && before && x(atMs) - before.x < NEAR) arrows[at] = { ...before, moves: before.moves + 1 }
    else {
      last.set(key, arrows.length)
      arrows.push({ from, to, x: x(atMs), moves: 1, why })
    }
  }
  return arrows
}

/** Arrows from the lane that work left to the one that it went to. */
export function drawMoves(timeline: Timeline, { x, middle, body }: Layout): readonly Markup[] {
  const laneOf = new Map(timeline.lanes.map(({ target }, index) => [target, index]))
  return arrowsOf(timeline, x).map((arrow) => {
    const [from, to] = [laneOf.get(arrow.from) ?? 0, laneOf.get(arrow.to) ?? 0]
    const down = middle(from) < middle(to) ? 1 : -1
    const start = round(middle(from) + (down * body(from)) / 2 + down * 6)
    const end = round(middle(to) - (down * body(to)) / 2 - down * 3)
    const times = arrow.moves === 1 ? '' : `, ${arrow.moves} times about now`
    return markup`<g
      ><title>Work moved from ${arrow.from} to ${arrow.to}${times}: ${arrow.why}</title
      ><path class="move" d="M${arrow.x} ${start}L${arrow.x} ${end}" marker-end="url(#arrow)" />${
        arrow.moves > 1
          ? markup`<text class="move-count" x="${arrow.x + 5}" y="${round(middle(to) - (down * body(to)) / 2 - down * 9 + 3)}">×${arrow.moves}</text>`
          : null
      }</g
    >`
  })
}
