import type { Dialect } from '../language/dialect.ts'
import type { CallSink, Rule, Sink } from './rule.ts'

type OtherSink = Exclude<Sink, CallSink>

/** The sinks of one language that can match a given file at all. */
export interface OpenRules {
  readonly calls: ReadonlyMap<string, readonly (readonly [Rule, CallSink])[]>
  readonly others: readonly (readonly [Rule, OtherSink])[]
}

/** Rules of one language, arranged for looking up; made once. */
export class RuleBook {
  readonly #entries: readonly {
    readonly rule: Rule
    readonly sink: Sink
    readonly hint: RegExp | null
    readonly source: boolean
  }[]
  readonly #sourceHint: RegExp

  constructor(rules: readonly Rule[], dialect: Dialect) {
    this.#sourceHint = dialect.sourceHint
    this.#entries = rules.flatMap((rule) =>
      rule.sinks.map((sink) => ({
        rule,
        sink,
        hint: hintOf(sink),
        source: 'when' in sink && sink.when?.level === 3,
      })),
    )
  }

  /** Looks at the bare text only, so that most rules cost next to nothing on most files. */
  openFor(text: string): OpenRules {
    const calls = new Map<string, (readonly [Rule, CallSink])[]>()
    const others: (readonly [Rule, OtherSink])[] = []
    const called = calledIn(text)
    // Several sinks share one hint.
    const tried = new Map<RegExp, boolean>()
    const matches = (hint: RegExp | null): boolean => {
      const known = hint === null || tried.get(hint)
      if (known !== undefined) return known
      const found = hint?.test(text) === true
      if (hint) tried.set(hint, found)
      return found
    }
    const hasSource = this.#sourceHint.test(text)
    for (const { rule, sink, hint, source } of this.#entries) {
      if (source && !hasSource) continue
      if (sink.on !== 'call') {
        if (matches(hint)) others.push([rule, sink])
        continue
      }
      const names = sink.names.filter((name) => called.has(name))
      if (names.length === 0 || !matches(hint)) continue
      for (const name of names) {
        const known = calls.get(name)
        if (known) known.push([rule, sink])
        else calls.set(name, [[rule, sink]])
      }
    }
    return { calls, others }
  }
}

/** PHP's words that take an argument without a bracket. */
const BARE_WORDS = ['echo', 'print', 'include', 'include_once', 'require', 'require_once']
const WORD_BEFORE = /([\w$]+)\s*(?:<[^()]*>\s*)?$/
/** Longest name, with type arguments, that is looked for before a bracket. */
const LONGEST_NAME = 100

/** The words of a text that a bracket follows. Written as a loop, because the obvious pattern takes longer than parsing. */
function calledIn(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    let end = at
    while (text.charCodeAt(end - 1) === 32) end--
    let start = end
    while (isWordCharacter(text.charCodeAt(start - 1))) start--
    if (start < end) names.add(text.slice(start, end))
    else if (text.charCodeAt(end - 1) === 62) {
      const name = WORD_BEFORE.exec(text.slice(Math.max(0, end - LONGEST_NAME), end))?.[1]
      if (name) names.add(name)
    }
  }
  for (const word of BARE_WORDS) if (text.includes(word)) names.add(word)
  return names
}

/** Digits, letters, `_` and `$`. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36
}

/** A pattern that the text of a file must match before the sink can; null when there is none. */
function hintOf(sink: Sink): RegExp | null {
  if (sink.hint) return sink.hint
  if (sink.on === 'call') return null
  if (sink.on === 'built') return sink.when.text ?? null
  if (sink.on === 'text') return new RegExp(sink.pattern.source, sink.pattern.flags.replace('g', ''))
  const name = sink.on === 'pair' ? sink.key : sink.to
  // Its anchors hold for one side of an assignment, not for a file.
  const bare = name.source.replace(/^\^/, '').replace(/\$$/, '')
  const separator = sink.on === 'pair' ? '(?::|=)' : '(?::[^=\\n]{0,80})?[-+*/%.|&:]?=(?!=)'
  return new RegExp(`(?:${bare})[\\w'"\`\\[\\]]*\\s*${separator}`, name.flags)
}
