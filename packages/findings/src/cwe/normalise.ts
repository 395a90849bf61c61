import type { FindingCwe } from '../finding/finding.ts'

const ID = /\b(?:CWE[-_:\s#]*)?0*(\d{1,4})\b/i

/** Reads the CWE ids that a reporter wrote, whatever the spelling. */
export function normaliseCwe(reported: readonly string[]): FindingCwe {
  const number = reported.map((text) => ID.exec(text)?.[1]).find((found) => found !== undefined)
  return number === undefined
    ? { reported, canonical: null, level: 'unknown' }
    : { reported, canonical: `CWE-${number}`, level: 'specific' }
}
