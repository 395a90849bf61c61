import { isObject, type JsonObject } from '../../parse/shape.ts'

/** Reading documents whose shape is not ours: what is not there, or of another kind, is as good as absent. */

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function texts(value: unknown): string[] {
  return list(value).filter((entry) => typeof entry === 'string')
}

/** Lines of a file, 1-based and inclusive. */
export interface Lines {
  readonly start: number
  readonly end: number
}

const MOST_LINES = 10_000_000

/** `3`, `L3`, `3-5`, `3:5`, `L3-L5`, `3,4,5`. */
const WRITTEN_LINES = /^\s{0,20}(?:lines? )?L?(\d{1,8})(?:\s?(?:[-–:,]|\.\.|to)\s?L?(\d{1,8}))?(?:,\d{1,8}){0,50}\s{0,20}$/i

/** Line numbers in whatever way tools write them: a number, its digits, a range in a text or a list. Undefined for anything else. */
export function linesOf(value: unknown): Lines | undefined {
  if (Array.isArray(value)) {
    const numbers = value.slice(0, 1000).map((entry) => linesOf(entry)?.start)
    const known = numbers.filter((number) => number !== undefined)
    return known.length === 0 || known.length < numbers.length ? undefined : range(Math.min(...known), Math.max(...known))
  }
  if (typeof value === 'number') return Number.isInteger(value) ? range(value, value) : undefined
  if (typeof value !== 'string' || value.length > 400) return undefined
  const [, start, end] = WRITTEN_LINES.exec(value) ?? []
  return start === undefined ? undefined : range(Number(start), Math.max(Number(start), Number(end ?? start)))
}

const range = (start: number, end: number): Lines | undefined => (start >= 1 && end <= MOST_LINES ? { start, end } : undefined)

/** A line number, or undefined for anything that is none. */
export function line(value: unknown): number | undefined {
  return linesOf(value)?.start
}

export function confidence(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

/** A number from 0 to 10, written as one or in digits. */
export function scoreOf(value: unknown): number | undefined {
  const score =
    typeof value === 'number' ? value : /^\d{1,2}(?:\.\d{1,4})?$/.test(text(value).trim()) ? Number(value) : Number.NaN
  return score >= 0 && score <= 10 ? score : undefined
}

/** What tools print instead of code that they may not show. */
const NO_CODE = new Set(['requires login', 'n/a', 'none', 'null', 'invalid AST node provided'])

/** `12: code`, `12| code`, and `12 code` as Bandit writes it. */
const NUMBERED = /^\s{0,12}>?\s?(\d{1,8})(?:\s?[:|] ?|[ \t])(.*)$/

/** Quoted code without line numbers; of a quote that shows lines around the stated ones, those alone. */
export function quotedCode(written: string, lines: Lines): string {
  if (NO_CODE.has(written.trim())) return ''
  const rows = written.split(/\r?\n/).filter((row) => row.trim() !== '')
  const numbered = rows.map((row) => NUMBERED.exec(row))
  const consecutive = numbered.every((row, at) => row !== null && Number(row[1]) === Number(numbered[0]?.[1]) + at)
  if (rows.length === 0 || !consecutive) return written
  const own = numbered.filter((row) => Number(row?.[1]) >= lines.start && Number(row?.[1]) <= lines.end)
  return own.length > 0 ? own.map((row) => row?.[2] ?? '').join('\n') : written
}
