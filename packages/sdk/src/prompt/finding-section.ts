import type { Finding } from '@understudy/findings'
import { fieldSection } from './data-block.ts'

/** A finding as the model sees it: data like the code, because another model or a scanner worded it. */
export function findingSection(finding: Finding): string {
  const { path, startLine, endLine, anchor } = finding.locations[0]
  return fieldSection('finding', {
    family: finding.family,
    cwe: finding.cwe.canonical ?? 'not stated',
    severity: finding.severity.level,
    place: `${path}, lines ${startLine} to ${endLine}`,
    code: anchor.snippet,
    title: finding.title,
    reasoning: finding.message,
    remediation: finding.remediation ?? 'not stated',
  })
}
