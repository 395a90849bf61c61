import { visible } from './control.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Text fit for an HTML element or a quoted attribute value. Never for a script, a style or an unquoted attribute. */
export function encodeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? sign)
}

/** A link target: only https, anything else becomes `#`. Not yet encoded for the attribute. */
export function safeLink(url: string): string {
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? new URL(url).href : '#'
}
