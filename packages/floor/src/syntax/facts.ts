import type { SgNode } from '@ast-grep/napi'
import { type Grammar, kindsOf } from './grammar.ts'

/** A piece of the file, as offsets in its text. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface CallFact extends Span {
  /** Everything before the arguments, without `new`, type arguments and white space. */
  readonly callee: string
  /** Text between the parentheses. */
  readonly argumentText: string
}

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

/** What the floor knows of one file. Each list is in the order of the text. */
export interface Facts {
  readonly text: string
  readonly calls: readonly CallFact[]
  readonly bindings: readonly BindingFact[]
  readonly pairs: readonly PairFact[]
  readonly functions: readonly FunctionFact[]
  readonly conditions: readonly ConditionFact[]
  readonly returns: readonly Span[]
  /** Where the parser gave up. */
  readonly errors: readonly Span[]
}

type Lists = { -readonly [list in keyof Omit<Facts, 'text'>]: Facts[list][number][] }

const spanOf = (node: SgNode): Span => {
  const { start, end } = node.range()
  return { start: start.index, end: end.index }
}

/** One walk of the tree in native code; everything after it works on slices of the text. */
export function factsOf(root: SgNode, text: string, grammar: Grammar): Facts {
  const reader = new FactReader(text, grammar)
  for (const node of root.findAll({ rule: { any: kindsOf(grammar).map((kind) => ({ kind })) } })) reader.read(node)
  return { text, ...reader.lists }
}

class FactReader {
  readonly lists: Lists = { calls: [], bindings: [], pairs: [], functions: [], conditions: [], returns: [], errors: [] }
  readonly #text: string
  readonly #grammar: Grammar
  readonly #readers = new Map<string, (node: SgNode, span: Span) => void>()

  constructor(text: string, grammar: Grammar) {
    this.#text = text
    this.#grammar = grammar
    const each = (kinds: Iterable<string>, read: (node: SgNode, span: Span) => void): void => {
      for (const kind of kinds) this.#readers.set(kind, read)
    }
    each(grammar.calls, (node, span) => this.#call(node, span))
    for (const [kind, fields] of Object.entries(grammar.assignments))
      this.#readers.set(kind, (node, span) =>
        this.#binding(node, span, fields, grammar.appends.includes(kind) ? 'append' : 'assign'),
      )
    for (const [kind, fields] of Object.entries(grammar.loops))
      this.#readers.set(kind, (node, span) => this.#binding(node, span, fields, 'loop'))
    for (const kind of grammar.functions)
      this.#readers.set(kind, (node, span) => this.#function(node, span, grammar.callbacks.includes(kind)))
    each(grammar.conditions, (node, span) => this.#condition(node, span))
    for (const [kind, fields] of Object.entries(grammar.pairs))
      this.#readers.set(kind, (node, span) => this.#pair(node, span, fields))
    each(grammar.returns, (_node, span) => this.lists.returns.push(span))
    each(['ERROR'], (_node, span) => this.lists.errors.push(span))
  }

  read(node: SgNode): void {
    this.#readers.get(String(node.kind()))?.(node, spanOf(node))
  }

  #call(node: SgNode, { start, end }: Span): void {
    const list = node.field('arguments')
    if (!list) {
      // Words such as PHP's `echo` take what follows them, and `new Thing` takes nothing.
      const word = /^[a-z_]+/i.exec(this.#text.slice(start, start + 40))?.[0] ?? ''
      this.lists.calls.push({ start, end, callee: word, argumentText: this.#text.slice(start + word.length, end) })
      return
    }
    const inside = spanOf(list)
    const open = this.#text[inside.start] === '(' ? 1 : 0
    this.lists.calls.push({
      start,
      end,
      callee: calleeName(this.#text.slice(start, inside.start)),
      argumentText: this.#text.slice(inside.start + open, inside.end - open),
    })
  }

  #binding(
    node: SgNode,
    { start, end }: Span,
    fields: readonly [string | number, string | number],
    how: BindingFact['how'],
  ): void {
    const left = part(node, fields[0])
    const right = part(node, fields[1])
    if (left && right) this.lists.bindings.push({ start, end, left: this.#slice(left), right: this.#slice(right), how })
  }

  #pair(node: SgNode, { start, end }: Span, fields: readonly [string | number, string | number]): void {
    const key = part(node, fields[0])
    const value = part(node, fields[1])
    if (key && value)
      this.lists.pairs.push({ start, end, key: this.#slice(key).replace(/^['"]|['"]$/g, ''), value: this.#slice(value) })
  }

  #function(node: SgNode, { start, end }: Span, callback: boolean): void {
    const list = node.field(this.#grammar.parameters) ?? node.field('parameter')
    const body = node.field('body')
    this.lists.functions.push({
      start,
      end,
      name: node.field('name')?.text() ?? '',
      parameters: list ? this.#slice(list).replace(/^\(|\)$/g, '') : '',
      bodyStart: body ? spanOf(body).start : start,
      callback,
    })
  }

  #condition(node: SgNode, { start, end }: Span): void {
    const body = node.field('consequence') ?? node.field('body')
    this.lists.conditions.push({ start, end, condition: this.#text.slice(start, body ? spanOf(body).start : end) })
  }

  #slice(node: SgNode): string {
    const { start, end } = spanOf(node)
    return this.#text.slice(start, end)
  }
}

function part(node: SgNode, field: string | number): SgNode | null {
  return typeof field === 'string' ? node.field(field) : (node.namedChildren()[field] ?? null)
}

/** `new Foo<Bar>` → `Foo`, `a ?. b` → `a.b`. */
export function calleeName(text: string): string {
  return text
    .replace(/^\s*(?:await\s+|new\s+)+/, '')
    .replace(/\?\./g, '.')
    .replace(/<[^()]*>\s*$/, '')
    .replace(/\s+/g, '')
    .replace(/!\./g, '.')
    .replace(/->|::/g, '.')
    .replace(/\.$/, '')
}
