import { type Finding, isOutsideChange, OUTSIDE_CHANGE, OUTSIDE_CHANGE_SENTENCE } from '@understudy/findings'
import { acceptedWords } from './mark.ts'

/** Why a finding does not count against a change. */
export interface SetAside {
  /** For tables and chips. */
  readonly word: string
  readonly sentence: string
}

/** Null for a finding that counts. One that lies outside the change counts all the same with `failOnExisting`. */
export function setAside(finding: Pick<Finding, 'extensions'>): SetAside | null {
  const accepted = acceptedWords(finding)
  if (accepted !== null) return { word: 'accepted', sentence: accepted }
  return isOutsideChange(finding) ? { word: OUTSIDE_CHANGE, sentence: OUTSIDE_CHANGE_SENTENCE } : null
}
