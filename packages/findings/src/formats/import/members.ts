import { type Lines, linesOf } from '../../parse/lines.ts'
import { isObject, type JsonObject } from '../../parse/shape.ts'

export { type Lines, linesOf }

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
