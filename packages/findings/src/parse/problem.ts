/** What is wrong with a document: where, which rule, and what stood there. */
export interface Problem {
  /** Path inside the document, such as `findings[3].family`; empty for the document itself. */
  readonly path: string
  /** Reads after "must": `one of sql-injection, …`. */
  readonly rule: string
  /** Short, and never the content of a text. */
  readonly value?: string
}

/** One sentence for a person, and for the model that is asked to repair its answer. */
export function problemSentence({ path, rule, value }: Problem): string {
  return `${path === '' ? 'The answer' : path} must be ${rule}${value === undefined ? '' : `, got ${value}`}.`
}

const WORD = /^[\w .:+-]{1,40}$/

/** A value made fit for a problem: words and numbers as they are, anything else by its kind. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return String(value)
  if (typeof value === 'string') return WORD.test(value) ? `"${value}"` : `a text of ${value.length} characters`
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object'
}
