import type { Finding } from '../finding/finding.ts'

/** Where a carried finding says so, in its `extensions`. */
const CARRIED = 'understudy/carried'

/**
 * Why an alert stays open although the last review did not repeat it.
 * - `not-read`: its file was not read whole by a model to be trusted.
 * - `switch`: its file was read by another model, which is not shown to be as good as the one that reported it.
 * - `silent`: the model that reported it reads the file again and does not repeat it; to be asked once more.
 */
export type CarryReason = 'not-read' | 'switch' | 'silent'

/** Who saw a carried finding last, and since when it is carried. Times are ISO 8601. */
export interface CarryMark {
  readonly by: string
  readonly lastSeen: string
  readonly since: string
  readonly why: CarryReason
  /** When somebody was asked about it last. */
  readonly asked?: string
}

const REASONS: ReadonlySet<unknown> = new Set<CarryReason>(['not-read', 'switch', 'silent'])

/** The mark of a carried finding; null for one that the last review reported. */
export function carryMark({ extensions }: Pick<Finding, 'extensions'>): CarryMark | null {
  const mark = extensions[CARRIED] as Partial<Record<keyof CarryMark, unknown>> | undefined
  if (!mark || typeof mark !== 'object') return null
  const { by, lastSeen, since, why, asked } = mark
  const told = [by, lastSeen, since].every((text) => typeof text === 'string') && REASONS.has(why)
  if (!told) return null
  const kept = { by, lastSeen, since, why } as CarryMark
  return typeof asked === 'string' ? { ...kept, asked } : kept
}

/** The finding with its mark. */
export function marked(finding: Finding, mark: CarryMark): Finding {
  return { ...finding, extensions: { ...finding.extensions, [CARRIED]: mark } }
}

/** The mark in words. */
export function carrySentence({ by, lastSeen, since, why }: CarryMark): string {
  const seen = `Last reported by ${by} on ${lastSeen.slice(0, 10)}`
  const what = {
    'not-read': 'its file was not read whole since',
    switch: 'another model has read the file since and did not repeat it',
    silent: `${by} reads the file again and does not repeat it`,
  }[why]
  return `${seen}; ${what}. Carried since ${since.slice(0, 10)}.`
}
