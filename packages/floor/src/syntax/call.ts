import type { SgNode } from '@ast-grep/napi'
import { type Span, spanOf } from './span.ts'

/** A callee without brackets, up to its arguments: nearly all of them. */
const SIMPLE = /^(?:(?:await|new)\s+)?[\w$.?!\s#@]*?([\w$]+)\s*(?:<[^()<>]*>\s*)?\(/

/** Something hangs on a closed bracket, so the first bracket need not be the arguments. */
const CHAINED = /\)\s*(?:[.([!`]|\?\.|->)/

/** `new Name(…)`, in a grammar that gives the arguments no field. */
const CONSTRUCTION = /^new\s+([\w\\]+)\s*\(([^]*)\)$/

/** A call. What follows from its syntax is read when it is asked for: most calls are only looked at by name. */
export class CallFact implements Span {
  readonly start: number
  readonly end: number
  /** Last part of the callee: `query` of `db.query(…)`. */
  readonly name: string
  readonly #node: SgNode
  readonly #text: string
  #parts: { readonly callee: string; readonly argumentText: string } | undefined

  constructor(node: SgNode, text: string) {
    const { start, end } = spanOf(node)
    this.start = start
    this.end = end
    this.#node = node
    this.#text = text
    const simple = CHAINED.test(text.slice(start, end)) ? null : SIMPLE.exec(text.slice(start, Math.min(end, start + 120)))
    this.name = simple?.[1] ?? this.callee.slice(this.callee.lastIndexOf('.') + 1)
  }

  /** Everything before the arguments, without `new`, type arguments and white space. */
  get callee(): string {
    return (this.#parts ??= this.#read()).callee
  }

  /** Text between the parentheses. */
  get argumentText(): string {
    return (this.#parts ??= this.#read()).argumentText
  }

  #read(): { readonly callee: string; readonly argumentText: string } {
    const list = this.#node.field('arguments')
    if (!list) {
      const made = CONSTRUCTION.exec(this.#text.slice(this.start, this.end))
      if (made) return { callee: calleeName(made[1] ?? ''), argumentText: made[2] ?? '' }
      // Words such as PHP's `echo` take what follows them, and `new Thing` takes nothing.
      const word = /^[a-z_]+/i.exec(this.#text.slice(this.start, this.start + 40))?.[0] ?? ''
      return { callee: word, argumentText: this.#text.slice(this.start + word.length, this.end) }
    }
    const inside = spanOf(list)
    const open = this.#text[inside.start] === '(' ? 1 : 0
    return {
      callee: calleeName(this.#text.slice(this.start, inside.start)),
      argumentText: this.#text.slice(inside.start + open, inside.end - open),
    }
  }
}

/** `new Foo<Bar>` → `Foo`, `a ?. b` → `a.b`, `$a->b` → `$a.b`. */
export function calleeName(text: string): string {
  return text
    .replace(/^\s*(?:await\s+|new\s+)+/, '')
    .replace(/<[^()]*>\s*$/, '')
    .replace(/\s+/g, '')
    .replace(/\?\.|\?->|!\.|->|::/g, '.')
    .replace(/\.$/, '')
}
