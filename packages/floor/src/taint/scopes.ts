import type { Facts } from '../syntax/facts.ts'
import type { BindingFact, ConditionFact, FunctionFact } from '../syntax/flow.ts'
import { Nest } from '../syntax/nest.ts'
import type { Span } from '../syntax/span.ts'

/** A function, or the file itself. */
export interface Scope extends Span {
  readonly parent: Scope | null
  readonly fact: FunctionFact | null
  readonly bindings: Map<string, Binding[]>
  readonly conditions: ConditionFact[]
  /** The same, to ask which are around a place; made when it is asked. */
  nest: Nest<ConditionFact> | null
}

/** One way in which a name gets its value. */
export interface Binding {
  readonly name: string
  readonly at: number
  /** The expression it is made of, as text, or a parameter. */
  readonly from: { readonly expression: string } | { readonly parameter: string }
  readonly how: BindingFact['how'] | 'parameter'
  /** Where it is written, to tell whether a condition encloses it. */
  readonly span: Span
}

/** Nests the functions of a file and files every binding and condition under the innermost one. */
export function scopesOf(facts: Facts): ScopeTree {
  const file: Scope = {
    start: 0,
    end: facts.text.length,
    parent: null,
    fact: null,
    bindings: new Map(),
    conditions: [],
    nest: null,
  }
  const all = [file]
  let current = file
  for (const fact of facts.flow.functions.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while (current.parent && fact.start >= current.end) current = current.parent
    current = { start: fact.start, end: fact.end, parent: current, fact, bindings: new Map(), conditions: [], nest: null }
    all.push(current)
  }
  const tree = new ScopeTree(all)
  for (const fact of facts.flow.conditions) tree.at(fact.start).conditions.push(fact)
  return tree
}

export class ScopeTree {
  readonly #scopes: readonly Scope[]

  constructor(scopes: readonly Scope[]) {
    this.#scopes = scopes
  }

  get all(): readonly Scope[] {
    return this.#scopes
  }

  /** The innermost scope around an offset: the last one that starts before it and has not ended. */
  at(offset: number): Scope {
    let low = 0
    let high = this.#scopes.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#scopes[middle] as Scope).start <= offset) low = middle
      else high = middle - 1
    }
    let scope = this.#scopes[low] as Scope
    while (scope.parent && offset >= scope.end) scope = scope.parent
    return scope
  }

  /** Puts every name's bindings in the order of the text; called once, when all are there. */
  sort(): void {
    for (const { bindings } of this.#scopes) for (const list of bindings.values()) list.sort((a, b) => a.at - b.at)
  }

  /** Adds a binding to the scope that a name written at `binding.at` belongs to. */
  bind(scope: Scope, binding: Binding): void {
    const known = scope.bindings.get(binding.name)
    if (known) known.push(binding)
    else scope.bindings.set(binding.name, [binding])
  }
}

/** The scope, from the inside out, that binds a name. */
export function scopeBinding(scope: Scope, name: string): Scope | null {
  for (let found: Scope | null = scope; found; found = found.parent) if (found.bindings.has(name)) return found
  return null
}

/** The conditions of a scope around an offset, from the inside out. */
export function conditionsAround(scope: Scope, offset: number): readonly ConditionFact[] {
  return (scope.nest ??= new Nest(scope.conditions)).around(offset)
}
