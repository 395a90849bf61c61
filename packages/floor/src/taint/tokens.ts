/** One token of an expression. Brackets come as groups, so that what is inside never looks like an operand beside them. */
export type Token =
  | { readonly type: 'name'; readonly text: string }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'operator'; readonly text: string }
  /** A string, as literal text and interpolated expressions in turn. */
  | { readonly type: 'string'; readonly parts: readonly (string | readonly Token[])[] }
  | GroupToken

export interface GroupToken {
  readonly type: 'group'
  readonly open: '(' | '[' | '{'
  readonly items: readonly Token[]
}

/** How a language writes strings and names. */
export interface Lexicon {
  /** Quotes that start a string. */
  readonly quotes: string
  /** Quotes whose strings interpolate, and how: `${x}`, `{x}` after an f prefix, or `$x` and `{$x}`. */
  readonly interpolation: 'dollar-brace' | 'f-prefix' | 'php' | 'none'
  readonly lineComment: readonly string[]
  /** Whether `/…/` may be a regular expression. */
  readonly regexLiterals: boolean
}

/** Longest first. */
const OPERATORS = /=>|\?->|\?\.(?!\d)|\?\?=?|===|!==|==|!=|<=|>=|&&|\|\||->|::|:=|\.\.\.|\+=|\.=|%=|<-|[-+*/%.,:;?=<>!&|^~@#\\]/y
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const NUMBER = /\d[\w.]*/y
const SPACE = /\s+/y
/** After one of these, a slash divides; after anything else it starts a regular expression. */
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const REGEX = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y

/** Cuts the text of one expression into tokens. Never fails: what it cannot read becomes an operator. */
export function tokenize(text: string, lexicon: Lexicon): readonly Token[] {
  return new Tokenizer(text, lexicon).until('')
}

class Tokenizer {
  readonly #text: string
  readonly #lexicon: Lexicon
  #at = 0

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text
    this.#lexicon = lexicon
  }

  until(closer: string): Token[] {
    const tokens: Token[] = []
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? ''
      if (character === closer) {
        this.#at++
        return tokens
      }
      const token = this.#next(character, tokens.at(-1))
      if (token) tokens.push(token)
    }
    return tokens
  }

  #next(character: string, previous: Token | undefined): Token | undefined {
    if (this.#take(SPACE) || this.#skipComment()) return undefined
    const closer = CLOSERS[character]
    if (closer) {
      this.#at++
      return { type: 'group', open: character as '(' | '[' | '{', items: this.until(closer) }
    }
    if (this.#lexicon.quotes.includes(character)) return this.#string(character, previous)
    const number = this.#take(NUMBER)
    if (number) return { type: 'number', text: number }
    const name = this.#take(NAME)
    if (name) {
      // A prefix such as f"…" or R"…" belongs to the string after it.
      return { type: 'name', text: name }
    }
    if (character === '/' && this.#lexicon.regexLiterals && !endsOperand(previous) && this.#take(REGEX))
      return { type: 'string', parts: [''] }
    return { type: 'operator', text: this.#take(OPERATORS) ?? this.#text[this.#at++] ?? '' }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found) this.#at += found.length
    return found
  }

  #skipComment(): boolean {
    const rest = this.#text.startsWith('/*', this.#at) && this.#lexicon.lineComment.includes('//')
    if (rest) {
      const end = this.#text.indexOf('*/', this.#at + 2)
      this.#at = end < 0 ? this.#text.length : end + 2
      return true
    }
    if (!this.#lexicon.lineComment.some((start) => this.#text.startsWith(start, this.#at))) return false
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#text.length : end
    return true
  }

  #string(quote: string, previous: Token | undefined): Token {
    const triple = quote.repeat(3)
    const close = quote !== '`' && this.#text.startsWith(triple, this.#at) ? triple : quote
    this.#at += close.length
    const mode = this.#interpolates(quote, previous)
    const parts: (string | readonly Token[])[] = []
    let literal = ''
    while (this.#at < this.#text.length && !this.#text.startsWith(close, this.#at)) {
      const hole = mode && this.#hole(mode)
      if (hole) {
        parts.push(literal, hole)
        literal = ''
        continue
      }
      if (this.#text[this.#at] === '\\') literal += this.#text[this.#at++]
      literal += this.#text[this.#at++] ?? ''
    }
    this.#at += close.length
    parts.push(literal)
    return { type: 'string', parts }
  }

  #interpolates(quote: string, previous: Token | undefined): Lexicon['interpolation'] | undefined {
    const mode = this.#lexicon.interpolation
    if (mode === 'dollar-brace') return quote === '`' ? mode : undefined
    if (mode === 'php') return quote === '"' ? mode : undefined
    if (mode !== 'f-prefix' || previous?.type !== 'name' || !/^[rR]?[fF][rR]?$/.test(previous.text)) return undefined
    return mode
  }

  #hole(mode: Lexicon['interpolation']): readonly Token[] | undefined {
    const opens = mode === 'dollar-brace' ? '${' : mode === 'f-prefix' ? '{' : '{$'
    if (mode === 'f-prefix' && this.#text.startsWith('{{', this.#at)) {
      this.#at += 2
      return []
    }
    if (this.#text.startsWith(opens, this.#at)) {
      this.#at += mode === 'php' ? 1 : opens.length
      return this.until('}')
    }
    if (mode !== 'php' || !/^\$[a-z_]/i.test(this.#text.slice(this.#at, this.#at + 2))) return undefined
    const simple = /\$\w+(?:->\w+|\[[^\]]*\])?/y
    const found = this.#take(simple)
    return found === undefined ? undefined : tokenize(found, this.#lexicon)
  }
}

function endsOperand(token: Token | undefined): boolean {
  if (!token) return false
  if (token.type === 'name') return token.text !== 'return' && token.text !== 'typeof' && token.text !== 'case'
  return token.type !== 'operator'
}

/** Splits at a separator of this level. */
export function splitAt(tokens: readonly Token[], separator: string): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type === 'operator' && token.text === separator) pieces.push([])
    else pieces.at(-1)?.push(token)
  }
  return pieces
}
