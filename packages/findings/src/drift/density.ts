import { cusumStep, normalOfT } from '../statistics/index.ts'
import type { DriftAlarm, DriftObservation } from './observation.ts'

/** Running state of the two tests of findings per thousand lines. Plain data. */
export interface DensityState {
  /** Lines of one block; null until the model's density is roughly known. */
  readonly blockLines: number | null
  /** The block that is being filled. */
  readonly open: Sums
  /** Blocks so far, and mean and summed squares of their levels (Welford 1962). */
  readonly blocks: number
  readonly mean: number
  readonly squares: number
  readonly all: Sums
  readonly more: Side
  readonly fewer: Side
}

interface Sums {
  readonly lines: number
  readonly findings: number
}

/** One direction: the cumulative sum, and what was seen since it last was zero. */
interface Side {
  readonly sum: number
  readonly since: Sums
}

const NOTHING: Sums = { lines: 0, findings: 0 }
const CALM: Side = { sum: 0, since: NOTHING }

export const DENSITY_START: DensityState = Object.freeze({
  blockLines: null,
  open: NOTHING,
  blocks: 0,
  mean: 0,
  squares: 0,
  all: NOTHING,
  more: CALM,
  fewer: CALM,
})

/** A block is as many lines as hold ten findings on average: fewer are too skewed for a test that takes them for normal. */
const BLOCK_FINDINGS = 10
const LEAST_BLOCK_LINES = 500

/** Blocks that are only learned from. */
const LEARNED_BLOCKS = 4

/** Takes in one file. */
export function densityStep(
  state: DensityState,
  { lines, families }: NonNullable<DriftObservation['files']>[number],
  alarms: DriftAlarm[],
): DensityState {
  const open = add(state.open, { lines, findings: families.length })
  if (state.blockLines === null) {
    if (open.findings < BLOCK_FINDINGS || open.lines < LEAST_BLOCK_LINES) return { ...state, open }
    // Filled up to the tenth finding, so it is no fair block itself.
    return { ...state, open: NOTHING, blockLines: Math.ceil((open.lines * BLOCK_FINDINGS) / open.findings) }
  }
  return open.lines < state.blockLines ? { ...state, open } : closeBlock(state, open, state.blockLines, alarms)
}

/**
 * A self-starting CUSUM (Hawkins 1987): each block is judged by all before it, so no baseline has to be measured, and the rate
 * of false alarms is right from the first block on. Counts become levels of equal spread by Anscombe's root (1948).
 */
function closeBlock(state: DensityState, block: Sums, blockLines: number, alarms: DriftAlarm[]): DensityState {
  const level = 2 * Math.sqrt((block.findings * blockLines) / block.lines + 3 / 8)
  const { blocks } = state
  let { more, fewer } = state
  if (blocks >= LEARNED_BLOCKS) {
    // Counts vary by 1 in this scale by chance alone; a model that repeated itself so far may do so too.
    const spread = Math.max(1, Math.sqrt(state.squares / (blocks - 1)))
    const t = ((level - state.mean) / spread) * Math.sqrt(blocks / (blocks + 1))
    const deviation = normalOfT(t, blocks - 1)
    const up = sideStep(more, deviation, block)
    const down = sideStep(fewer, -deviation, block)
    if (up.alarm || down.alarm) {
      alarms.push(alarmOf(up.alarm ? 'more' : 'fewer', (up.alarm ? up : down).side.since, state.all, block))
      // What it does now is the new normal: one change, one alarm.
      return { ...DENSITY_START, blockLines }
    }
    ;[more, fewer] = [up.side, down.side]
  }
  const mean = state.mean + (level - state.mean) / (blocks + 1)
  return {
    blockLines,
    open: NOTHING,
    blocks: blocks + 1,
    mean,
    squares: state.squares + (level - state.mean) * (level - mean),
    all: add(state.all, block),
    more,
    fewer,
  }
}

function sideStep(side: Side, deviation: number, block: Sums): { readonly side: Side; readonly alarm: boolean } {
  const { sum, alarm } = cusumStep(side.sum, deviation)
  return { side: sum === 0 ? CALM : { sum, since: add(side.since, block) }, alarm }
}

/** The change is taken to have begun when the sum last left zero (Page 1954). */
function alarmOf(direction: 'more' | 'fewer', since: Sums, all: Sums, block: Sums): DriftAlarm {
  const before = { lines: all.lines + block.lines - since.lines, findings: all.findings + block.findings - since.findings }
  const [observed, expected] = [perKloc(since), perKloc(before)]
  return {
    test: `findings-${direction}`,
    sentence: `It reports ${direction} findings per thousand lines: ${observed.toFixed(1)} in the last ${since.lines} lines, ${expected.toFixed(1)} in the ${before.lines} before.`,
    observed,
    expected,
    n: since.lines,
  }
}

const add = (a: Sums, b: Sums): Sums => ({ lines: a.lines + b.lines, findings: a.findings + b.findings })
const perKloc = ({ lines, findings }: Sums): number => (lines === 0 ? 0 : (findings * 1_000) / lines)
