import type { ServerResponse } from 'node:http'
import type { Runtime } from '@understudy/spec'
import { BEFORE_BREAK_MS } from '../memory/respond.ts'
import { isEventStream, type Piece, type WireAnswer } from '../wire/answer.ts'

/** Plays an answer on a real socket, to its last byte or to the end that the answer asks for. */
export function play(answer: WireAnswer, response: ServerResponse, runtime: Runtime): void {
  const start = (): void => {
    if (response.destroyed) return
    if (answer.head === false) return end(answer, response, runtime)
    const whole = wholeBody(answer)
    if (whole !== null) {
      response.writeHead(answer.status, { 'content-length': Buffer.byteLength(whole), ...answer.headers })
      response.end(whole)
      return
    }
    response.writeHead(answer.status, answer.headers)
    response.flushHeaders()
    writeFrom(answer, 0, response, runtime)
  }
  if (answer.waitMs) later(answer.waitMs, response, runtime, start)
  else start()
}

/** The body when it can go out at once, or null when it has to be played piece by piece. */
function wholeBody(answer: WireAnswer): string | Uint8Array | null {
  if ((answer.ending ?? 'finish') !== 'finish' || isEventStream(answer) || answer.body.length > 1) return null
  const piece = answer.body[0]
  return piece?.waitMs ? null : (piece?.data ?? '')
}

function writeFrom(answer: WireAnswer, from: number, response: ServerResponse, runtime: Runtime): void {
  for (let index = from; index < answer.body.length; index++) {
    const piece = answer.body[index] as Piece
    if (response.destroyed) return
    if (piece.waitMs && index !== from)
      return later(piece.waitMs, response, runtime, () => writeFrom(answer, index, response, runtime))
    const flowing = response.write(piece.data)
    if (!flowing && index + 1 < answer.body.length) {
      const next = index + 1
      const wait = answer.body[next]?.waitMs ?? 0
      response.once('drain', () =>
        wait
          ? later(wait, response, runtime, () => writeFrom(answer, next, response, runtime))
          : writeFrom(answer, next, response, runtime),
      )
      return
    }
  }
  end(answer, response, runtime)
}

function end({ ending = 'finish' }: WireAnswer, response: ServerResponse, runtime: Runtime): void {
  const { socket } = response
  if (ending === 'finish') response.end()
  else if (ending === 'hang-up') response.end(() => socket?.destroySoon())
  else if (ending === 'close') later(BEFORE_BREAK_MS, response, runtime, () => socket?.destroy())
  else if (ending === 'reset') later(BEFORE_BREAK_MS, response, runtime, () => socket?.resetAndDestroy())
  // A stall ends when the caller goes, or when the stage closes.
}

/** Waits on the stage's clock, unless the caller goes away first. */
function later(ms: number, response: ServerResponse, runtime: Runtime, then: () => void): void {
  const cancel = runtime.after(ms, () => {
    response.off('close', cancel)
    then()
  })
  response.once('close', cancel)
}
