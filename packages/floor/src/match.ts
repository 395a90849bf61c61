import type { Family } from '@understudy/spec'
import type { Dialect } from './language/dialect.ts'
import type { OpenRules } from './rules/book.ts'
import type { BuiltSink, CallSink, Condition, Rule, TextSink } from './rules/rule.ts'
import type { CallFact } from './syntax/call.ts'
import type { Facts } from './syntax/facts.ts'
import type { Span } from './syntax/span.ts'
import { argumentsOf } from './taint/arguments.ts'
import { bindNames } from './taint/bind.ts'
import { Evaluator } from './taint/evaluate.ts'
import type { Scope, ScopeTree } from './taint/scopes.ts'
import { isBuilt, isLiteral, type Level, literalStart, type Value } from './taint/value.ts'

/** A rule that holds at a place. */
export interface Match extends Span {
  readonly rule: Rule
  /** How far the value is under somebody else's control. */
  readonly level: Level
  /** The source as written, when one was found. */
  readonly via: string | null
  /** Counts only where nothing else of its family was found in the same function. */
  readonly onlyAlone: boolean
}

/** Everything the rules find in a file, in the order of the text. */
export function matchRules(facts: Facts, rules: OpenRules, dialect: Dialect): readonly Match[] {
  return new Matcher(facts, rules, dialect).run()
}

/** A literal without anything put into it, or the start of a function. */
const PLAIN =
  /^\s*(?:"[^"\\\n$]*"|'[^'\\\n]*'|[\d._]+|true|false|null|undefined|None|nil)\s*$|^\s*(?:async\s*)?(?:\([\w\s,]*\)|\w+)\s*=>|^\s*(?:async\s+)?function\b/

/** What somebody types into a command line is theirs to read, to call and to look at. */
const COMMAND_LINE = /^(?:process\.argv|sys\.argv|argv|os\.Args|flag\.Arg|args|optarg|\$argv)\b/
const OWN: ReadonlySet<Family> = new Set<Family>([
  'path-traversal',
  'server-side-request-forgery',
  'cross-site-scripting',
  'open-redirect',
  'log-injection',
])

class Matcher {
  readonly #facts: Facts
  readonly #rules: OpenRules
  readonly #dialect: Dialect
  readonly #evaluators = new Map<string, Evaluator>()
  readonly #found: Match[] = []
  /** Each function is searched once for a pattern; null stands for the file. */
  readonly #around = new Map<RegExp, Map<Span | null, boolean>>()
  #tree: ScopeTree | undefined

  constructor(facts: Facts, rules: OpenRules, dialect: Dialect) {
    this.#facts = facts
    this.#rules = rules
    this.#dialect = dialect
  }

  run(): readonly Match[] {
    const { calls, assignments, pairs, built, texts } = this.#rules
    for (const [rule, sink] of texts) this.#text(rule, sink)
    // Such a text stands somewhere in the file, or no part of it can be one.
    const statements = built.filter(([, { when }]) => when.text?.test(this.#facts.text) !== false)
    for (const [rule, sink] of statements) this.#built(rule, sink)
    const chosen = this.#facts.choose({
      calls: [...calls.keys()],
      lefts: assignments.map(([, { to }]) => to),
      keys: pairs.map(([, { key }]) => key),
    })
    for (const [rule, { to, when = {} }] of assignments)
      for (const fact of chosen.bindings) if (to.test(fact.left)) this.#judge(rule, when, fact.right, fact)
    for (const [rule, { key, when = {} }] of pairs)
      for (const fact of chosen.pairs) if (key.test(fact.key)) this.#judge(rule, when, fact.value, fact)
    for (const call of chosen.calls) this.#call(call)
    const found = this.#withoutCompany()
    return found.toSorted((a, b) => a.start - b.start)
  }

  /** Leaves out what counts only alone and is not. */
  #withoutCompany(): readonly Match[] {
    if (!this.#found.some(({ onlyAlone }) => onlyAlone)) return this.#found
    const company = new Map<Family, Set<Scope>>()
    for (const { rule, start, onlyAlone } of this.#found) {
      if (onlyAlone) continue
      const known = company.get(rule.family)
      if (known) known.add(this.#scopes().at(start))
      else company.set(rule.family, new Set([this.#scopes().at(start)]))
    }
    return this.#found.filter(
      ({ rule, start, onlyAlone }) => !onlyAlone || !company.get(rule.family)?.has(this.#scopes().at(start)),
    )
  }

  #call(call: CallFact): void {
    const sinks = this.#rules.calls.get(call.name)
    if (!sinks) return
    const dot = call.callee.lastIndexOf('.')
    const receiver = call.callee.slice(0, Math.max(0, dot))
    for (const [rule, sink] of sinks) {
      if (sink.receiver && !sink.receiver.test(receiver)) continue
      if (!this.#surroundingsHold(sink, call)) continue
      if (!sink.when) this.#report(rule, call, { level: 0, via: null })
      else this.#arguments(rule, sink, sink.when, call)
    }
  }

  #surroundingsHold({ call, callUnless, around, unlessAround }: CallSink, span: Span): boolean {
    if (call || callUnless) {
      const text = this.#facts.text.slice(span.start, span.end)
      if ((call && !call.test(text)) || callUnless?.test(text)) return false
    }
    return (!around || this.#isAround(around, span)) && !(unlessAround && this.#isAround(unlessAround, span))
  }

  /** Whether the innermost function around a place matches. */
  #isAround(pattern: RegExp, { start }: Span): boolean {
    const { text } = this.#facts
    let known = this.#around.get(pattern)
    if (!known) this.#around.set(pattern, (known = new Map([[null, pattern.test(text)]])))
    // What the file does not have, no function in it has.
    if (known.get(null) === false) return false
    const around = this.#facts.functions.around(start)[0] ?? null
    const tested = known.get(around)
    if (tested !== undefined) return tested
    const found = around !== null && pattern.test(text.slice(around.start, around.end))
    known.set(around, found)
    return found
  }

  #arguments(rule: Rule, sink: CallSink, when: Condition, call: CallFact): void {
    const which = sink.argument ?? 0
    if (which === 'all') return this.#judge(rule, when, call.argumentText, call, sink.onlyAlone)
    const list = argumentsOf(call.argumentText, this.#dialect.lexicon).map(({ text }) => text)
    for (const text of which === 'any' ? list : list.slice(which, which + 1)) this.#judge(rule, when, text, call, sink.onlyAlone)
  }

  #built(rule: Rule, { when }: BuiltSink): void {
    const { calls, flow, text } = this.#facts
    // A literal part must match by itself before names are followed; most texts end here.
    for (const call of calls) {
      if (when.text && !when.text.test(text.slice(call.start, call.end))) continue
      for (const argument of argumentsOf(call.argumentText, this.#dialect.lexicon)) this.#judge(rule, when, argument.text, call)
    }
    for (const fact of flow.bindings) this.#judge(rule, when, fact.right, fact)
    for (const span of flow.returns) this.#judge(rule, when, text.slice(span.start, span.end), span)
  }

  #text(rule: Rule, { pattern, unlessAround }: TextSink): void {
    for (const found of this.#facts.text.matchAll(pattern)) {
      const span = { start: found.index, end: found.index + found[0].length }
      if (unlessAround && this.#isAround(unlessAround, span)) continue
      this.#report(rule, span, { level: 0, via: null })
    }
  }

  #judge(rule: Rule, when: Condition, text: string, span: Span, onlyAlone = false): void {
    if (when.text && !when.text.test(text)) return
    if (when.unless?.test(text)) return
    if (when.level === undefined && !when.built && !when.leads && !when.shape && !when.literal)
      return this.#report(rule, span, { level: 0, via: null })
    // Nothing is followed for what is a literal or a function by itself, as most arguments are.
    if ((when.level ?? 0) > 0 && PLAIN.test(text)) return
    const value = this.#evaluator(rule).value(text, span.start)
    const { level, via } = value
    const own = level === 3 && OWN.has(rule.family) && COMMAND_LINE.test(via ?? '')
    if (holds(when, own ? { ...value, level: 1 } : value)) this.#report(rule, span, value, onlyAlone)
  }

  #report(rule: Rule, span: Span, { level, via }: Pick<Value, 'level' | 'via'>, onlyAlone = false): void {
    this.#found.push({ rule, start: span.start, end: span.end, level, via, onlyAlone })
  }

  #scopes(): ScopeTree {
    return (this.#tree ??= bindNames(this.#facts, this.#dialect))
  }

  #evaluator({ family }: Rule): Evaluator {
    const known = this.#evaluators.get(family)
    if (known) return known
    const made = new Evaluator(this.#scopes(), this.#dialect, family)
    this.#evaluators.set(family, made)
    return made
  }
}

function holds(when: Condition, value: Value): boolean {
  if (value.level < (when.level ?? 0)) return false
  if (when.built && !isBuilt(value)) return false
  if (when.literal && !isLiteral(value)) return false
  if (when.leads && !/^(?:https?:\/\/)?$/i.test(literalStart(value))) return false
  return !when.shape || when.shape.test(value.shape)
}
