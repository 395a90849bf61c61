/**
 * What a reader does not see as what it is, by Unicode's own properties: controls, marks of format and direction, fillers,
 * variation selectors, tags, private use, code points that nobody assigned, and every blank but the space. A list by hand has gaps.
 */
const HIDDEN_CLASS = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Z}\u2800\u3164\uffa0]`

const HIDDEN = new RegExp(String.raw`(?![\t\n ])${HIDDEN_CLASS}`, 'gu')
const HIDDEN_WITHIN_LINES = new RegExp(String.raw`(?![\t\n\r ])${HIDDEN_CLASS}`, 'gu')

/** Writes out every hidden character of a text by its code point in hexadecimal. Space, tab and line feed stay. */
export function showHidden(text: string, write: (codePoint: string) => string): string {
  return text.replace(HIDDEN, (character) => write((character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')))
}

/** A text without the characters that `showHidden` writes out. Its line breaks stay. */
export function dropHidden(text: string): string {
  return text.replace(HIDDEN_WITHIN_LINES, '')
}
