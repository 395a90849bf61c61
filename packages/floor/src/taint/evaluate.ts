import type { Family } from '@understudy/spec'
import type { Dialect } from '../language/dialect.ts'
import { branchesOf, derivedFrom, isComparison, keyOf, normal, relevant, splitWords, withoutTypes } from './expression.ts'
import { type Binding, type Scope, scopeBinding, type ScopeTree } from './scopes.ts'
import { type GroupToken, splitAt, type Token, tokenize } from './tokens.ts'
import { CLEAN, concat, constant, hole, UNKNOWN, type Value, worst } from './value.ts'

/** Where an expression is written, and the names that only hold there. */
interface Place {
  readonly scope: Scope
  readonly at: number
  readonly local: ReadonlyMap<string, Value> | null
}

/** The start of an operand: a name, or a value that is known already. */
interface Head {
  readonly name: string
  readonly base: Value | null
}

/** Looking something up in a constant gives one of its constants. */
const LOOKUP = /\.(?:get|at|find)$/
const MAP_LIKE = /(?:^|\.)(?:map|flatMap|reduce)$/
/** Names of one expression are followed this far; deeper chains count as unknown. */
const DEEPEST = 24

/**
 * Judges expressions by the names in them. Looks at one family at a time, because what cleans a value for HTML does
 * not clean it for SQL.
 */
export class Evaluator {
  readonly #tree: ScopeTree
  readonly #dialect: Dialect
  readonly #familyCleaners: RegExp | undefined
  readonly #memo = new Map<Binding, Value>()
  #depth = 0

  constructor(tree: ScopeTree, dialect: Dialect, family: Family) {
    this.#tree = tree
    this.#dialect = dialect
    this.#familyCleaners = dialect.cleanersFor[family]
  }

  /** What is known of the expression `text`, written at `offset`. */
  value(text: string, offset: number): Value {
    return this.#sequence(tokenize(text, this.#dialect.lexicon), { scope: this.#tree.at(offset), at: offset, local: null })
  }

  #sequence(written: readonly Token[], place: Place): Value {
    const tokens = withoutTypes(written)
    const branches = branchesOf(tokens)
    if (branches) return worst(branches.map((branch) => this.#sequence(branch, place)))
    if (isComparison(tokens)) return CLEAN
    const alternatives = splitWords(tokens)
    if (alternatives.length > 1) return worst(alternatives.map((one) => this.#sequence(one, place)))
    const values: Value[] = []
    let at = 0
    while (at < tokens.length) {
      const [value, next] = this.#operand(tokens, at, place)
      if (value) values.push(value)
      at = next
    }
    return concat(values)
  }

  /** Reads one operand with everything that hangs on it, and says where the next one may start. */
  #operand(tokens: readonly Token[], start: number, place: Place): readonly [Value | null, number] {
    const token = tokens[start]
    if (!token || token.type === 'operator') return [null, start + 1]
    if (token.type === 'number') return [constant(token.text), start + 1]
    if (token.type === 'name') {
      if (token.text === 'as' || token.text === 'satisfies') return [null, tokens.length]
      if (this.#dialect.keywords.has(token.text)) return [null, start + 1]
      if (tokens[start + 1]?.type === 'string' && /^[bBrRfFuUL]{1,2}$/.test(token.text)) return [null, start + 1]
      return this.#chain(tokens, start + 1, { name: token.text, base: null }, place)
    }
    const base = token.type === 'string' ? this.#string(token.parts, place) : this.#group(token, place)
    return this.#chain(tokens, start + 1, { name: '', base }, place)
  }

  #string(parts: readonly (string | readonly Token[])[], place: Place): Value {
    return concat(parts.map((part) => (typeof part === 'string' ? constant(part) : this.#sequence(part, place))))
  }

  #group(token: GroupToken, place: Place): Value {
    const items = splitAt(token.items, ',')
    if (token.open === '(') return this.#sequence(items.at(-1) ?? [], place)
    return concat(
      items.map((item) => {
        const [key, ...value] = splitAt(item, ':')
        return this.#sequence(token.open === '{' && value.length > 0 ? value.flat() : (key ?? []), place)
      }),
    )
  }

  #chain(tokens: readonly Token[], start: number, head: Head, place: Place): readonly [Value, number] {
    let { name, base } = head
    let at = start
    for (; at < tokens.length; at++) {
      const token = tokens[at] as Token
      const next = tokens[at + 1]
      if (
        token.type === 'operator' &&
        ['.', '?.', '->', '::'].includes(token.text) &&
        (next?.type === 'name' || next?.type === 'group')
      ) {
        if (next.type === 'group') continue
        name += `${name || base ? '.' : ''}${next.text}`
        at++
      } else if (token.type === 'operator' && token.text === '!' && next?.type === 'operator') {
        continue
      } else if (token.type === 'group' && token.open === '(') {
        base = this.#call(name, base, token.items, place)
        name = ''
      } else if (token.type === 'group' && token.open === '[') {
        name += `[${keyOf(token.items)}]`
      } else if (token.type === 'group' && token.open === '{' && name && this.#dialect.literalTypes) {
        base = this.#group(token, place)
        name = ''
      } else break
    }
    return [this.#resolve(name, base, place), at]
  }

  #call(callee: string, base: Value | null, items: readonly Token[], place: Place): Value {
    const dialect = this.#dialect
    const method = callee.replace(/^\./, '')
    if (dialect.cleaners.test(method) || this.#familyCleaners?.test(method)) return CLEAN
    if (base === null && dialect.sources.test(normal(callee))) return hole(3, callee)
    const dot = method.lastIndexOf('.')
    const receiver = base ?? (dot > 0 ? this.#resolve(method.slice(0, dot), null, place) : null)
    if (dialect.harmlessMembers.test(method)) return CLEAN
    if (receiver?.level === 0 && LOOKUP.test(method)) return CLEAN
    const given = splitAt(items, ',')
    if (receiver && MAP_LIKE.test(method)) return this.#mapped(given[0] ?? [], receiver, place)
    const passes = dialect.propagators.test(method)
    if (receiver && (receiver.level >= 2 || (base !== null && receiver.shape !== ''))) {
      return passes || receiver.level < 2
        ? concat([receiver, ...given.map((one) => this.#sequence(one, place))])
        : hole(receiver.level, receiver.via)
    }
    if (passes)
      return concat([...(receiver && receiver.level > 0 ? [receiver] : []), ...given.map((one) => this.#sequence(one, place))])
    return UNKNOWN
  }

  /** `items.map((item) => …)`: the body decides, with the parameter standing for the items. */
  #mapped(callback: readonly Token[], receiver: Value, place: Place): Value {
    const arrow = callback.findIndex((token) => token.type === 'operator' && token.text === '=>')
    if (arrow < 0) {
      const name = callback[0]?.type === 'name' ? callback[0].text : ''
      return this.#familyCleaners?.test(name) || this.#dialect.cleaners.test(name) ? CLEAN : receiver
    }
    const head = callback[arrow - 1]
    const names = head?.type === 'group' ? head.items.filter((token) => token.type === 'name') : head ? [head] : []
    const local = new Map(place.local ?? [])
    names.forEach(
      (token, index) => token.type === 'name' && local.set(token.text, index === 0 ? hole(receiver.level, receiver.via) : CLEAN),
    )
    const body = callback.slice(arrow + 1)
    const block = body.length === 1 && body[0]?.type === 'group' && body[0].open === '{' ? body[0].items : null
    const from = block?.findLastIndex((token) => token.type === 'name' && token.text === 'return') ?? -1
    return this.#sequence(block ? block.slice(from + 1) : body, { ...place, local })
  }

  #resolve(name: string, base: Value | null, place: Place): Value {
    if (base !== null) {
      if (name === '') return base
      return this.#dialect.harmlessMembers.test(name) ? CLEAN : hole(base.level, base.via)
    }
    const chain = normal(name)
    if (this.#isHarmless(chain)) return CLEAN
    const root = /^[^.[]*/.exec(chain)?.[0] ?? ''
    const local = place.local?.get(root)
    if (local) return root === chain ? local : hole(local.level, local.via)
    const scope = scopeBinding(place.scope, root)
    if (scope) {
      const value = this.#bound(scope, root, chain, place)
      if (value) return value
    }
    if (this.#dialect.sources.test(chain)) return hole(3, name)
    return this.#dialect.constants.test(chain) ? CLEAN : UNKNOWN
  }

  /** `x.length` is a number, but `req.query.length` is what the client wrote. */
  #isHarmless(chain: string): boolean {
    if (!this.#dialect.harmlessMembers.test(chain)) return false
    const owner = chain.slice(0, chain.lastIndexOf('.'))
    return this.#dialect.sources.exec(owner)?.[0] !== owner
  }

  #bound(scope: Scope, root: string, chain: string, place: Place): Value | null {
    if (this.#isGuarded(root, scope, place)) return CLEAN
    const rest = chain.slice(root.length)
    const bindings = relevant(scope, root, place)
    if (bindings.length === 0) return null
    // A parameter called `req` is a request even when nothing says so.
    const renamed = bindings.length === 1 && rest !== '' ? bindings[0]?.from : undefined
    if (renamed && 'expression' in renamed && /^[\w$.]+$/.test(renamed.expression) && renamed.expression !== root)
      if (this.#dialect.sources.test(normal(renamed.expression + rest))) return hole(3, chain)
    const parameter = bindings.every((binding) => 'parameter' in binding.from)
    if (parameter && this.#dialect.sources.test(chain)) return hole(3, chain)
    const values = bindings.map((binding) => this.#binding(binding, place))
    const value = bindings.some((binding) => binding.how === 'append') ? concat(values) : worst(values)
    return rest === ''
      ? value
      : hole(value.level === 2 && parameter && this.#dialect.plainParameters.test(root) ? 1 : value.level, value.via)
  }

  #binding(binding: Binding, place: Place): Value {
    const known = this.#memo.get(binding)
    if (known) return known
    if (this.#depth > DEEPEST) return UNKNOWN
    this.#memo.set(binding, UNKNOWN)
    this.#depth++
    const value = this.#bindingValue(binding, place)
    this.#depth--
    this.#memo.set(binding, value)
    return value
  }

  #bindingValue({ from, how, name, span }: Binding, place: Place): Value {
    if ('parameter' in from) {
      const plain = this.#dialect.plainParameters.test(name) || from.parameter === ''
      if (this.#dialect.harmlessParameters?.test(from.parameter)) return CLEAN
      return plain ? UNKNOWN : hole(2, name)
    }
    const value = this.#sequence(tokenize(from.expression, this.#dialect.lexicon), {
      scope: this.#tree.at(span.start),
      at: span.start,
      local: place.local,
    })
    return how === 'loop' && value.shape.length > 1 ? hole(value.level, value.via) : value
  }

  /** A condition before the use that names the value, or what was made of it, together with a checking word. */
  #isGuarded(name: string, owner: Scope, place: Place): boolean {
    const names = [name, ...derivedFrom(owner, name, this.#dialect)]
    for (let scope: Scope | null = place.scope; scope; scope = scope.parent) {
      for (const { condition, start } of scope.conditions) {
        if (start >= place.at || !this.#dialect.guards.test(condition)) continue
        if (names.some((one) => new RegExp(`(?<![\\w$.])${one.replaceAll('$', '\\$')}(?![\\w$])`).test(condition))) return true
      }
      if (scope === owner) break
    }
    return false
  }
}
