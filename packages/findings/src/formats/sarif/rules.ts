import type { Family, Severity } from '@understudy/spec'
import type { Finding } from '../../finding/finding.ts'
import { severityRank } from '../../severity/severity.ts'
import type { SarifLevel, SarifRule } from './types.ts'
import { familyLink } from '../family-link.ts'
import { familyText } from '../../family/text.ts'

/** `family`: one rule a family, for alerts that outlive a change of severity. `family-severity`: one for each pair. */
export type RuleGrain = 'family' | 'family-severity'

export const SARIF_LEVEL: Readonly<Record<Severity, SarifLevel>> = {
  info: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
}

/** GitHub's bands: above 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  info: '0.1',
  low: '2.0',
  medium: '5.0',
  high: '8.0',
  critical: '9.5',
}

/** The id is part of an alert's identity, so a model that judges a flaw graver must not change it unless that was asked for. */
export function ruleIdOf(finding: Finding, grain: RuleGrain): string {
  return grain === 'family' ? finding.family : `${finding.family}/${finding.severity.level}`
}

/** The rules of the findings, ordered by id. GitHub reads the severity off the rule, so a rule has its findings' highest. */
export function sarifRules(findings: readonly Finding[], grain: RuleGrain): SarifRule[] {
  const highest = new Map<string, { family: Family; severity: Severity; cwes: Set<string> }>()
  for (const finding of findings) {
    const id = ruleIdOf(finding, grain)
    const known = highest.get(id) ?? { family: finding.family, severity: 'info' as const, cwes: new Set<string>() }
    if (severityRank(finding.severity.level) > severityRank(known.severity)) known.severity = finding.severity.level
    if (finding.cwe.canonical && finding.cwe.level !== 'unknown') known.cwes.add(finding.cwe.canonical)
    highest.set(id, known)
  }
  return [...highest]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { family, severity, cwes }]) => rule(id, family, severity, cwes))
}

/** GitHub keeps ten tags of a rule. */
const MOST_CWE_TAGS = 8

function rule(id: string, family: Family, severity: Severity, cwes: ReadonlySet<string>): SarifRule {
  const { title, sentence, advice } = familyText(family)
  const helpUri = familyLink(family)
  const cweTags = [...cwes]
    .toSorted()
    .slice(0, MOST_CWE_TAGS)
    .map((cwe) => `external/cwe/${cwe.toLowerCase()}`)
  return {
    id,
    // A name that equals the id says nothing twice, and Microsoft's validator says so.
    name: pascalCase(family === 'other' ? 'other-flaw' : family),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: sentence },
    help: { text: advice },
    ...(helpUri && { helpUri }),
    defaultConfiguration: { level: SARIF_LEVEL[severity] },
    properties: { tags: ['security', ...cweTags], 'security-severity': SECURITY_SEVERITY[severity], precision: 'medium' },
  }
}

function pascalCase(words: string): string {
  return words.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
