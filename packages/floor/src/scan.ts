import type { ReportedFlaw } from '@understudy/spec'
import { type Language, languageOf } from './language/languages.ts'
import { parse } from './language/parser.ts'
import { type Match, matchRules } from './match.ts'
import { RuleBook } from './rules/book.ts'
import { Facts } from './syntax/facts.ts'

/** What the floor can say of one file. */
export interface Scan {
  readonly flaws: readonly ReportedFlaw[]
  /** Why the file does not count as reviewed; null when it was read whole. */
  readonly note: string | null
}

/** The floor is a tripwire: it never claims to be surer than this. */
export const HIGHEST_CONFIDENCE = 0.5
const UNSUPPORTED = 'unsupported: no rules for this kind of file'
const LONGEST_SNIPPET = 3
/** Lines of a flaw that keep another of its family away. */
const MOST_LINES = 40
/** A short file may have a few such characters; of a longer one, one in a hundred. */
const MOST_ODD_BEGUN = 4
/** Characters. */
const LONGEST_QUOTE = 600
const CONFIDENCE = [0.4, 0.25, 0.3, HIGHEST_CONFIDENCE] as const

const books = new WeakMap<Language, RuleBook>()

/** The flaws that the rules find in a file; empty for a language without rules. @throws MissingPeerError */
export function scanFile(path: string, content: string): readonly ReportedFlaw[] {
  return scan(path, content).flaws
}

/** Like `scanFile`, and says why a file could not be reviewed. @throws MissingPeerError */
export function scan(path: string, content: string): Scan {
  const language = languageOf(path)
  if (!language) return { flaws: [], note: UNSUPPORTED }
  if (!isText(content)) return { flaws: [], note: 'The file is not text in UTF-8, so the floor did not read it.' }
  const lines = new Lines(content)
  try {
    const facts = new Facts(parse(language, content), content, language.grammar)
    const matches = matchRules(facts, bookOf(language).openFor(content), language.dialect)
    return { flaws: distinct(matches, lines).map((match) => flawOf(path, match, lines)), note: parseNote(language, facts, lines) }
  } catch (error) {
    // Nested deeper than the stack allows, as generated code can be.
    if (error instanceof RangeError) return { flaws: [], note: 'The file is nested too deeply for the floor.' }
    throw error
  }
}

/** Whether hardly any characters are zero bytes, as in programs and UTF-16, or stand for bytes that were no UTF-8. */
function isText(content: string): boolean {
  let odd = 0
  for (const mark of ['\0', '\ufffd'])
    for (
      let at = content.indexOf(mark);
      at >= 0 && odd <= MOST_ODD_BEGUN + content.length / 100;
      at = content.indexOf(mark, at + 1)
    )
      odd++
  return odd <= MOST_ODD_BEGUN + content.length / 100
}

function parseNote({ name }: Language, { error }: Facts, lines: Lines): string | null {
  return error && `Line ${lines.at(error.start)} could not be parsed as ${name}, so the floor may have missed something.`
}

function bookOf(language: Language): RuleBook {
  const known = books.get(language)
  if (known) return known
  const made = new RuleBook(language.rules, language.dialect)
  books.set(language, made)
  return made
}

/** One flaw per family and line: several rules, or a call and the assignment around it, may see the same one. */
function distinct(matches: readonly Match[], lines: Lines): readonly Match[] {
  const kept: Match[] = []
  const taken = new Set<string>()
  for (const match of matches.toSorted((a, b) => b.level - a.level || a.end - a.start - (b.end - b.start))) {
    const [first, last] = [lines.at(match.start), lines.at(match.end)]
    const places = Array.from(
      { length: Math.min(last - first + 1, MOST_LINES) },
      (_, index) => `${match.rule.family}:${first + index}`,
    )
    if (places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    kept.push(match)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

function flawOf(path: string, { rule, start, end, level, via }: Match, lines: Lines): ReportedFlaw {
  const startLine = lines.at(start)
  const endLine = Math.min(lines.at(Math.max(start, end - 1)), startLine + LONGEST_SNIPPET - 1)
  return {
    path,
    snippet: quoteOf(lines.text(startLine, endLine), lines.from(start)),
    startLine,
    endLine,
    reasoning:
      level === 3 && via
        ? `${rule.why} It comes from ${via}. Found by rule ${rule.id}.`
        : `${rule.why} Found by rule ${rule.id}.`,
    family: rule.family,
    cwe: rule.cwe,
    title: rule.title,
    severity: rule.severity,
    confidence: CONFIDENCE[level],
    cvss: null,
    remediation: rule.remediation,
  }
}

/** The whole lines, or of a minified line only what the flaw starts with: a quote must not be as long as a file. */
function quoteOf(whole: string, from: string): string {
  return whole.length <= LONGEST_QUOTE ? whole : (from.split('\n', 1)[0] ?? '')
}

/** Lines of a text, 1-based. */
class Lines {
  readonly #content: string
  #known: readonly number[] | undefined

  constructor(content: string) {
    this.#content = content
  }

  /** Counted when a line is asked for, which most files never are. */
  get #starts(): readonly number[] {
    if (this.#known) return this.#known
    const starts = [0]
    for (let at = this.#content.indexOf('\n'); at >= 0; at = this.#content.indexOf('\n', at + 1)) starts.push(at + 1)
    return (this.#known = starts)
  }

  at(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** At most `LONGEST_QUOTE` characters from an offset on. */
  from(offset: number): string {
    return this.#content.slice(offset, offset + LONGEST_QUOTE)
  }

  text(first: number, last: number): string {
    const end = this.#starts[last]
    return this.#content.slice(this.#starts[first - 1], end === undefined ? undefined : end - 1).replace(/\r$/, '')
  }
}
