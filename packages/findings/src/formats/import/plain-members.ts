import { isObject, type JsonObject } from '../../parse/shape.ts'
import { type Lines, linesOf, list, object, text } from './members.ts'

/** Objects inside an entry whose members are meant as the entry's own; the entry's come first. */
const INNER = ['location', 'locations', 'extra', 'textrange', 'range', 'position', 'region', 'metadata', 'details']

/** An entry of any tool, by names in lower case and without `_` and `-`. */
export class Entry {
  readonly #members = new Map<string, { readonly name: string; readonly value: unknown }>()

  constructor(entry: JsonObject) {
    this.#add(entry, '', 0)
  }

  #add(entry: JsonObject, prefix: string, depth: number): void {
    const inner: [string, JsonObject][] = []
    for (const [written, value] of Object.entries(entry)) {
      const name = written.toLowerCase().replaceAll(/[_\s-]/g, '')
      const first = Array.isArray(value) ? (value[0] as unknown) : value
      if (INNER.includes(name) && isObject(first)) inner.push([`${prefix}${written}.`, first])
      if (value !== null && !this.#members.has(name)) this.#members.set(name, { name: `${prefix}${written}`, value })
    }
    if (depth < 3) for (const [at, object] of inner) this.#add(object, at, depth + 1)
  }

  /** The first of these members that holds something. */
  get(...names: readonly string[]): unknown {
    for (const name of names) {
      const found = this.#members.get(name)?.value
      if (found !== undefined && found !== '') return found
    }
    return undefined
  }

  /** The first of these members that is a text. */
  text(...names: readonly string[]): string {
    for (const name of names) {
      const found = text(this.#members.get(name)?.value)
      if (found !== '') return found
    }
    return ''
  }

  /** How the document writes the first of these names that it has. */
  written(...names: readonly string[]): string {
    return names.map((name) => this.#members.get(name)?.name).find((name) => name !== undefined) ?? (names[0] as string)
  }

  lines(): Lines | undefined {
    const start = this.#line(
      'startline',
      'linestart',
      'start',
      'begin',
      'line',
      'lines',
      'linenumber',
      'lineno',
      'linerange',
      'linenumbers',
    )
    if (!start) return undefined
    const end = this.#line('endline', 'lineend', 'end')
    return { start: start.start, end: Math.max(start.end, end?.end ?? start.end) }
  }

  #line(...names: readonly string[]): Lines | undefined {
    for (const name of names) {
      const value = this.#members.get(name)?.value
      const lines = linesOf(isObject(value) ? (value['line'] ?? value['start'] ?? value['row']) : value)
      if (lines) return lines
    }
    return undefined
  }

  cwes(): string[] {
    const values = [this.get('cwe'), this.get('cwes'), this.get('cweid'), this.get('cweids'), this.get('issuecwe')]
    const identifiers = list(this.get('identifiers'))
      .map(object)
      .filter(({ type }) => text(type).toLowerCase() === 'cwe')
      .map(({ value }) => value)
    return [...values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value])), ...identifiers].flatMap(
      cweText,
    )
  }
}

function cweText(value: unknown): string[] {
  if (typeof value === 'number') return [`CWE-${value}`]
  if (typeof value === 'string') return /^\d{1,5}$/.test(value) ? [`CWE-${value}`] : [value.slice(0, 200)]
  const inner = object(value)
  const id = inner['id'] ?? inner['ID'] ?? inner['value']
  return id === undefined ? [] : cweText(typeof id === 'object' ? undefined : id)
}
