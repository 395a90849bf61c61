import { type Markup, markup, trusted } from './markup.ts'
import { HEAT_RULES, standaloneStyle } from './picture-style.ts'

/** A picture without its frame: it stands in a page, or alone in a file. */
export interface Picture {
  /** Class and prefix of ids. */
  readonly name: 'timeline' | 'agreement' | 'shift'
  readonly width: number
  readonly height: number
  /** What it is, in a few words. */
  readonly title: string
  /** What it shows, for whoever cannot see it. */
  readonly description: string
  readonly defs: Markup
  readonly body: Markup
  /** What the signs in it mean, as a row for beneath it. */
  readonly legend: Markup
}

/** The picture inside a page, whose style it takes. */
export function inPage({ name, width, height, title, description, defs, body }: Picture): Markup {
  return markup`<svg class="${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"
    aria-labelledby="${name}-title ${name}-text" xmlns="http://www.w3.org/2000/svg">
    <title id="${name}-title">${title}</title>
    <desc id="${name}-text">${description}</desc>
    <defs>${defs}</defs>
    ${body}
  </svg>`
}

export interface StandaloneText {
  /** What happened, in a sentence. */
  readonly heading: string
  /** The numbers behind it. */
  readonly note: string
}

const MARGIN = 20
const HEAD = 58
const FOOT = 20

/** The picture as a file of its own: with style, heading and legend, on paper of its own, so that it reads on any page. */
export function standalone(picture: Picture, { heading, note }: StandaloneText): string {
  const width = picture.width + 2 * MARGIN
  const height = picture.height + HEAD + FOOT + MARGIN
  const { name, description, defs, body, legend } = picture
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title ${name}-text">
<title id="${name}-title">${heading}</title>
<desc id="${name}-text">${note} ${description}</desc>
<style>${trusted(standaloneStyle())}${name === 'agreement' ? trusted(HEAT_RULES) : null}</style>
<defs>${defs}</defs>
<rect class="paper" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" />
<text class="title" x="${MARGIN}" y="${MARGIN + 14}">${heading}</text>
<text class="note" x="${MARGIN}" y="${MARGIN + 34}">${note}</text>
<g transform="translate(${MARGIN} ${HEAD + 8})">${body}</g>
<g transform="translate(${MARGIN} ${HEAD + picture.height + 26})">${legend}</g>
</svg>
`.markup
}
