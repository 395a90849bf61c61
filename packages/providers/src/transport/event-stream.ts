/** One event of a stream, as the standard has it: its name, and its data lines joined. */
export interface ServerSentEvent {
  /** Undefined where no `event:` line stood. */
  readonly name: string | undefined
  readonly data: string
}

const LINE_END = /\r\n?|\n/g
const BYTE_ORDER_MARK = '\uFEFF'

/** A line that is no field of the standard is skipped, unless it holds what may be a piece of an answer. */
const PIECE_OF_JSON = /[{}"[\]]/

/** A stream that no honest server writes, or one whose lines were damaged on the way. */
export class DamagedStream extends Error {
  override readonly name = 'DamagedStream'
  readonly code: 'damaged-frame' | 'line-too-long'

  constructor(code: DamagedStream['code'], sentence: string) {
    super(sentence)
    this.code = code
  }
}

/**
 * Takes an event stream apart by the rules of WHATWG HTML 9.2.6: any field in any order, comments anywhere, all three line ends,
 * characters split anywhere. Of its own it adds only that a byte order mark may begin any line.
 */
export class EventStreamReader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  readonly #onEvent: (event: ServerSentEvent) => void
  readonly #maxLine: number
  /** Pieces of a line that has not ended. */
  #line = ''
  #afterReturn = false
  #name: string | undefined
  #data: string[] = []

  /** `maxLine` is in characters. */
  constructor(maxLine: number, onEvent: (event: ServerSentEvent) => void) {
    this.#maxLine = maxLine
    this.#onEvent = onEvent
  }

  /** @throws TypeError when the bytes are not UTF-8 @throws DamagedStream */
  push(bytes: Uint8Array): void {
    this.#take(this.#decoder.decode(bytes, { stream: true }))
  }

  /** Gives the last event where no blank line followed it: whether it is whole is for its reader to say. @throws as `push` */
  end(): void {
    this.#take(this.#decoder.decode())
    if (this.#line !== '') this.#field(this.#line)
    this.#line = ''
    this.#dispatch()
  }

  #take(text: string): void {
    if (text === '') return
    let from = this.#afterReturn && text.startsWith('\n') ? 1 : 0
    this.#afterReturn = text.endsWith('\r')
    LINE_END.lastIndex = from
    for (let end = LINE_END.exec(text); end; end = LINE_END.exec(text)) {
      const { lastIndex } = LINE_END
      const line = this.#line === '' ? text.slice(from, end.index) : this.#line + text.slice(from, end.index)
      this.#line = ''
      from = lastIndex
      this.#checkLength(line)
      if (line === '' || line === BYTE_ORDER_MARK) this.#dispatch()
      else this.#field(line)
      // Whoever hears of an event may begin to read elsewhere, with the same expression.
      LINE_END.lastIndex = lastIndex
    }
    this.#line += text.slice(from)
    this.#checkLength(this.#line)
  }

  #checkLength(line: string): void {
    if (line.length <= this.#maxLine) return
    throw new DamagedStream('line-too-long', `A line of the stream is longer than ${this.#maxLine} characters.`)
  }

  #field(given: string): void {
    const line = given.startsWith(BYTE_ORDER_MARK) ? given.slice(1) : given
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#name = value
    else if (field !== 'id' && field !== 'retry' && PIECE_OF_JSON.test(line))
      throw new DamagedStream('damaged-frame', 'A line of the stream is no field of it.')
  }

  #dispatch(): void {
    const event = { name: this.#name || undefined, data: this.#data.join('\n') }
    this.#name = undefined
    const lines = this.#data.length
    this.#data = []
    if (lines > 0) this.#onEvent(event)
  }
}
