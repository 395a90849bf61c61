import { FAMILIES, type Family, type FlawLabel, nearestWord, SEVERITIES, type Severity } from '@understudy/spec'
import { parseDocument } from '../parse/document.ts'
import { type Problem, shownValue } from '../parse/problem.ts'
import { isObject, type JsonObject } from '../parse/shape.ts'

/** Code that looks like a flaw and is none. A report on it is a false alarm. */
export interface LookAlike extends Pick<FlawLabel, 'path' | 'startLine' | 'endLine' | 'family' | 'why'> {
  /** Id of the flaw whose clean twin this is. */
  readonly twinOf?: string
}

/** What is known about the code of a corpus. */
export interface CorpusLabels {
  readonly flaws: readonly FlawLabel[]
  readonly lookAlikes: readonly LookAlike[]
}

/** The labels of a corpus, or what is wrong with their file. */
export type ParsedLabels =
  | { readonly ok: true; readonly labels: CorpusLabels }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Version of `labels.json` that this reader knows. */
const VERSION = 1
const CWE = /^CWE-[1-9]\d{0,4}$/
/** A path inside the corpus: with `/`, relative, and never upwards. */
const PATH = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[^/\\\0:][^\\\0]*$/

/** Reads `labels.json`. Every problem is told with its path inside the document. */
export function parseLabels(text: string): ParsedLabels {
  const parsed = parseDocument(text)
  if (!parsed.ok) return parsed
  const reader = new LabelReader()
  const labels = reader.read(parsed.value)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, labels }
}

class LabelReader {
  readonly problems: Problem[] = []

  read(value: unknown): CorpusLabels {
    if (!isObject(value)) return this.#wrong('', 'an object', value, { flaws: [], lookAlikes: [] })
    if (value['version'] !== VERSION) this.#wrong('version', String(VERSION), value['version'], null)
    const flaws = this.#list(value, 'flaws', (one, at) => this.#flaw(one, at))
    const ids = new Set(flaws.map(({ id }) => id))
    const seen = new Set<string>()
    flaws.forEach(({ id }, index) => {
      if (seen.has(id)) this.#wrong(`flaws[${index}].id`, 'an id that occurs once', id, null)
      seen.add(id)
    })
    const lookAlikes =
      value['lookAlikes'] === undefined ? [] : this.#list(value, 'lookAlikes', (one, at) => this.#lookAlike(one, at, ids))
    return { flaws, lookAlikes }
  }

  #list<T>(owner: JsonObject, name: string, read: (one: JsonObject, at: string) => T): readonly T[] {
    const list = owner[name]
    if (!Array.isArray(list)) return this.#wrong(name, 'a list', list, [])
    return list.flatMap((one: unknown, index): T[] => {
      const at = `${name}[${index}]`
      return isObject(one) ? [read(one, at)] : this.#wrong(at, 'an object', one, [])
    })
  }

  #flaw(one: JsonObject, at: string): FlawLabel {
    const cwe = this.#text(one, at, 'cwe')
    if (cwe !== '' && !CWE.test(cwe)) this.#wrong(`${at}.cwe`, 'a CWE id such as CWE-89', cwe, null)
    return {
      id: this.#text(one, at, 'id'),
      ...this.#range(one, at),
      cwe,
      severity: this.#word<Severity>(one, at, 'severity', SEVERITIES),
      title: this.#text(one, at, 'title'),
    }
  }

  #lookAlike(one: JsonObject, at: string, ids: ReadonlySet<string>): LookAlike {
    const range = this.#range(one, at)
    if (one['twinOf'] === undefined) return range
    const twinOf = this.#text(one, at, 'twinOf')
    if (twinOf !== '' && !ids.has(twinOf)) this.#wrong(`${at}.twinOf`, 'the id of a flaw of this document', twinOf, null)
    return { ...range, twinOf }
  }

  #range(one: JsonObject, at: string): LookAlike {
    const path = this.#text(one, at, 'path')
    if (path !== '' && !PATH.test(path)) this.#wrong(`${at}.path`, 'a relative path inside the corpus, with /', path, null)
    const startLine = this.#line(one, at, 'startLine', 1)
    return {
      path,
      startLine,
      endLine: this.#line(one, at, 'endLine', startLine),
      family: this.#word<Family>(one, at, 'family', FAMILIES),
      why: this.#text(one, at, 'why'),
    }
  }

  #text(one: JsonObject, at: string, name: string): string {
    const value = one[name]
    return typeof value === 'string' && value !== '' ? value : this.#wrong(`${at}.${name}`, 'a non-empty string', value, '')
  }

  #line(one: JsonObject, at: string, name: string, least: number): number {
    const value = one[name]
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
    return this.#wrong(`${at}.${name}`, `a whole number of at least ${least}`, value, least)
  }

  #word<W extends string>(one: JsonObject, at: string, name: string, words: readonly W[]): W {
    const value = one[name]
    if (typeof value === 'string' && (words as readonly string[]).includes(value)) return value as W
    const near = typeof value === 'string' ? nearestWord(value, words) : undefined
    const rule = near ? `a known ${name} (did you mean ${near}?)` : `one of ${words.join(', ')}`
    return this.#wrong(`${at}.${name}`, rule, value, words[0] as W)
  }

  /** Notes a problem, and goes on with a stand-in so that the others are found as well. */
  #wrong<T>(path: string, rule: string, value: unknown, standIn: T): T {
    this.problems.push({ path, rule, value: value === undefined ? 'nothing' : shownValue(value) })
    return standIn
  }
}
