import type { Lane, Timeline } from '../timeline/model.ts'

export const WIDTH = 960
/** Where names end and time begins. */
export const LABEL = 208
const RIGHT = 10
const TOP = 6
/** Height of what is drawn in a lane with one row. */
const BODY = 22
const MOST_BODY = 64
const PITCH = 48
const GAP = 16
export const AXIS = 26

/** Where things stand, in pixels. */
export interface Layout {
  readonly height: number
  /** Bottom of the lanes. */
  readonly bottom: number
  x(ms: number): number
  /** Middle of a lane, by its index. */
  middle(lane: number): number
  /** Height of a lane's body, by its index. */
  body(lane: number): number
}

/** One tenth of a pixel is enough, and keeps the file small. */
export const round = (value: number): number => Math.round(value * 10) / 10

function bodyOf({ rows }: Lane): number {
  return rows === 1 ? BODY : Math.min(MOST_BODY, rows * 12)
}

/** Lays lanes beneath each other; a lane with more attempts at once is higher. Pure. */
export function layoutOf({ lanes, lengthMs }: Timeline): Layout {
  const bodies = lanes.map(bodyOf)
  const tops: number[] = []
  let bottom = TOP
  for (const body of bodies) {
    tops.push(bottom)
    bottom += Math.max(PITCH, body + GAP)
  }
  return {
    bottom,
    height: bottom + AXIS,
    x: (ms) => round(LABEL + (Math.min(ms, lengthMs) / lengthMs) * (WIDTH - LABEL - RIGHT)),
    middle: (lane) => (tops[lane] ?? TOP) + Math.max(PITCH, (bodies[lane] ?? BODY) + GAP) / 2,
    body: (lane) => bodies[lane] ?? BODY,
  }
}
