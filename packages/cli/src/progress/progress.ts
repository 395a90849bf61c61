import type { ReviewEvent } from '@understudy/sdk'
import type { Runtime } from '@understudy/spec'
import type { TextSink } from '../shell/shell.ts'
import { renderEvent } from '../terminal/event.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { count, cut, duration } from '../terminal/text.ts'
import { advance, NO_PROGRESS, type ProgressState, timeLeftMs } from './state.ts'

export interface Progress {
  /** Takes an event of the review into account. */
  readonly show: (event: ReviewEvent) => void
  /** Writes a line of its own, above the live line. */
  readonly say: (line: string) => void
  /** Removes the live line. Afterwards the sink is free for others. */
  readonly end: () => void
}

export interface ProgressOptions {
  readonly sink: TextSink
  readonly terminal: Terminal
  readonly runtime: Runtime
  /** A line that redraws itself; else one line per step. */
  readonly live: boolean
  /** No lines but warnings. @default false */
  readonly quiet?: boolean
}

const REDRAW_MS = 100
/** Without a terminal, a long run says that it is alive this often. */
const HEARTBEAT_MS = 10_000
const CLEAR_LINE = '\r\u001b[2K'

/** One line: files done, findings, current target, elapsed, time left. */
export function progressLine(state: ProgressState, elapsedMs: number, columns: number): string {
  const left = timeLeftMs(state, elapsedMs)
  const parts = [
    `${state.filesDone}/${count(state.files, 'file')}`,
    count(state.findings, 'finding'),
    ...(state.target === undefined ? [] : [state.target]),
    duration(elapsedMs),
    ...(left !== null && elapsedMs > 2000 ? [`about ${duration(left)} left`] : []),
  ]
  return cut(parts.join(' · '), columns - 1)
}

/** Calls back again and again; gives a function that stops it. */
function every(ms: number, callback: () => void, runtime: Runtime): () => void {
  let cancel = runtime.after(ms, function again() {
    callback()
    cancel = runtime.after(ms, again)
  })
  return () => cancel()
}

/** Progress on standard error: a live line on a terminal, plain lines elsewhere. */
export function createProgress(options: ProgressOptions): Progress {
  const { sink, terminal, runtime, live, quiet = false } = options
  const startedAt = runtime.now()
  let state = NO_PROGRESS
  let drawn = false
  let ended = false
  let begun = false

  const elapsed = (): number => runtime.now() - startedAt
  const clear = (): void => {
    if (drawn) sink.write(CLEAR_LINE)
    drawn = false
  }
  const draw = (): void => {
    if (ended || quiet) return
    if (live) {
      sink.write(`${CLEAR_LINE}${terminal.paint('dim', progressLine(state, elapsed(), terminal.columns))}`)
      drawn = true
    } else if (state.files > 0) sink.write(`${progressLine(state, elapsed(), terminal.columns)}\n`)
  }
  const say = (line: string): void => {
    clear()
    sink.write(`${line}\n`)
  }
  const cancel = every(live ? REDRAW_MS : HEARTBEAT_MS, draw, runtime)

  return {
    say,
    show(event) {
      state = advance(state, event)
      // Without a terminal the first line says at once that work has begun; the heartbeat follows.
      if (event.type === 'call-started' && !live && !begun) {
        begun = true
        draw()
      }
      const line = renderEvent(terminal, event, elapsed())
      if (line !== null && !quiet) say(line)
    },
    end() {
      if (ended) return
      ended = true
      cancel()
      clear()
    },
  }
}
