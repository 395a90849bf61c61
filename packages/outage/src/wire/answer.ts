/** One piece of a body, and how long the vendor takes before it. */
export interface Piece {
  readonly data: string | Uint8Array
  /** @default 0 */
  readonly waitMs?: number
}

/**
 * How a vendor answers, down to how the connection ends. Faults change it, stages play it: on a socket, as a `Response`
 * in msw, or in virtual time.
 */
export interface WireAnswer {
  /** Time before the first header. @default 0 */
  readonly waitMs?: number
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: readonly Piece[]
  /**
   * What happens after the last piece: `finish` the response properly, `close` the connection without finishing it,
   * `reset` it (TCP RST), `stall` until the caller goes away, or `hang-up`: finish, then close a connection that was
   * promised to stay open. @default 'finish'
   */
  readonly ending?: Ending
  /** False leaves out status and headers, so that `ending` hits a caller who is still waiting. @default true */
  readonly head?: boolean
  /** System code of a connection that never came to be: `ENOTFOUND`, `ECONNREFUSED`, … Only stages in memory can play it. */
  readonly failure?: string
}

/** How an answer ends. */
export type Ending = 'finish' | 'close' | 'reset' | 'stall' | 'hang-up'

/** A whole JSON answer. */
export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: [{ data: JSON.stringify(body) }] }
}

/** True when the answer is an event stream. */
export function isEventStream(answer: WireAnswer): boolean {
  return answer.headers['content-type']?.startsWith('text/event-stream') ?? false
}
