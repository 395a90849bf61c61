import type { Family } from '@understudy/spec'
import type { Dialect } from '../language/dialect.ts'
import { branchesOf, castOf, comprehensionOf, isComparison, keyOf, normal, splitWords, withoutTypes } from './expression.ts'
import { Names } from './names.ts'
import type { Place } from './place.ts'
import type { ScopeTree } from './scopes.ts'
import { type GroupToken, splitAt, type Token, tokenize } from './tokens.ts'
import { CLEAN, concat, constant, hole, UNKNOWN, type Value, worst } from './value.ts'

/** The start of an operand: a name, or a value that is known already. */
interface Head {
  readonly name: string
  readonly base: Value | null
}

/** Looking something up in a constant gives one of its constants. */
const LOOKUP = /\.(?:get|at|find|getOrDefault)$/
const MAP_LIKE = /(?:^|\.)(?:map|flatMap|reduce)$/
const STRING_PREFIX = /^[bBrRfFuUL]{1,2}$/

/**
 * Judges expressions by the names in them. Looks at one family at a time, because what cleans a value for HTML does
 * not clean it for SQL.
 */
export class Evaluator {
  readonly #tree: ScopeTree
  readonly #dialect: Dialect
  readonly #familyCleaners: RegExp | undefined
  readonly #names: Names

  constructor(tree: ScopeTree, dialect: Dialect, family: Family) {
    this.#tree = tree
    this.#dialect = dialect
    this.#familyCleaners = dialect.cleanersFor[family]
    this.#names = new Names(tree, dialect, family, (expression, place) =>
      this.#sequence(tokenize(expression, dialect.lexicon), place),
    )
  }

  /** What is known of the expression `text`, written at `offset`. */
  value(text: string, offset: number): Value {
    return this.#sequence(tokenize(text, this.#dialect.lexicon), { scope: this.#tree.at(offset), at: offset, local: null })
  }

  #sequence(written: readonly Token[], place: Place): Value {
    const tokens = withoutTypes(written)
    const each = comprehensionOf(tokens)
    if (each) return this.#bindLocal(each.names, this.#sequence(each.collection, place), each.element, place)
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
      if (this.#dialect.keywords.has(token.text)) return [null, start + 1]
      if (tokens[start + 1]?.type === 'string' && STRING_PREFIX.test(token.text)) return [null, start + 1]
      return this.#chain(tokens, start + 1, { name: token.text, base: null }, place)
    }
    const cast = castOf(token, tokens[start + 1])
    if (cast) {
      const [value, next] = this.#operand(tokens, start + 1, place)
      return [cast === 'number' ? CLEAN : value, next]
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
    const { memberOperators, literalTypes = false } = this.#dialect
    let { name, base } = head
    let at = start
    for (; at < tokens.length; at++) {
      const token = tokens[at] as Token
      const next = tokens[at + 1]
      if (token.type === 'operator' && memberOperators.includes(token.text)) {
        // `a?.[0]`: the bracket is read in the next turn.
        if (next?.type === 'group') continue
        if (next?.type !== 'name') break
        name += `${name || base ? '.' : ''}${next.text}`
        at++
      } else if (token.type === 'operator' && token.text === '!' && next?.type === 'operator') {
        continue
      } else if (token.type === 'group' && token.open === '(') {
        base = this.#call(name, base, token.items, place)
        name = ''
      } else if (token.type === 'group' && token.open === '[') {
        name += `[${keyOf(token.items)}]`
      } else if (token.type === 'group' && token.open === '{' && name && literalTypes) {
        base = this.#group(token, place)
        name = ''
      } else break
    }
    return [base || name === '' ? this.#member(name, base) : this.#names.value(name, place), at]
  }

  /** What hangs on a value: a member of it, or nothing. */
  #member(member: string, base: Value | null): Value {
    const value = base ?? CLEAN
    if (member === '') return value
    return this.#dialect.harmlessMembers.test(member) || this.#familyCleaners?.test(member) ? CLEAN : hole(value.level, value.via)
  }

  #call(callee: string, base: Value | null, items: readonly Token[], place: Place): Value {
    const { cleaners, converters, sources, harmlessMembers, propagators } = this.#dialect
    // A method of a value keeps its dot: `.trim`.
    const method = base === null ? callee : `.${callee.replace(/^\./, '')}`
    const [source] = (base === null && sources.exec(normal(callee))) || []
    // `entry.getName()` is a source although `getName` cleans; `req.query.name.replace()` is what `replace` makes of one.
    if (source === normal(callee))
      return converters && items.some((token) => token.type === 'name' && converters.test(token.text)) ? CLEAN : hole(3, callee)
    if (cleaners.test(method) || this.#familyCleaners?.test(method)) return CLEAN
    if (source !== undefined) return hole(3, callee)
    if (harmlessMembers.test(method)) return CLEAN
    const owner = method.slice(0, Math.max(0, method.lastIndexOf('.')))
    const receiver = base ?? (owner === '' ? null : this.#names.value(owner, place))
    if (receiver?.level === 0 && LOOKUP.test(method)) return CLEAN
    const given = splitAt(items, ',')
    if (receiver && MAP_LIKE.test(method)) return this.#mapped(given[0] ?? [], receiver, place)
    const passes = propagators.test(method)
    const argumentValues = (): readonly Value[] => given.map((one) => this.#sequence(one, place))
    // `path` in `path.join(a)` is a module, not a part of the result.
    const joins = receiver !== null && (base !== null || receiver.level >= 2 || this.#names.isBound(owner, place))
    if (passes) return concat([...(joins && receiver ? [receiver] : []), ...argumentValues()])
    if (receiver && receiver.level >= 2) return hole(receiver.level, receiver.via)
    return base !== null && base.level < 2 && base.shape !== '' ? concat([base, ...argumentValues()]) : UNKNOWN
  }

  /** `items.map((item) => …)`: the body decides, with the parameter standing for the items. */
  #mapped(callback: readonly Token[], receiver: Value, place: Place): Value {
    const arrow = callback.findIndex((token) => token.type === 'operator' && (token.text === '=>' || token.text === '->'))
    if (arrow < 0) {
      const name = callback[0]?.type === 'name' ? callback[0].text : ''
      return this.#familyCleaners?.test(name) || this.#dialect.cleaners.test(name) ? CLEAN : receiver
    }
    const head = callback[arrow - 1]
    const names = (head?.type === 'group' ? head.items : head ? [head] : []).flatMap((token) =>
      token.type === 'name' ? token.text : [],
    )
    const body = callback.slice(arrow + 1)
    const block = body.length === 1 && body[0]?.type === 'group' && body[0].open === '{' ? body[0].items : null
    const from = block?.findLastIndex((token) => token.type === 'name' && token.text === 'return') ?? -1
    return this.#bindLocal(names, receiver, block ? block.slice(from + 1) : body, place)
  }

  /** Judges `body` with the first of `names` standing for a part of `value`, and the others for its index. */
  #bindLocal(names: readonly string[], value: Value, body: readonly Token[], place: Place): Value {
    const local = new Map(place.local ?? [])
    names.forEach((name, index) => local.set(name, index === 0 ? hole(value.level, value.via) : CLEAN))
    return this.#sequence(body, { ...place, local })
  }
}
