import { type Absence, absenceIn, codesSpeakOfModel } from './absence.ts'
import type { ErrorWords } from './error-words.ts'
import { codesOf, type EvidenceText, evidenceText, type OwnWords } from './evidence-text.ts'
import { momentIn } from './moment.ts'
import type { Classification, ErrorRow } from './row.ts'
import { ABSENCE_ROWS, FEATURE_ROWS, NETWORK_ROWS, WITHDRAWAL_ROWS, WORDLESS_ROWS } from './rows-absence.ts'
import { GRANT_ROWS, KEY_ROWS, PERMISSION_ROWS, QUOTA_ROWS } from './rows-account.ts'
import { GOOGLE_ROWS } from './rows-google.ts'
import { LIMIT_CODE_ROWS, RATE_ROWS, REGION_ROWS, TOO_LONG_ROWS } from './rows-limits.ts'
import { REFUSED_ROWS } from './rows-refused.ts'
import { STATUS_ROWS, WORD_ROWS } from './rows-status.ts'

/** Everything that an answer is judged by. */
export interface ErrorSigns extends OwnWords {
  readonly vendor: string
  /** Absent for an error inside a stream. */
  readonly status?: number | undefined
  /** Null when the body has no words of an API. */
  readonly words: ErrorWords | null
  /** The body is a page of whatever stands in between. @default false */
  readonly page?: boolean
  /** The answer names a time to come back. @default false */
  readonly comeBack?: boolean
}

/** Something passes: what is missing for a moment was not taken away. */
const MOMENT_ROWS: readonly ErrorRow[] = [{ status: [400, 403, 404, 409, 410, 412, 422, 451], moment: true, kind: 'overloaded' }]

/** The table, in the order in which topics outweigh each other; the first row that fits decides. */
export const ERROR_TABLE: readonly ErrorRow[] = [
  ...REFUSED_ROWS,
  ...GOOGLE_ROWS,
  ...LIMIT_CODE_ROWS,
  ...QUOTA_ROWS,
  ...KEY_ROWS,
  ...REGION_ROWS,
  ...TOO_LONG_ROWS,
  ...RATE_ROWS,
  ...WITHDRAWAL_ROWS,
  ...GRANT_ROWS,
  ...MOMENT_ROWS,
  ...ABSENCE_ROWS,
  ...NETWORK_ROWS,
  ...PERMISSION_ROWS,
  ...FEATURE_ROWS,
  ...WORDLESS_ROWS,
  ...WORD_ROWS,
  ...STATUS_ROWS,
]

/**
 * Says what an error answer means. A bare 404 stays `not-permitted` with `explicit: false`: whether it is a withdrawal
 * depends on whether this target ever served this credential, and only the route remembers that.
 */
export function classify(signs: ErrorSigns): Classification {
  const row = rowFor(signs)
  if (!row) return unknown(signs.status ?? signs.words?.status)
  return {
    kind: row.kind,
    ...(row.scope && { scope: row.scope }),
    ...(row.reason && { reason: row.reason }),
    ...(row.explicit !== undefined && { explicit: row.explicit }),
  }
}

/** A 4xx that no row knows proves that this target does not take the request, and no more. */
const unknown = (status: number | undefined): Classification => ({
  kind: status !== undefined && status >= 400 && status < 500 ? 'invalid-request' : 'provider-error',
})

/** The row that decides, or undefined where none fits. */
export function rowFor(signs: ErrorSigns): ErrorRow | undefined {
  const prepared = prepare(signs)
  return ERROR_TABLE.find((row) => fits(row, prepared))
}

interface Prepared {
  readonly signs: ErrorSigns
  readonly status: number | undefined
  readonly text: string
  readonly said: string
  readonly codes: readonly string[]
  readonly wordless: boolean
  readonly absence: Absence | undefined
  readonly moment: boolean
}

function prepare(signs: ErrorSigns): Prepared {
  const { words } = signs
  const status = signs.status ?? words?.status
  const evidence = evidenceText(words, signs)
  const codes = words ? codesOf(words) : []
  const text = `${evidence.said}\n${evidence.codes}`
  return {
    signs,
    status,
    text,
    said: evidence.said,
    codes,
    wordless: words === null || words.plain === true,
    absence: words ? absenceOf(evidence, status, codes, signs.model) : undefined,
    moment: signs.comeBack === true || momentIn(evidence.said) === 'surely' || (status !== undefined && status >= 500),
  }
}

function absenceOf(
  { said, codes }: EvidenceText,
  status: number | undefined,
  words: readonly string[],
  model?: string,
): Absence | undefined {
  const named = words.some((word) => /^model_|^Model|Deployment/.test(word))
  const subject = named ? 'model' : status === 404 || status === 410 ? 'likely' : 'unknown'
  const found = said === '' ? undefined : absenceIn(said, subject, model)
  return found ?? (codesSpeakOfModel(codes) ? 'unknown' : undefined)
}

/** What a moment, a 5xx and a time to come back speak against. */
const TAKES_AWAY = new Set<Classification['kind']>(['withdrawn', 'not-permitted'])

function fits(row: ErrorRow, { signs, status, text, said, codes, wordless, absence, moment }: Prepared): boolean {
  if (row.vendors && !row.vendors.includes(signs.vendor)) return false
  if (row.status !== undefined ? !listed(row.status, status) : !row.always && status !== undefined && status >= 500) return false
  if (row.stream && status !== undefined) return false
  if (row.moment && !moment) return false
  if (TAKES_AWAY.has(row.kind) && moment && !(row.reason === 'no-access' && !signs.comeBack)) return false
  if (row.wordless) return wordless
  if (row.page) return signs.page === true
  if (row.absence !== undefined && !listed(row.absence, absence)) return false
  if (row.word !== undefined && !codes.some((code) => listed(row.word as string | readonly string[], code))) return false
  if (row.says && !row.says.test(text)) return false
  if (row.unless?.test(said)) return false
  if (row.quotaOfModel && !signs.words?.quotaOfModel) return false
  return !row.quotas || row.quotas.test(signs.words?.quotas ?? '')
}

function listed<T>(allowed: T | readonly T[], value: T | undefined): boolean {
  return value !== undefined && (Array.isArray(allowed) ? allowed.includes(value) : allowed === value)
}
