import { type CvssComponents, type Severity, SEVERITIES } from '@understudy/spec'
import type { FindingSeverity } from '../finding/finding.ts'
import { cvssScore, cvssVector, severityOfScore } from './cvss.ts'

/**
 * The level of a finding: scored from the components when they were stated, else the model's word. Where the two differ the more
 * severe one counts, since neither may make the other small.
 */
export function severityOf(raw: Severity, components: CvssComponents | null): FindingSeverity {
  if (!components) return { level: raw, basis: 'model', raw }
  const vector = cvssVector(components)
  const score = cvssScore(vector)
  const scored = severityOfScore(score)
  return severityRank(scored) < severityRank(raw)
    ? { level: raw, basis: 'model', raw, vector, score }
    : { level: scored, basis: 'components', raw, vector, score }
}

/** 0 for info to 4 for critical. */
export function severityRank(level: Severity): number {
  return SEVERITIES.indexOf(level)
}

/** Other tools' words, all lower-case. */
const WORDS: Readonly<Record<string, Severity>> = {
  informational: 'info',
  information: 'info',
  none: 'info',
  note: 'low',
  minor: 'low',
  moderate: 'medium',
  warning: 'medium',
  major: 'high',
  error: 'high',
  important: 'high',
  severe: 'critical',
  blocker: 'critical',
}

/** Reads a severity in whatever word a tool uses; undefined for a word that means nothing here (`Unknown`). */
export function readSeverity(word: string): Severity | undefined {
  const plain = word.trim().toLowerCase()
  return (SEVERITIES as readonly string[]).includes(plain) ? (plain as Severity) : WORDS[plain]
}
