import type { NapiConfig } from '@ast-grep/napi'
import type { Grammar } from './grammar.ts'

type NativeRule = NapiConfig['rule']

/** What ast-grep searches a tree for. */
export interface NativeSearch {
  readonly rule: NativeRule
  /** Every pattern once: each mention would be compiled anew, for every file. */
  readonly utils: Record<string, NativeRule>
}

/** What one walk of a tree looks for. */
export interface Wanted {
  /** Last parts of called names. */
  readonly calls: readonly string[]
  /** Left sides of assignments. */
  readonly lefts: readonly RegExp[]
  /** Keys of literals. */
  readonly keys: readonly RegExp[]
}

/**
 * The search that chooses these nodes in native code, and maybe some others: handing a node over costs more than looking
 * at it there. Null when nothing is wanted.
 */
export function nativeSearch({ calls, lefts, keys }: Wanted, grammar: Grammar): NativeSearch | null {
  const left = nativeRegex(lefts, '')
  const key = nativeRegex(keys, `['"]?`)
  const any = [
    ...(calls.length === 0 ? [] : callRules(grammar)),
    ...(lefts.length === 0 ? [] : sideRules(grammar.assignments, left && 'left')),
    ...(keys.length === 0 ? [] : sideRules(grammar.pairs, key && 'key')),
  ]
  if (any.length === 0) return null
  const utils = { ...endRules(calls, grammar.members), ...(left && { left }), ...(key && { key }) }
  return { rule: { any }, utils }
}

function callRules({ calls }: Grammar): readonly NativeRule[] {
  return Object.entries(calls).map(([kind, field]) => (field ? { kind, has: { field, matches: 'callee' } } : { kind }))
}

/** The last part of a callee is a node of its own, so that the text of a long chain is never looked at. */
function endRules(calls: readonly string[], table: Grammar['members']): Record<string, NativeRule> {
  if (calls.length === 0) return {}
  const names = calls.map((name) => name.replaceAll('$', String.raw`\$`)).join('|')
  const members = Object.entries(table)
  // Where callees have no members of their own, they have owners and type arguments. \w and \s would know all of Unicode.
  if (members.length === 0) return { callee: { regex: String.raw`(?:^|[^A-Za-z0-9_$])(?:${names})[ \t\r\n]*(?:<[^()]*>)?$` } }
  const chains = members.map(([kind, field]) => ({ kind, has: { field, matches: 'name' } }))
  return {
    name: { regex: `^(?:${names})$` },
    callee: { any: [...chains, { all: [{ not: { any: members.map(([kind]) => ({ kind })) } }, { matches: 'name' }] }] },
  }
}

/** Without a pattern, and for sides that have no field, every node of the table is handed over. */
function sideRules(table: Grammar['assignments'], matches: 'left' | 'key' | null): readonly NativeRule[] {
  return Object.entries(table).map(([kind, [field]]) =>
    matches && typeof field === 'string' ? { kind, has: { field, matches } } : { kind },
  )
}

/** Any of these patterns in Rust's syntax; null when one has no counterpart there. `quote` may stand around the whole text. */
function nativeRegex(patterns: readonly RegExp[], quote: string): NativeRule | null {
  const sources = [...new Set(patterns.map((pattern) => nativeSource(pattern, quote)))]
  return sources.length === 0 || sources.includes(null) ? null : { regex: sources.join('|') }
}

function nativeSource({ source, flags }: RegExp, quote: string): string | null {
  if (/\(\?[=!<]|\\\d|\[\^\]|\\u/.test(source)) return null
  const inner = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  // An anchor inside would not reach over the quote.
  if (quote !== '' && /(?<![[\\])\^|(?<!\\)\$/.test(inner)) return null
  const start = source.startsWith('^') ? `^${quote}` : ''
  const end = /(?<!\\)\$$/.test(source) ? `${quote}$` : ''
  // Without Unicode the automaton is built in a tenth of the time, and it is built for every file.
  const ascii = /\[\^|(?<!\\)\.|\\[WSDB]|[^ -~]/.test(source) ? '' : '-u'
  return `(?${flags.includes('i') ? 'i' : ''}${ascii}:${start}(?:${inner})${end})`
}
