import { seededRandom } from '@understudy/spec/virtual'

/** How a model, or everything behind an endpoint, behaves for a while. */
export const MODES = [
  'failing',
  'flaky',
  'hang',
  'stall',
  'throttle',
  'limited',
  'withdrawn',
  'bare-404',
  'not-permitted',
  'region-blocked',
  'auth',
  'quota',
  'substitute',
  'malformed',
  'truncated',
  'refusing',
  'unreachable',
  'slow',
  'broken',
  'chaos',
  'ambiguous',
  'turned-away',
] as const

export type Mode = (typeof MODES)[number] | 'healthy'

export interface Phase {
  readonly target: string
  readonly from: number
  readonly to: number
  readonly mode: Mode
}

export interface PlannedCall {
  readonly at: number
  readonly process: number
  readonly deadlineMs: number
  readonly abortAfterMs: number | null
  readonly caller: string
  /** Tokens it would need, in thousands. */
  readonly size: number
  readonly repairs: boolean
}

export interface OperatorAct {
  readonly at: number
  readonly process: number
  readonly act: 'withdraw' | 'reinstate' | 'open' | 'close' | 'restart'
  readonly target: string
}

/**
 * What an hour is about. `mixed` has everything; in `dark` no vendor is steady and there is no floor; in `crowd` many calls
 * come at once and the first vendor hangs; in `leak` it becomes ever slower.
 */
export const THEMES = ['mixed', 'mixed', 'mixed', 'dark', 'dark', 'crowd', 'crowd', 'crowd', 'crowd', 'leak'] as const

/** What a crowd may run into. */
const CROWD_MODES = [
  'hang',
  'hang',
  'chaos',
  'chaos',
  'chaos',
  'throttle',
  'withdrawn',
  'withdrawn',
  'unreachable',
  'malformed',
  'refusing',
  'auth',
] as const

/** One simulated hour as plain data, so that a failing one can be cut down to what matters. */
export interface Plan {
  readonly seed: number
  readonly theme: (typeof THEMES)[number]
  readonly attempts: number
  readonly onRefusal: 'surface' | 'failover'
  readonly hedging: boolean
  readonly concurrency: number
  /** Whether adapters have a probe. */
  readonly probes: boolean
  readonly waiting: number
  readonly phases: readonly Phase[]
  readonly calls: readonly PlannedCall[]
  readonly acts: readonly OperatorAct[]
}

export const HOUR_MS = 3_600_000
/** From here on everything is healthy, so that whatever can recover must. */
export const CALM_FROM_MS = 42 * 60_000
export const TARGETS = ['a/one', 'a/two', 'b/one', 'c/steady', 'floor/local'] as const
export const PROCESSES = 2

/** Draws an hour from a seed. Incidents overlap and repeat far more than in life, so that rare pairs of events meet. */
export function planHour(seed: number): Plan {
  const random = seededRandom(seed * 2_654_435_761)
  const between = (least: number, most: number): number => least + random() * (most - least)
  const pick = <T>(words: readonly T[]): T => words[Math.floor(random() * words.length)] as T
  const theme = pick(THEMES)
  const phases = planPhases(theme, between, pick)
  return {
    seed,
    theme,
    attempts: pick([2, 3, 3, 8, 8]),
    onRefusal: pick(['surface', 'failover', 'failover'] as const),
    hedging: random() < 0.3,
    concurrency: pick([1, 3, 64, 64]),
    waiting: pick([1, 1_000, 1_000]),
    probes: random() < 0.6,
    phases,
    calls: planCalls(theme, phases, random, between),
    acts: planActs(theme, phases, random, between, pick),
  }
}

type Pick = <T>(words: readonly T[]) => T
type Between = (least: number, most: number) => number

function planPhases(theme: Plan['theme'], between: Between, pick: Pick): readonly Phase[] {
  if (theme === 'crowd' || theme === 'leak') {
    const from = between(1_200_000, 1_500_000)
    const mode = theme === 'leak' ? 'slow' : pick(CROWD_MODES)
    return [{ target: 'a/one', from, to: CALM_FROM_MS, mode }]
  }
  const phases: Phase[] = []
  for (const target of theme === 'dark' ? ['a/one', 'a/two', 'b/one', 'c/steady'] : ['a/one', 'a/two', 'b/one'])
    for (let at = between(30_000, 300_000); at < CALM_FROM_MS; at += theme === 'dark' ? 1_000 : between(60_000, 600_000)) {
      const to = Math.min(CALM_FROM_MS, at + between(20_000, 420_000))
      phases.push({ target, from: at, to, mode: pick(MODES) })
      at = to
    }
  return phases
}

/** An operator acts when something is going on, or acts on the wrong thing. */
function planActs(
  theme: Plan['theme'],
  phases: readonly Phase[],
  random: () => number,
  between: Between,
  pick: Pick,
): readonly OperatorAct[] {
  const words = ['withdraw', 'reinstate', 'reinstate', 'open', 'close', 'close', 'close', 'restart'] as const
  const crowded = theme === 'crowd'
  const drawn = Array.from({ length: Math.floor(crowded ? between(5, 20) : between(0, 8)) }, () => {
    const { from, to, target } = pick(phases)
    const process = crowded || theme === 'leak' ? 0 : Math.floor(random() * PROCESSES)
    const act = crowded && random() < 0.8 ? pick(['close', 'open'] as const) : pick(words)
    return { at: Math.min(CALM_FROM_MS, between(from, to + 60_000)), process, act, target }
  })
  // Opened while a crowd is in flight: everything that comes back then is stale.
  const opened = phases
    .filter(({ mode }) => mode !== 'hang')
    .map(({ from, target }) => ({ at: from + 1_500, process: 0, act: 'open' as const, target }))
  return crowded ? [...drawn, ...opened] : drawn
}

function planCalls(
  theme: Plan['theme'],
  phases: readonly Phase[],
  random: () => number,
  between: Between,
): readonly PlannedCall[] {
  const calls: PlannedCall[] = []
  const alone = theme === 'crowd' || theme === 'leak'
  const quiet = { mixed: 120_000, dark: 120_000, crowd: 120_000, leak: 28_000 }[theme]
  const add = (at: number): number =>
    calls.push({
      at,
      process: alone ? 0 : Math.floor(random() * PROCESSES),
      deadlineMs: random() < 0.6 ? 300_000 : between(15_000, 200_000),
      abortAfterMs: random() < 0.08 ? between(0, 60_000) : null,
      caller: random() < 0.5 ? 'x' : 'y',
      size: random() < 0.08 ? 150 : 10,
      repairs: random() < 0.7,
    })
  for (let at = between(0, 60_000); at < HOUR_MS - 400_000; at += between(2_000, at > CALM_FROM_MS ? 40_000 : quiet)) {
    const crowd = theme === 'crowd' ? between(8, 14) : between(3, 9)
    const together = random() < (theme === 'crowd' ? 0.5 : 0.2) ? Math.floor(crowd) : 1
    for (let n = 0; n < together; n++) add(at + (theme === 'crowd' ? n * between(50, 1_500) : 0))
  }
  if (theme === 'crowd')
    for (const { from } of phases) {
      // All in flight before the first is answered, then more while the first are overdue.
      for (let n = 0; n < 20; n++) add(from + n * 10)
      for (let n = 0; n < 6; n++) add(from + 14_000 + n * 2_500)
    }
  return calls
}

export function modeAt(plan: Plan, target: string, at: number): Mode {
  return plan.phases.find((phase) => phase.target === target && phase.from <= at && at < phase.to)?.mode ?? 'healthy'
}
