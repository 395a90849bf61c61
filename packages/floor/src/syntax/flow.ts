import type { SgNode } from '@ast-grep/napi'
import type { Grammar, Sides } from './grammar.ts'
import { part, type Span, spanOf } from './span.ts'

export interface BindingFact extends Span {
  readonly left: string
  readonly right: string
  readonly how: 'assign' | 'append' | 'loop'
}

export interface FunctionFact extends Span {
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

/*
 * Most nodes are written so plainly that their text tells their parts. Asking native code for a part costs more than all
 * of these; it is asked about whatever they do not match.
 */
/** `name = value`, `owner.name = value` and `name := value`. */
const PLAIN_BINDING = /^([\w$]+(?:\.[\w$]+)*)\s*:?=(?![=>])\s*(?!\/[/*])/
/** `function name(a, b) {`, `(a, b) => {` and `name(a, b) {`, up to the brace. */
const PLAIN_FUNCTION = /^[\w\s$]*\(([\w\s$,]*)\)\s*(?:=>\s*)?(?=\{)/
/** What stands before a function that is given a name. */
const NAMING = /(?:[\w$\])]\s*:?=|\bexport\s+default)\s*$/
/** `if (a && f(b))`, up to what follows. */
const PLAIN_CONDITION = /^if\s*\([^(){}"'`/#]*(?:\([^(){}"'`/#]*\)[^(){}"'`/#]*)*\)\s*/
const PLAIN_RETURN = /^return(?![\w$])/
/** Characters. */
const LONGEST_HEAD = 200

/** Reads the nodes that carry the flow of one file. */
export class FlowReader {
  readonly #grammar: Grammar
  readonly #text: string

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar
    this.#text = text
  }

  /** Kinds of the nodes that `read` wants. */
  get kinds(): readonly string[] {
    const { assignments, loops, functions, conditions, returns } = this.#grammar
    return [...Object.keys({ ...assignments, ...loops }), ...functions, ...conditions, ...returns]
  }

  read(nodes: readonly SgNode[]): Flow {
    const { functions, callbacks, conditions, returns } = this.#grammar
    const lists: FlowLists = { bindings: [], functions: [], conditions: [], returns: [] }
    for (const node of nodes) {
      const span = spanOf(node)
      const kind = PLAIN_RETURN.test(this.#text.slice(span.start, span.start + 7)) ? 'return_statement' : String(node.kind())
      if (functions.includes(kind))
        lists.functions.push(this.#function(node, span, callbacks.includes(kind) && !this.#isNamed(span)))
      else if (conditions.includes(kind)) lists.conditions.push(this.#condition(node, span))
      else if (returns.includes(kind)) lists.returns.push(span)
      else {
        const binding = this.binding(node, kind, span)
        if (binding) lists.bindings.push(binding)
      }
    }
    return lists
  }

  /** Null for a declaration without a value. */
  binding(node: SgNode, kind: string, span: Span): BindingFact | null {
    const { assignments, loops } = this.#grammar
    const loop = kind in loops
    const plain = loop ? null : PLAIN_BINDING.exec(this.#text.slice(span.start, span.end))
    if (plain?.[1])
      return { ...span, left: plain[1], right: this.#text.slice(span.start + plain[0].length, span.end), how: 'assign' }
    const sides = this.sides(node, kind, loop ? loops : assignments)
    return sides && { ...span, left: sides[0], right: sides[1], how: loop ? 'loop' : this.#how(span, sides) }
  }

  sides(node: SgNode, kind: string, table: Readonly<Record<string, Sides>>): readonly [string, string] | null {
    const fields = table[kind]
    const left = fields && part(node, fields[0])
    const right = fields && part(node, fields[1])
    return left && right ? [this.#slice(left), this.#slice(right)] : null
  }

  /** `+=` and its like add to what was there; several grammars give them the kind of `=`. */
  #how({ start, end }: Span, [left, right]: readonly [string, string]): BindingFact['how'] {
    const between = this.#text.slice(start + left.length, end - right.length)
    return /[-+*/%.&|^?]=/.test(between) ? 'append' : 'assign'
  }

  #function(node: SgNode, { start, end }: Span, callback: boolean): FunctionFact {
    const plain = PLAIN_FUNCTION.exec(this.#text.slice(start, Math.min(end, start + LONGEST_HEAD)))
    if (plain) return { start, end, parameters: plain[1] ?? '', bodyStart: start + plain[0].length, callback }
    const list = node.field(this.#grammar.parameters) ?? node.field('parameter')
    const body = node.field('body')
    return {
      start,
      end,
      parameters: list ? this.#slice(list).replace(/^[^(]*\(|\)[^)]*$/g, '') : '',
      bodyStart: body ? spanOf(body).start : start,
      callback,
    }
  }

  /** `name = function`, which others call by that name. */
  #isNamed({ start }: Span): boolean {
    return NAMING.test(this.#text.slice(Math.max(0, start - 40), start))
  }

  #condition(node: SgNode, { start, end }: Span): ConditionFact {
    const plain = PLAIN_CONDITION.exec(this.#text.slice(start, Math.min(end, start + LONGEST_HEAD)))
    if (plain) return { start, end, condition: plain[0] }
    const body = node.field('consequence') ?? node.field('body')
    return { start, end, condition: this.#text.slice(start, body ? spanOf(body).start : end) }
  }

  #slice(node: SgNode): string {
    const { start, end } = spanOf(node)
    return this.#text.slice(start, end)
  }
}
