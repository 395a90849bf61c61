import { createRequire } from 'node:module'
import type { CvssComponents, Severity } from '@understudy/spec'

const METRICS: readonly (keyof CvssComponents)[] = ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA']

/** The vector of CVSS v4.0, in the standard's order. */
export function cvssVector(components: CvssComponents): string {
  return `CVSS:4.0/${METRICS.map((metric) => `${metric}:${components[metric]}`).join('/')}`
}

type Calculator = typeof import('ae-cvss-calculator')

let calculator: Calculator | undefined

/** Loaded at the first score: most programs that import this package never score one. */
function loadCalculator(): Calculator {
  calculator ??= createRequire(import.meta.url)('ae-cvss-calculator') as Calculator
  return calculator
}

/** Vectors repeat, and one score costs 150 µs. */
const scores = new Map<string, number>()
const MOST_SCORES = 2000

/** The base score, 0 to 10, of a vector of CVSS v4.0. */
export function cvssScore(vector: string): number {
  const known = scores.get(vector)
  if (known !== undefined) return known
  const { Cvss4P0 } = loadCalculator()
  const score = new Cvss4P0(vector).calculateScores().overall
  if (scores.size >= MOST_SCORES) scores.clear()
  scores.set(vector, score)
  return score
}

/** The qualitative scale of CVSS: none (our `info`), low, medium, high from 7.0, critical from 9.0. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 ? 'low' : 'info'
}
