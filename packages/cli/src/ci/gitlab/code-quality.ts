import { encodeTerminalLine, type Report, withoutSecretValues } from '@understudy/findings'
import type { Severity } from '@understudy/spec'
import { setAside } from '../../baseline/set-aside.ts'

/** An entry of GitLab's Code Quality report, which also projects without security dashboards see in a merge request. */
export interface CodeQualityIssue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker'
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

const SEVERITY: Readonly<Record<Severity, CodeQualityIssue['severity']>> = {
  info: 'info',
  low: 'minor',
  medium: 'major',
  high: 'critical',
  critical: 'blocker',
}

/** The findings that count, as Code Quality issues. */
export function toCodeQuality(report: Report): readonly CodeQualityIssue[] {
  return withoutSecretValues(report)
    .findings.filter((finding) => setAside(finding) === null)
    .map(({ title, family, fingerprint, severity, locations: [{ path, anchor }], provenance }) => ({
      description: encodeTerminalLine(`${title} (${severity.level}, reported by ${provenance.servedModel})`),
      check_name: `understudy/${family}`,
      fingerprint: fingerprint.v1,
      severity: SEVERITY[severity.level],
      location: { path, lines: { begin: anchor.keyLine } },
    }))
}
