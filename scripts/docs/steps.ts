import { fences } from './page.ts'
import { readWorld } from './world-event.ts'

/** One thing that a page does, in its order. */
export type Step =
  /** The reader writes a file: a fence with a name. */
  | { readonly type: 'file'; readonly name: string; readonly code: string }
  /** Something happens to a simulated model: `<!-- world: withdraw claude-fable-5 -->`. */
  | { readonly type: 'world'; readonly event: string }
  /** The reader runs a command and sees its output: `$ …` in a `console` fence, with `> ` for further lines. */
  | { readonly type: 'command'; readonly line: number; readonly command: string; readonly output: string; readonly range: Range }

/** Where the shown output lies in the page. */
export type Range = readonly [start: number, end: number]

const WORLD = /^<!-- world: (.+) -->$/gm

/** A page as its reader works through it; empty when it shows no command with its output. */
export function stepsOf(text: string): readonly Step[] {
  const consoles = fences(text, 'console')
  if (consoles.length === 0) return []
  const files = fences(text).filter(({ name, language }) => name !== undefined && language !== 'console')
  const events = [...text.matchAll(WORLD)].map((match) => ({ start: match.index, event: match[1] ?? '' }))
  for (const { event } of events) readWorld(event)
  const placed: { readonly start: number; readonly steps: readonly Step[] }[] = [
    ...files.map(({ start, name = '', code }) => ({ start, steps: [{ type: 'file' as const, name, code }] })),
    ...events.map(({ start, event }) => ({ start, steps: [{ type: 'world' as const, event }] })),
    ...consoles.map(({ start, line, code }) => ({ start, steps: commands(code, start, line) })),
  ]
  return placed.toSorted((a, b) => a.start - b.start).flatMap(({ steps }) => steps)
}

/** A command, and where its output begins so far. */
interface Open {
  readonly command: string
  readonly line: number
  readonly outputAt: number
}

function commands(code: string, start: number, fenceLine: number): Step[] {
  const found: Step[] = []
  let open: Open | undefined
  let at = start
  const close = (): void => {
    if (!open) return
    const { command, line, outputAt } = open
    found.push({ type: 'command', line, command, output: code.slice(outputAt - start, at - start), range: [outputAt, at] })
  }
  for (const [index, text] of code.split('\n').slice(0, -1).entries()) {
    const line = fenceLine + 1 + index
    const next = at + text.length + 1
    if (text.startsWith('$ ')) {
      close()
      open = { command: text.slice(2), line, outputAt: next }
    } else if (!open) throw new Error(`line ${line}: output without a command before it`)
    // A further line of the command, as a shell asks for it; only before any output.
    else if (text.startsWith('> ') && open.outputAt === at)
      open = { ...open, command: `${open.command}\n${text.slice(2)}`, outputAt: next }
    at = next
  }
  close()
  return found
}
