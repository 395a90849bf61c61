import type { Lexicon } from './tokens.ts'

export interface Argument {
  readonly text: string
  /** Name of a keyword argument, in languages that have them. */
  readonly keyword: string | null
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Cuts the text between two parentheses at its own commas. */
export function argumentsOf(text: string, lexicon: Lexicon): readonly Argument[] {
  if (text.trim() === '') return []
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (lexicon.quotes.includes(character)) at = endOfString(text, at)
    else if (CLOSING[character]) at = endOfGroup(text, at, lexicon)
    else if (character === ',') {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  pieces.push(text.slice(from))
  if (pieces.at(-1)?.trim() === '') pieces.pop()
  return pieces.map((piece) => {
    const keyword = /^\s*(\w+)\s*=(?![=>])/.exec(piece)
    return keyword?.[1]
      ? { keyword: keyword[1], text: piece.slice(keyword[0].length).trim() }
      : { keyword: null, text: piece.trim() }
  })
}

function endOfString(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return text.length
}

function endOfGroup(text: string, start: number, lexicon: Lexicon): number {
  const closer = CLOSING[text[start] ?? '']
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === closer) return at
    if (lexicon.quotes.includes(character)) at = endOfString(text, at)
    else if (CLOSING[character]) at = endOfGroup(text, at, lexicon)
  }
  return text.length
}
