import type { Shell } from '../shell/shell.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { duration } from '../terminal/text.ts'

const SILENT_MS = 1_000
const REDRAW_MS = 250
const CLEAR_LINE = '\r\u001b[2K'

/**
 * Says what is being waited for once that takes longer than a second: on a terminal as a line with the time, which goes
 * away again, elsewhere once.
 */
export async function waiting<T>(words: string, shell: Shell, work: () => Promise<T>): Promise<T> {
  const { stderr, runtime, env } = shell
  const terminal = terminalOf(stderr, shell)
  const live = stderr.isTerminal && !env('CI') && env('TERM') !== 'dumb'
  const started = runtime.now()
  let drawn = false
  let cancel = runtime.after(SILENT_MS, function draw() {
    if (!live) return stderr.write(`${words} …\n`)
    stderr.write(`${CLEAR_LINE}${terminal.paint('dim', `${words} … ${duration(runtime.now() - started)}`)}`)
    drawn = true
    cancel = runtime.after(REDRAW_MS, draw)
  })
  try {
    return await work()
  } finally {
    cancel()
    if (drawn) stderr.write(CLEAR_LINE)
  }
}
