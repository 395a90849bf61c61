import { checkMembers, checkNumber, checkWord } from '@understudy/spec'

/**
 * How a simulated reviewer differs from a perfect one. The defaults follow 250 real scans (arXiv 2606.15762, re-analysed
 * in `security-review.md` §3.1): two runs of one configuration agree on 67 % of findings, two model families on 50 %.
 */
export interface ReviewHabits {
  /** Seed of this model's own character. @default 1 */
  readonly seed?: number
  /** Share of labelled flaws that it overlooks. @default 0.25 */
  readonly misses?: number
  /** Invented findings per file, on lines that are clean. @default 0.15 */
  readonly inventions?: number
  /** Share of repeated sinks of one family in one file that it reports as one. @default 0.1 */
  readonly merges?: number
  /** Share of findings whose stated line is not the true one; the quote still is. @default 0.3 */
  readonly wrongLines?: number
  /** Share of findings whose quote is not in the file to the letter. @default 0.02 */
  readonly misquotes?: number
  /** Share of findings put into a neighbouring family. @default 0.04 */
  readonly wrongFamilies?: number
  /** Mean shift of severity, in levels. Real models differ by 0.2 to 0.35. @default 0 */
  readonly severityShift?: number
  /** How it writes. @default 'plain' */
  readonly wording?: 'plain' | 'terse' | 'formal'
  /** Lines that it quotes: 1 to 3. @default 1 */
  readonly quoteLines?: number
}

const SHARES = ['misses', 'merges', 'wrongLines', 'misquotes', 'wrongFamilies'] as const

const DEFAULTS: Required<ReviewHabits> = {
  seed: 1,
  misses: 0.25,
  inventions: 0.15,
  merges: 0.1,
  wrongLines: 0.3,
  misquotes: 0.02,
  wrongFamilies: 0.04,
  severityShift: 0,
  wording: 'plain',
  quoteLines: 1,
}

/** Habits with every default filled in. @throws InvalidOptionError */
export function reviewHabits(habits: ReviewHabits = {}): Required<ReviewHabits> {
  checkMembers('habits', habits, Object.keys(DEFAULTS))
  const whole = { ...DEFAULTS, ...habits }
  for (const share of SHARES) checkNumber(`habits.${share}`, whole[share], { min: 0, max: 1 })
  checkNumber('habits.inventions', whole.inventions, { min: 0, max: 10 })
  checkNumber('habits.severityShift', whole.severityShift, { min: -4, max: 4 })
  checkNumber('habits.quoteLines', whole.quoteLines, { min: 1, max: 3, whole: true })
  checkNumber('habits.seed', whole.seed, { whole: true })
  checkWord('habits.wording', whole.wording, ['plain', 'terse', 'formal'])
  return whole
}

/** Three characters as different as models of three vendors are. `perfect` reports every label and nothing else. */
export const REVIEWERS = Object.freeze({
  perfect: { misses: 0, inventions: 0, merges: 0, wrongLines: 0, misquotes: 0, wrongFamilies: 0 },
  steady: { seed: 11, misses: 0.14, inventions: 0.1, severityShift: 0, wording: 'plain', quoteLines: 2 },
  eager: { seed: 23, misses: 0.22, inventions: 0.4, merges: 0.15, severityShift: 0.35, wording: 'formal', quoteLines: 1 },
  terse: { seed: 37, misses: 0.35, inventions: 0.08, merges: 0.2, severityShift: -0.22, wording: 'terse', quoteLines: 1 },
} as const satisfies Readonly<Record<string, ReviewHabits>>)
