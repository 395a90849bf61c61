import type { SgNode } from '@ast-grep/napi'
import { CallFact } from './call.ts'
import type { Grammar, Sides } from './grammar.ts'
import { part, type Span, spanOf } from './span.ts'

export interface BindingFact extends Span {
  readonly left: string
  readonly right: string
  readonly how: 'assign' | 'append' | 'loop'
}

export interface PairFact extends Span {
  readonly key: string
  readonly value: string
}

export interface FunctionFact extends Span {
  readonly name: string
  /** Parameter list as written, without its parentheses. */
  readonly parameters: string
  readonly bodyStart: number
  /** True for a function that is handed over as a value on the spot. */
  readonly callback: boolean
}

export interface ConditionFact extends Span {
  /** Text up to the body. */
  readonly condition: string
}

/** What tells where values come from and go to. */
export interface Flow {
  readonly bindings: readonly BindingFact[]
  readonly functions: readonly FunctionFact[]
  readonly conditions: readonly ConditionFact[]
  readonly returns: readonly Span[]
}

type FlowLists = { -readonly [list in keyof Flow]: Flow[list][number][] }

/**
 * What the floor knows of one file. Every group is read on first use by one walk of the tree in native code;
 * what follows works on slices of the text, because each step into native code costs more than a slice.
 */
export class Facts {
  readonly text: string
  readonly #root: SgNode
  readonly #grammar: Grammar
  #calls: readonly CallFact[] | undefined
  #pairs: readonly PairFact[] | undefined
  #flow: Flow | undefined
  #error: Span | null = null

  constructor(root: SgNode, text: string, grammar: Grammar) {
    this.#root = root
    this.text = text
    this.#grammar = grammar
  }

  get calls(): readonly CallFact[] {
    return (this.#calls ??= this.#nodes(Object.keys(this.#grammar.calls)).map((node) => new CallFact(node, this.text)))
  }

  /** The calls that end with one of these names, and maybe some others; chosen in native code, so that few are handed over. */
  callsOf(names: Iterable<string>): readonly CallFact[] {
    if (this.#calls) return this.#calls
    const any = [...names].map((name) => name.replaceAll('$', String.raw`\$`)).join('|')
    const regex = String.raw`(?:^|[^\w$])(?:${any})\s*(?:<[^()]*>)?$`
    const rules = Object.entries(this.#grammar.calls).map(([kind, field]) => (field ? { kind, has: { field, regex } } : { kind }))
    return this.#root.findAll({ rule: { any: rules } }).map((node) => new CallFact(node, this.text))
  }

  get pairs(): readonly PairFact[] {
    return (this.#pairs ??= this.#nodes(Object.keys(this.#grammar.pairs)).flatMap((node) => {
      const sides = this.#sides(node, this.#grammar.pairs)
      return sides ? [{ ...spanOf(node), key: sides[0].replace(/^['"]|['"]$/g, ''), value: sides[1] }] : []
    }))
  }

  get flow(): Flow {
    return (this.#flow ??= this.#readFlow())
  }

  /** Where the parser gave up first. */
  get error(): Span | null {
    // The walk that read the flow has met every node already.
    if (this.#flow) return this.#error
    const found = this.#root.find({ rule: { kind: 'ERROR' } })
    return found ? spanOf(found) : null
  }

  #nodes(kinds: readonly string[]): readonly SgNode[] {
    return kinds.length === 0 ? [] : this.#root.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })
  }

  #readFlow(): Flow {
    const { assignments, loops, functions, callbacks, conditions, returns } = this.#grammar
    const lists: FlowLists = { bindings: [], functions: [], conditions: [], returns: [] }
    for (const node of this.#nodes([
      ...Object.keys({ ...assignments, ...loops }),
      ...functions,
      ...conditions,
      ...returns,
      'ERROR',
    ])) {
      const kind = String(node.kind())
      const span = spanOf(node)
      if (functions.includes(kind)) lists.functions.push(this.#function(node, span, callbacks.includes(kind)))
      else if (conditions.includes(kind)) lists.conditions.push(this.#condition(node, span))
      else if (returns.includes(kind)) lists.returns.push(span)
      else if (kind === 'ERROR') this.#error ??= span
      else {
        const sides = this.#sides(node, kind in loops ? loops : assignments)
        if (sides)
          lists.bindings.push({ ...span, left: sides[0], right: sides[1], how: kind in loops ? 'loop' : this.#how(span, sides) })
      }
    }
    return lists
  }

  /** `+=` and its like add to what was there; several grammars give them the kind of `=`. */
  #how({ start, end }: Span, [left, right]: readonly [string, string]): BindingFact['how'] {
    const between = this.text.slice(start + left.length, end - right.length)
    return /[-+*/%.&|^?]=/.test(between) ? 'append' : 'assign'
  }

  #sides(node: SgNode, table: Readonly<Record<string, Sides>>): readonly [string, string] | null {
    const fields = table[String(node.kind())]
    const left = fields && part(node, fields[0])
    const right = fields && part(node, fields[1])
    return left && right ? [this.#slice(left), this.#slice(right)] : null
  }

  #function(node: SgNode, { start, end }: Span, callback: boolean): FunctionFact {
    const list = node.field(this.#grammar.parameters) ?? node.field('parameter')
    const body = node.field('body')
    return {
      start,
      end,
      name: node.field('name')?.text() ?? '',
      parameters: list ? this.#slice(list).replace(/^[^(]*\(|\)[^)]*$/g, '') : '',
      bodyStart: body ? spanOf(body).start : start,
      callback,
    }
  }

  #condition(node: SgNode, { start, end }: Span): ConditionFact {
    const body = node.field('consequence') ?? node.field('body')
    return { start, end, condition: this.text.slice(start, body ? spanOf(body).start : end) }
  }

  #slice(node: SgNode): string {
    const { start, end } = spanOf(node)
    return this.text.slice(start, end)
  }
}
