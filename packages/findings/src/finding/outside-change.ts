import type { Finding } from './finding.ts'

/** What a finding that the change does not touch is called in tables. */
export const OUTSIDE_CHANGE = 'outside the change'

/** The same as a sentence. */
export const OUTSIDE_CHANGE_SENTENCE = 'The change does not touch these lines.'

/** Whether a finding lies where the reviewed change touches nothing, so that it was there before. */
export function isOutsideChange({ extensions }: Pick<Finding, 'extensions'>): boolean {
  return extensions['outsideChange'] === true
}
