import type { Dialect } from '../language/dialect.ts'
import { calledIn } from './called.ts'
import { anyOf, hintOf } from './hint.ts'
import type { AssignmentSink, BuiltSink, CallSink, PairSink, Rule, Sink, TextSink } from './rule.ts'

/** A sink with the rule it belongs to. */
type Of<S extends Sink> = readonly [Rule, S]

/** The sinks of one language that can match a given file at all. */
export interface OpenRules {
  readonly calls: ReadonlyMap<string, readonly Of<CallSink>[]>
  readonly assignments: readonly Of<AssignmentSink>[]
  readonly pairs: readonly Of<PairSink>[]
  readonly built: readonly Of<BuiltSink>[]
  readonly texts: readonly Of<TextSink>[]
}

interface Entry {
  readonly rule: Rule
  readonly sink: Sink
  readonly hint: RegExp | null
  /** Whether it needs a value from outside. */
  readonly source: boolean
}

/** Rules of one language, arranged for looking up; made once. */
export class RuleBook {
  readonly #sourceHint: RegExp
  readonly #byName = new Map<string, Entry[]>()
  readonly #others: readonly Entry[]
  /** Matches every text that one of the others can match. */
  readonly #anyOther: readonly RegExp[]

  constructor(rules: readonly Rule[], dialect: Dialect) {
    this.#sourceHint = dialect.sourceHint
    const entries = rules.flatMap((rule) =>
      rule.sinks.map((sink) => ({ rule, sink, hint: hintOf(sink), source: 'when' in sink && sink.when?.level === 3 })),
    )
    for (const entry of entries) {
      for (const name of entry.sink.on === 'call' ? entry.sink.names : []) {
        const known = this.#byName.get(name)
        if (known) known.push(entry)
        else this.#byName.set(name, [entry])
      }
    }
    this.#others = entries.filter(({ sink }) => sink.on !== 'call')
    this.#anyOther = anyOf(this.#others.flatMap(({ hint }) => hint ?? []))
  }

  /** Looks at the bare text only, so that most rules cost next to nothing on most files. */
  openFor(text: string): OpenRules {
    const tried = new Map<RegExp, boolean>()
    const matches = (hint: RegExp | null): boolean => {
      const known = hint === null || tried.get(hint)
      if (known !== undefined) return known
      const found = hint?.test(text) === true
      if (hint) tried.set(hint, found)
      return found
    }
    const isOpen = ({ hint, source }: Entry): boolean => matches(hint) && (!source || matches(this.#sourceHint))
    return { calls: this.#callsIn(text, isOpen), ...this.#othersIn(text, isOpen) }
  }

  #callsIn(text: string, isOpen: (entry: Entry) => boolean): OpenRules['calls'] {
    const calls = new Map<string, Of<CallSink>[]>()
    for (const [name, receivers] of calledIn(text, this.#byName)) {
      const open: Of<CallSink>[] = []
      for (const entry of this.#byName.get(name) ?? []) {
        const { rule, sink } = entry
        if (sink.on !== 'call') continue
        const { receiver } = sink
        if (receiver && ![...receivers].some((one) => one === null || receiver.test(one))) continue
        if (isOpen(entry)) open.push([rule, sink])
      }
      if (open.length > 0) calls.set(name, open)
    }
    return calls
  }

  #othersIn(text: string, isOpen: (entry: Entry) => boolean): Omit<OpenRules, 'calls'> {
    const assignments: Of<AssignmentSink>[] = []
    const pairs: Of<PairSink>[] = []
    const built: Of<BuiltSink>[] = []
    const texts: Of<TextSink>[] = []
    for (const entry of this.#anyOther.some((any) => any.test(text)) ? this.#others : []) {
      const { rule, sink } = entry
      if (!isOpen(entry)) continue
      if (sink.on === 'assignment') assignments.push([rule, sink])
      else if (sink.on === 'pair') pairs.push([rule, sink])
      else if (sink.on === 'built') built.push([rule, sink])
      else if (sink.on === 'text') texts.push([rule, sink])
    }
    return { assignments, pairs, built, texts }
  }
}
