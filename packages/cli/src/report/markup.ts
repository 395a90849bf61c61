import { encodeHtml } from '@understudy/findings'

/** HTML that was built by `markup`, so everything untrusted in it is already encoded. */
export interface Markup {
  readonly markup: string
}

/** What may stand in a template: text is encoded, markup is taken as it is, lists are joined, nothing prints nothing. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[]

function written(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'string') return encodeHtml(content)
  if (typeof content === 'number') return String(content)
  if ('markup' in content) return content.markup
  return content.map(written).join('')
}

/** Builds HTML or SVG. Interpolations may stand in elements and quoted attributes only. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.reduce((before, part, index) => before + written(contents[index - 1]) + part) }
}

/** Our own constant text: a style sheet or a script. Never anything from a report. */
export function trusted(constant: string): Markup {
  return { markup: constant }
}
