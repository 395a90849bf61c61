import { isObject } from '../wire/request.ts'

/** A review answer as loosely as a fault needs it. */
export interface LooseReview {
  readonly findings: readonly Readonly<Record<string, unknown>>[]
  readonly [member: string]: unknown
}

/** A finding to start from when the model found nothing. */
const INVENTED = {
  path: 'unknown',
  snippet: '',
  startLine: 1,
  endLine: 1,
  reasoning: 'A value is used as it comes in.',
  family: 'other',
  cwe: null,
  title: 'A finding',
  severity: 'high',
  confidence: 0.9,
  cvss: null,
  remediation: null,
}

/** The answer as a review, or null when it is none. */
function parseLoosely(text: string): LooseReview | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) && Array.isArray(parsed['findings']) ? (parsed as LooseReview) : null
  } catch {
    return null
  }
}

/** Changes a review answer; an answer that is none is treated as an empty review. */
export function editReview(change: (review: LooseReview) => Readonly<Record<string, unknown>>): (text: string) => string {
  return (text) => JSON.stringify(change(parseLoosely(text) ?? { findings: [], files: [], end: 'end-of-review' }))
}

/** Changes every finding; invents one when there is none, so that the change always shows. */
export function editFindings(
  change: (finding: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): (text: string) => string {
  return editReview((review) => {
    const files = Array.isArray(review['files']) ? (review['files'] as readonly unknown[]) : []
    const first = isObject(files[0]) ? files[0] : {}
    const findings =
      review.findings.length > 0
        ? review.findings
        : [{ ...INVENTED, ...(first['path'] !== undefined && { path: first['path'] }) }]
    return { ...review, findings: findings.map(change) }
  })
}
