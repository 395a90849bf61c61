import { type CusumRules, cusumStep, rankScore } from '../statistics/index.ts'
import type { DriftAlarm, DriftObservation } from './observation.ts'

/** Running state of the two tests of findings per thousand lines. Plain data. */
export interface DensityState {
  /** Lines of one block; null until the model's density is roughly known. */
  readonly blockLines: number | null
  /** The block that is being filled. */
  readonly open: Sums
  /** Findings per thousand lines of the blocks before, the oldest first. */
  readonly blocks: readonly number[]
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
  readonly blocks: number
  readonly since: Sums
}

const NOTHING: Sums = { lines: 0, findings: 0 }
const CALM: Side = { sum: 0, blocks: 0, since: NOTHING }

export const DENSITY_START: DensityState = Object.freeze({
  blockLines: null,
  open: NOTHING,
  blocks: [],
  all: NOTHING,
  more: CALM,
  fewer: CALM,
})

/** A block is as many lines as hold ten findings on average: with fewer, most blocks are alike and their ranks say little. */
const BLOCK_FINDINGS = 10
const LEAST_BLOCK_LINES = 500

/** Blocks that later ones are ranked among; older ones make way. */
const MOST_BLOCKS = 200

/** Blocks that are only learned from. */
const LEARNED_BLOCKS = 8

/** With these, each direction alarms about once in 1,000 blocks or more while nothing changes, simulated on overdispersed counts. */
const RULES: CusumRules = Object.freeze({ slack: 0.5, threshold: 6 })

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
 * A CUSUM of ranks: each block is judged by its rank among those before it, so no baseline has to be measured, and the rate of
 * false alarms holds however findings are spread over files: they come in clusters, and a block's count is skewed. Blocks since the
 * sum left zero are not ranked against, or a change would soon be part of what is usual.
 */
function closeBlock(state: DensityState, block: Sums, blockLines: number, alarms: DriftAlarm[]): DensityState {
  const level = perKloc(block)
  let { more, fewer } = state
  if (state.blocks.length >= LEARNED_BLOCKS) {
    const score = (side: Side): number => rankScore(state.blocks.slice(0, state.blocks.length - side.blocks), level)
    const up = sideStep(more, score(more), block)
    const down = sideStep(fewer, -score(fewer), block)
    if (up.alarm || down.alarm) {
      alarms.push(alarmOf(up.alarm ? 'more' : 'fewer', (up.alarm ? up : down).side.since, state.all, block))
      // What it does now is the new normal: one change, one alarm.
      return { ...DENSITY_START, blockLines }
    }
    ;[more, fewer] = [up.side, down.side]
  }
  return {
    blockLines,
    open: NOTHING,
    blocks: [...state.blocks, level].slice(-MOST_BLOCKS),
    all: add(state.all, block),
    more,
    fewer,
  }
}

function sideStep(side: Side, deviation: number, block: Sums): { readonly side: Side; readonly alarm: boolean } {
  const { sum, alarm } = cusumStep(side.sum, deviation, RULES)
  return { side: sum === 0 ? CALM : { sum, blocks: side.blocks + 1, since: add(side.since, block) }, alarm }
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
