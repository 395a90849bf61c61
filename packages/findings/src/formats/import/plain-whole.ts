import { isObject, type JsonObject } from '../../parse/shape.ts'
import { list, object, text } from './members.ts'
import type { Reading } from './reading.ts'

/** What tells whose document it is: a member of it, or of its first entry. */
const TOOLS: readonly (readonly [of: 'document' | 'entry', member: string, tool: string])[] = [
  ['document', 'analysis_summary', 'claude-code-security-review'],
  ['document', 'pr_number', 'claude-code-security-review'],
  ['document', 'Golang errors', 'gosec'],
  ['document', 'GosecVersion', 'gosec'],
  ['document', 'scan_info', 'Brakeman'],
  ['entry', 'check_id', 'Semgrep'],
  ['document', 'skipped_rules', 'Semgrep'],
  ['entry', 'test_id', 'Bandit'],
  ['document', 'metrics', 'Bandit'],
  ['entry', 'fixableErrorCount', 'ESLint'],
  ['entry', 'nodeType', 'ESLint'],
]

export function toolOf(document: unknown, entries: readonly unknown[]): string {
  const outer = object(document)
  const inner = object(entries.find(isObject))
  const scanner = object(object(outer['scan'])['scanner'])
  const named = [outer['tool'], object(outer['tool'])['name'], scanner['name'], object(inner['scanner'])['name'], inner['tool']]
  const name = named.map(text).find((value) => value !== '')
  if (name !== undefined) return name.slice(0, 100)
  return TOOLS.find(([of, member]) => member in (of === 'document' ? outer : inner))?.[2] ?? 'unknown'
}

const DONE = new Set(['success', 'successful', 'complete', 'completed', 'done', 'finished', 'passed'])

/** Reasons of Semgrep for a file that was meant to be scanned and was not. */
const NOT_SCANNED = /fail|time|too_?(?:big|many)|memory|exceeded|minified|insufficient|irrelevant_rule_error/i

/**
 * What a document says of its own wholeness: null when it says nothing. Errors on the way, files that were not scanned and a list that
 * is shorter than its total are told.
 */
export function claimOf(document: unknown, found: number, reading: Reading): boolean | null {
  if (!isObject(document)) return null
  const errors = errorsOf(document)
  if (errors !== null && errors.count > 0)
    reading.lost(errors.name, 'empty: files with errors were not read whole', `${errors.count} errors`)
  const unread = list(object(document['paths'])['skipped']).filter((one) => NOT_SCANNED.test(text(object(one)['reason'])))
  if (unread.length > 0) reading.lost('paths.skipped', 'without files that could not be scanned', `${unread.length} files`)
  const total = object(document['paging'])['total'] ?? document['total']
  if (typeof total === 'number' && total > found) reading.lost('total', `the length of the list, ${found}`, total)
  if (document['truncated'] === true) reading.lost('truncated', 'false', true)
  const stated = statedClaim(document)
  return stated ?? (errors === null ? null : errors.count === 0)
}

/** Errors in a list, or by file as gosec tells them; null for a document that has no place for them. */
function errorsOf(document: JsonObject): { readonly name: string; readonly count: number } | null {
  for (const name of ['errors', 'Golang errors']) {
    const errors = document[name]
    if (Array.isArray(errors)) return { name, count: errors.length }
    if (isObject(errors)) return { name, count: Object.keys(errors).length }
  }
  return null
}

function statedClaim(document: JsonObject): boolean | null {
  const summary = object(document['analysis_summary'])
  for (const value of [summary['review_completed'], document['review_completed'], document['complete'], document['completed']])
    if (typeof value === 'boolean') return value
  const status = text(object(document['scan'])['status']) || text(document['status'])
  return status === '' ? null : DONE.has(status.toLowerCase())
}
