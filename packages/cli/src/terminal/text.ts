import truncatedWidth from 'fast-string-truncated-width'
import { stripVTControlCharacters } from 'node:util'

/** Columns that a text takes, colours and joiners aside. */
export function widthOf(text: string): number {
  return truncatedWidth(stripVTControlCharacters(text)).width
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cuts plain text to a number of columns between two characters, with an ellipsis where something is missing. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (widthOf(text) <= columns) return text
  const room = columns - widthOf(ellipsis)
  if (room < 0) return ''
  let kept = ''
  // The library's own cut is a column off where alphabets and emoji meet, so only its measure is used.
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > room) break
    kept += segment
  }
  return kept + ellipsis
}

/** Cuts plain text to a number of columns from its beginning, so that its end can be read. */
export function cutStart(text: string, columns: number, ellipsis = '…'): string {
  if (widthOf(text) <= columns) return text
  const room = columns - widthOf(ellipsis)
  if (room < 0) return ''
  let kept = ''
  for (const { segment } of [...graphemes.segment(text)].toReversed()) {
    if (widthOf(segment + kept) > room) break
    kept = segment + kept
  }
  return ellipsis + kept
}

/** Fills up to a number of columns, by what is seen rather than by code units. */
export function pad(text: string, columns: number, side: 'end' | 'start' = 'end'): string {
  const space = ' '.repeat(Math.max(0, columns - widthOf(text)))
  return side === 'end' ? text + space : space + text
}

/** Breaks plain text into lines of at most `columns`, at spaces where there are any. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  return lines.map((whole) => cut(whole, columns))
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`
}

/** A length of time in the unit a reader would use. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return withRest(`${minutes} min`, seconds % 60, 's')
  if (minutes < 48 * 60) return withRest(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min')
  return `${Math.round(minutes / (24 * 60))} d`
}

const withRest = (whole: string, rest: number, unit: string): string => (rest === 0 ? whole : `${whole} ${rest} ${unit}`)
