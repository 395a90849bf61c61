import type { Family } from '@understudy/spec'
import { FAMILY_CWES } from '../family/cwes.ts'

/** MITRE's page on a weakness. */
export function cweLink(id: number): string {
  return `https://cwe.mitre.org/data/definitions/${id}.html`
}

/** The page on the weakness that stands for a family; none for `other`. */
export function familyLink(family: Family): string | undefined {
  const [id] = family === 'other' ? [] : FAMILY_CWES[family]
  return id === undefined ? undefined : cweLink(id)
}
