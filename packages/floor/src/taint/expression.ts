import type { Dialect } from '../language/dialect.ts'
import { startsBefore } from '../syntax/nest.ts'
import { wordsOf } from './checks.ts'
import { type Binding, conditionsAround, type Scope } from './scopes.ts'
import { splitAt, type Token } from './tokens.ts'

/** The results of `a ? b : c` or `b if a else c`, without the condition; null when there is none. */
export function branchesOf(tokens: readonly Token[]): readonly (readonly Token[])[] | null {
  const question = tokens.findIndex((token) => token.type === 'operator' && token.text === '?')
  if (question >= 0) {
    const [yes, ...no] = splitAt(tokens.slice(question + 1), ':')
    return no.length > 0 ? [yes ?? [], no.flat()] : null
  }
  const word = (text: string): number => tokens.findIndex((token) => token.type === 'name' && token.text === text)
  const [condition, otherwise] = [word('if'), word('else')]
  return condition > 0 && otherwise > condition ? [tokens.slice(0, condition), tokens.slice(otherwise + 1)] : null
}

/** Drops `as T`, and the `<T>` of a generic call, which would look like comparisons. */
export function withoutTypes(tokens: readonly Token[]): readonly Token[] {
  const cast = tokens.findIndex(
    (token, index) => index > 0 && token.type === 'name' && (token.text === 'as' || token.text === 'satisfies'),
  )
  const kept = cast < 0 ? [...tokens] : tokens.slice(0, cast)
  for (;;) {
    const open = kept.findIndex((token, index) => index > 0 && isOperator(token, '<') && kept[index - 1]?.type === 'name')
    const close = open < 0 ? -1 : kept.findIndex((token, index) => index > open && isOperator(token, '>'))
    if (close < 0 || kept[close + 1]?.type !== 'group') return kept
    kept.splice(open, close - open + 1)
  }
}

const isOperator = (token: Token, text: string): boolean => token.type === 'operator' && token.text === text

/** What makes a result yes, no, or a function. */
const COMPARISONS = new Set([
  '===',
  '!==',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '=>',
  'instanceof',
  'in',
  'function',
  'func',
  'fn',
  'lambda',
])

/** Whether the result is only yes or no (or a function), whatever goes in. */
export function isComparison(tokens: readonly Token[]): boolean {
  const [first] = tokens
  if (first && isOperator(first, '!')) return true
  return tokens.some((token) => (token.type === 'operator' || token.type === 'name') && COMPARISONS.has(token.text))
}

/** `f(x) for x in xs`, without a condition; null when there is none. */
export function comprehensionOf(
  tokens: readonly Token[],
): { readonly names: readonly string[]; readonly collection: readonly Token[]; readonly element: readonly Token[] } | null {
  const word = (text: string, from: number): number =>
    tokens.findIndex((token, index) => index >= from && token.type === 'name' && token.text === text)
  const loop = word('for', 1)
  const inside = loop < 0 ? -1 : word('in', loop)
  if (inside < 0) return null
  const condition = word('if', inside)
  const names = tokens.slice(loop + 1, inside).flatMap((token) => (token.type === 'name' ? token.text : []))
  return { names, element: tokens.slice(0, loop), collection: tokens.slice(inside + 1, condition < 0 ? undefined : condition) }
}

const NUMBER_TYPES = new Set([
  'int',
  'long',
  'short',
  'byte',
  'float',
  'double',
  'bool',
  'boolean',
  'size_t',
  'unsigned',
  'integer',
  'Integer',
  'Long',
])

/** `(String) value`: a type in brackets before an operand. */
export function castOf(token: Token, next: Token | undefined): 'number' | 'other' | null {
  if (token.type !== 'group' || token.open !== '(' || token.items.length === 0) return null
  if (next?.type !== 'name' && next?.type !== 'string' && !(next?.type === 'group' && next.open === '(')) return null
  const [first] = token.items
  const isType = token.items.every(
    (item) =>
      (item.type === 'name' && /^(?:[A-Z]\w*|const|char|void|unsigned|struct|string|array|object)$/.test(item.text)) ||
      NUMBER_TYPES.has(wordOf(item)) ||
      /^[*<>,.?]$/.test(wordOf(item)) ||
      (item.type === 'group' && item.items.length === 0),
  )
  if (!isType || !first) return null
  return token.items.every((item) => NUMBER_TYPES.has(wordOf(item))) ? 'number' : 'other'
}

const wordOf = (token: Token): string => (token.type === 'name' || token.type === 'operator' ? token.text : '')

/** Splits `a ?? b || c` into what it may be. */
export function splitWords(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]]
  for (const token of tokens) {
    const either =
      (token.type === 'operator' && ['??', '||', '&&'].includes(token.text)) ||
      (token.type === 'name' && (token.text === 'or' || token.text === 'and'))
    if (either) pieces.push([])
    else pieces.at(-1)?.push(token)
  }
  return pieces.filter((piece) => piece.length > 0)
}

/** A member written in brackets: its text when it is a literal, else nothing. */
export function keyOf(items: readonly Token[]): string {
  const [only] = items
  if (items.length !== 1 || !only) return ''
  if (only.type === 'string') return only.parts.length === 1 && typeof only.parts[0] === 'string' ? only.parts[0] : ''
  return only.type === 'number' ? only.text : ''
}

/** `req?.body['name']` → `req.body.name`, the form that a dialect's patterns see. */
export function normal(chain: string): string {
  return chain.replace(/\[([^\]]*)\]/g, (_all, key: string) => (key === '' ? '[]' : `.${key}`)).replace(/^\./, '')
}

/** Bindings of one name that are judged, and that are looked at: code with more would take as long for every use. */
const MOST_JUDGED = 24
const MOST_LOOKED_AT = 256

/**
 * The bindings that may decide a name's value at a place: the last full assignment before it, whatever was added
 * since, and the one before when the last stands inside a condition that has ended by then. Of very many, the latest
 * and the first.
 */
export function relevant(scope: Scope, name: string, place: { readonly scope: Scope; readonly at: number }): readonly Binding[] {
  const all = scope.bindings.get(name) ?? []
  // Seen from another function, any of the assignments may have happened.
  if (scope !== place.scope) return few(all)
  const before = startsBefore(all, place.at, ({ at }) => at)
  const kept: Binding[] = []
  const least = Math.max(0, before - MOST_LOOKED_AT)
  for (let index = before - 1; index >= least; index--) {
    const binding = all[index] as Binding
    kept.unshift(binding)
    if (binding.how === 'append' || binding.how === 'loop') continue
    const conditional = conditionsAround(scope, binding.span.start).some(
      ({ start, end }) => binding.span.end <= end && !(start <= place.at && place.at < end),
    )
    if (!conditional) return few(kept)
  }
  if (least > 0 && all[0]) kept.unshift(all[0])
  return kept.length > 0 || all.length === 0 ? few(kept) : all.slice(0, 1)
}

function few(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.length > MOST_JUDGED ? [...bindings.slice(0, 1), ...bindings.slice(1 - MOST_JUDGED)] : bindings
}

/** Names that are made of `name` in the same scope, as `parsed` of `new URL(url)`: checking one checks the other. */
export function derivedFrom(scope: Scope, name: string, dialect: Dialect): readonly string[] {
  const word = wordsOf(name)
  const found: string[] = []
  for (const [other, bindings] of scope.bindings) {
    if (other === name) continue
    const made = bindings.some(
      ({ from }) => 'expression' in from && word.test(from.expression) && dialect.views.test(from.expression),
    )
    if (made) found.push(other)
  }
  return found
}
