import type { ErrorWords } from './error-words.ts'
import type { Classification, ErrorRow } from './row.ts'
import { ANTHROPIC_ROWS } from './rows-anthropic.ts'
import { GOOGLE_ROWS } from './rows-google.ts'
import { OPENAI_ROWS } from './rows-openai.ts'
import { SHARED_ROWS } from './rows-shared.ts'

/** Everything an answer is judged by. */
export interface ErrorSigns {
  readonly vendor: string
  /** Absent for an error inside a stream. */
  readonly status?: number | undefined
  /** Null when the body has no words of an API. */
  readonly words: ErrorWords | null
}

/** The table, narrow rows first; the first row that fits decides. */
export const ERROR_TABLE: readonly ErrorRow[] = [...ANTHROPIC_ROWS, ...OPENAI_ROWS, ...GOOGLE_ROWS, ...SHARED_ROWS]

/**
 * Says what an error answer means. A bare 404 stays `not-permitted` with `explicit: false`: whether it is a withdrawal
 * depends on whether this target ever served this credential, and only the route remembers that.
 */
export function classify(signs: ErrorSigns): Classification {
  const row = rowFor(signs)
  if (!row) return { kind: 'provider-error' }
  return {
    kind: row.kind,
    ...(row.scope && { scope: row.scope }),
    ...(row.reason && { reason: row.reason }),
    ...(row.explicit !== undefined && { explicit: row.explicit }),
  }
}

/** The row that decides, or undefined where none fits. */
export function rowFor(signs: ErrorSigns): ErrorRow | undefined {
  const status = signs.status ?? signs.words?.status
  return ERROR_TABLE.find((row) => fits(row, { ...signs, status }))
}

function fits(row: ErrorRow, { vendor, status, words }: ErrorSigns): boolean {
  if (row.vendors && !row.vendors.includes(vendor)) return false
  if (row.status !== undefined && !listed(row.status, status)) return false
  if (row.wordless) return words === null
  if (row.word !== undefined && !listed(row.word, words?.type) && !listed(row.word, words?.code)) return false
  if (row.message && !row.message.test(words?.message ?? '')) return false
  return !row.quotas || row.quotas.test(words?.quotas ?? '')
}

function listed<T>(allowed: T | readonly T[], value: T | undefined): boolean {
  return value !== undefined && (Array.isArray(allowed) ? allowed.includes(value) : allowed === value)
}
