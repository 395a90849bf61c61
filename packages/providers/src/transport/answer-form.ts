/** What a good answer's media type promises; `either` promises nothing, so that the content decides. */
export type PromisedForm = 'json' | 'events' | 'either'

const EITHER = new Set(['', 'text/plain', 'application/octet-stream', 'binary/octet-stream', 'application/x-ndjson'])

/** Undefined for a media type that no model's answer has: a captive portal's page, an image. */
export function promisedForm(mediaType: string): PromisedForm | undefined {
  if (mediaType === 'text/event-stream') return 'events'
  if (mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json')) return 'json'
  return EITHER.has(mediaType) ? 'either' : undefined
}

const [TAB, LINE_FEED, RETURN, SPACE, COLON] = [9, 10, 13, 32, 58]
const FIELDS = ['data', 'event', 'id', 'retry']
/** The longest beginning that has to be seen: `event:`. */
const TELLING_BYTES = 6

const isBlankByte = (byte: number | undefined): boolean => byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB

/** Whether bytes are blanks and nothing else. */
export const isBlank = (bytes: Buffer): boolean => bytes.every(isBlankByte)

/**
 * Tells JSON from server-sent events by how a body begins, since gateways send either under the other's media type. `undecided`
 * asks for more bytes; `other` is neither.
 */
export function formOfBeginning(bytes: Buffer): 'json' | 'events' | 'other' | 'undecided' {
  let at = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < bytes.length && isBlankByte(bytes[at])) at++
  if (at === bytes.length || (at === 0 && bytes[0] === 0xef && bytes.length < 3)) return 'undecided'
  const beginning = bytes.toString('latin1', at, at + TELLING_BYTES)
  if (beginning.startsWith('{') || beginning.startsWith('[')) return 'json'
  if (beginning.charCodeAt(0) === COLON || FIELDS.some((field) => beginning.startsWith(`${field}:`))) return 'events'
  return FIELDS.some((field) => `${field}:`.startsWith(beginning)) ? 'undecided' : 'other'
}
