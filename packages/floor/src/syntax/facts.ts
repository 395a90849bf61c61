import type { SgNode } from '@ast-grep/napi'
import { CallFact } from './call.ts'
import { type BindingFact, type Flow, FlowReader } from './flow.ts'
import type { Grammar } from './grammar.ts'
import { nativeSearch, type Wanted } from './native.ts'
import { Nest } from './nest.ts'
import { type Span, spanOf } from './span.ts'

export interface PairFact extends Span {
  readonly key: string
  readonly value: string
}

/** What one walk of the tree found. */
export interface Chosen {
  readonly calls: readonly CallFact[]
  readonly bindings: readonly BindingFact[]
  readonly pairs: readonly PairFact[]
}

/**
 * What the floor knows of one file. Every group is read on first use by one walk of the tree in native code;
 * what follows works on slices of the text, because each step into native code costs more than a slice.
 */
export class Facts {
  readonly text: string
  readonly #root: SgNode
  readonly #grammar: Grammar
  readonly #reader: FlowReader
  #calls: readonly CallFact[] | undefined
  #functions: Nest<Span> | undefined
  #flow: Flow | undefined
  /** Undefined until a walk has looked for it. */
  #error: Span | null | undefined

  constructor(root: SgNode, text: string, grammar: Grammar) {
    this.#root = root
    this.text = text
    this.#grammar = grammar
    this.#reader = new FlowReader(grammar, text)
  }

  get calls(): readonly CallFact[] {
    return (this.#calls ??= this.#nodes(Object.keys(this.#grammar.calls)).map((node) => new CallFact(node, this.text)))
  }

  /** The calls, assignments and pairs that were asked for, and maybe some others. */
  choose(wanted: Wanted): Chosen {
    const found = { calls: [] as CallFact[], bindings: [] as BindingFact[], pairs: [] as PairFact[] }
    const search = nativeSearch(wanted, this.#grammar)
    if (!search) return found
    let error: Span | null = null
    // What could not be parsed is looked for on the way, so that nothing has to walk for that alone.
    for (const node of this.#root.findAll({ ...search, rule: { any: [ERROR, search.rule] } })) {
      const kind = String(node.kind())
      if (kind === ERROR.kind) error ??= spanOf(node)
      else if (kind in this.#grammar.calls) found.calls.push(new CallFact(node, this.text))
      else if (kind in this.#grammar.pairs) {
        const sides = this.#reader.sides(node, kind, this.#grammar.pairs)
        if (sides) found.pairs.push({ ...spanOf(node), key: sides[0].replace(/^['"]|['"]$/g, ''), value: sides[1] })
      } else {
        const binding = this.#reader.binding(node, kind, spanOf(node))
        if (binding) found.bindings.push(binding)
      }
    }
    this.#error = error
    return found
  }

  /** The functions alone, for whoever only asks what stands around a place. */
  get functions(): Nest<Span> {
    return (this.#functions ??= new Nest(this.#flow?.functions ?? this.#nodes(this.#grammar.functions).map(spanOf)))
  }

  get flow(): Flow {
    return (this.#flow ??= this.#reader.read(this.#nodes(this.#reader.kinds)))
  }

  /** Where the parser gave up first. */
  get error(): Span | null {
    if (this.#error !== undefined) return this.#error
    const found = this.#root.find({ rule: ERROR })
    return (this.#error = found ? spanOf(found) : null)
  }

  #nodes(kinds: readonly string[]): readonly SgNode[] {
    return this.#root.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })
  }
}

const ERROR = { kind: 'ERROR' } as const
