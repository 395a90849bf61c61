import { type ParseError, printParseErrorCode } from 'jsonc-parser'

/** What is wrong, by the parser's names for it. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'there is a word that JSON does not have; texts stand in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'the name of a member is missing here, in double quotes',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'there is more after the end of the object',
  InvalidCommentToken: 'this is no comment',
  UnexpectedEndOfComment: 'a comment has no end',
  UnexpectedEndOfString: 'a text has no closing quote',
  UnexpectedEndOfNumber: 'a number is not complete',
  InvalidUnicode: 'this is no \\u escape',
  InvalidEscapeCharacter: 'a text has a backslash that is none of JSON; write two of them',
  InvalidCharacter: 'a text has a control character, such as a line break',
}

/** Where a file stops being JSON, and why. */
export function syntaxSentence(text: string, { error, offset }: ParseError): string {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/)
  const column = (before.at(-1)?.length ?? 0) + 1
  const why = WORDS[printParseErrorCode(error)] ?? 'it cannot be read'
  return `line ${before.length}, column ${column} is not valid JSON: ${why}.`
}
