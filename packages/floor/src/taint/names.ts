import type { Family } from '@understudy/spec'
import type { Dialect } from '../language/dialect.ts'
import { checksIn, type Check, wordsOf } from './checks.ts'
import { derivedFrom, normal, relevant } from './expression.ts'
import type { Place } from './place.ts'
import { type Binding, type Scope, scopeBinding, type ScopeTree } from './scopes.ts'
import { CLEAN, concat, hole, UNKNOWN, type Value, worst } from './value.ts'

/** Names of one expression are followed this far; deeper chains count as unknown. */
const DEEPEST = 24

/** What the names of a file stand for. */
export class Names {
  readonly #tree: ScopeTree
  readonly #dialect: Dialect
  /** Judges the right side of an assignment. */
  readonly #evaluate: (expression: string, place: Place) => Value
  readonly #weakGuards: RegExp | undefined
  readonly #memo = new Map<Binding, Value>()
  /** What the conditions of each scope check, found once. */
  readonly #guards = new Map<Scope, { readonly checks: readonly Check[]; readonly first: Map<string, number> }>()
  #depth = 0

  constructor(tree: ScopeTree, dialect: Dialect, family: Family, evaluate: (expression: string, place: Place) => Value) {
    this.#tree = tree
    this.#dialect = dialect
    this.#evaluate = evaluate
    this.#weakGuards = dialect.weakGuards?.[family]
  }

  /** The value of a name with its members, such as `req.query['id']`. */
  value(name: string, place: Place): Value {
    const chain = normal(name)
    if (this.#isHarmless(chain)) return CLEAN
    const root = /^[^.[]*/.exec(chain)?.[0] ?? ''
    const local = place.local?.get(root)
    if (local) return root === chain ? local : hole(local.level, local.via)
    const scope = scopeBinding(place.scope, root)
    const bound = scope && this.#bound(scope, root, chain, place)
    if (bound) return bound
    if (this.#dialect.sources.test(chain)) return hole(3, name)
    return this.#dialect.constants.test(chain) ? CLEAN : UNKNOWN
  }

  /** Whether anything in the file gives this name, or the owner of this member, a value. */
  isBound(name: string, place: Place): boolean {
    const root = /^[^.[]*/.exec(normal(name))?.[0] ?? ''
    return place.local?.has(root) === true || scopeBinding(place.scope, root) !== null
  }

  /** `x.length` is a number, but `req.query.length` is what the client wrote. */
  #isHarmless(chain: string): boolean {
    if (!this.#dialect.harmlessMembers.test(chain)) return false
    const owner = chain.slice(0, chain.lastIndexOf('.'))
    return this.#dialect.sources.exec(owner)?.[0] !== owner
  }

  #bound(scope: Scope, root: string, chain: string, place: Place): Value | null {
    // A check of one member of a request says nothing of another.
    const subject = this.#weakGuards && this.#dialect.sources.test(chain) ? chain : root
    if (this.#isGuarded(subject, scope, place)) return CLEAN
    const rest = chain.slice(root.length)
    const bindings = relevant(scope, root, place)
    const [only] = bindings
    if (!only) return null
    // `const { body } = req` and `const input = req.body` stand for what they name.
    if (bindings.length === 1 && rest !== '' && 'expression' in only.from && /^[\w$.]+$/.test(only.from.expression))
      if (this.#dialect.sources.test(normal(only.from.expression + rest))) return hole(3, chain)
    const parameter = bindings.every((binding) => 'parameter' in binding.from)
    // A parameter called `req` is a request even when nothing says so.
    if (parameter && this.#dialect.sources.test(chain)) return hole(3, chain)
    const values = bindings.map((binding) => this.#binding(binding, place))
    const value = bindings.some((binding) => binding.how === 'append') ? concat(values) : worst(values)
    return rest === '' ? value : hole(value.level, value.via)
  }

  #binding(binding: Binding, place: Place): Value {
    const known = this.#memo.get(binding)
    if (known) return known
    if (this.#depth > DEEPEST) return UNKNOWN
    this.#memo.set(binding, UNKNOWN)
    this.#depth++
    const value = this.#made(binding, place)
    this.#depth--
    this.#memo.set(binding, value)
    return value
  }

  #made({ from, how, name, span }: Binding, place: Place): Value {
    if ('parameter' in from) {
      if (this.#dialect.harmlessParameters?.test(from.parameter)) return CLEAN
      const plain = this.#dialect.plainParameters.test(name) || from.parameter === ''
      return plain ? UNKNOWN : hole(2, name)
    }
    const value = this.#evaluate(from.expression, { scope: this.#tree.at(span.start), at: span.start, local: place.local })
    // A part of a collection is not the text of the whole.
    return how === 'loop' && value.shape.length > 1 ? hole(value.level, value.via) : value
  }

  /** A condition before the use that names the value, or what was made of it, together with a checking word. */
  #isGuarded(name: string, owner: Scope, place: Place): boolean {
    for (let scope: Scope | null = place.scope; scope; scope = scope.parent) {
      if (this.#firstGuard(scope, name, owner) < place.at) return true
      if (scope === owner) break
    }
    return false
  }

  /** Where the first such condition of a scope stands; infinite when there is none. */
  #firstGuard(scope: Scope, name: string, owner: Scope): number {
    let guards = this.#guards.get(scope)
    if (!guards)
      this.#guards.set(scope, (guards = { checks: checksIn(scope, this.#dialect, this.#weakGuards), first: new Map() }))
    const known = guards.first.get(name)
    if (known !== undefined) return known
    const words = guards.checks.length === 0 ? [] : [name, ...derivedFrom(owner, name, this.#dialect)].map(wordsOf)
    const found = guards.checks.find(({ text }) => words.some((word) => word.test(text)))
    const first = found?.at ?? Infinity
    guards.first.set(name, first)
    return first
  }
}
