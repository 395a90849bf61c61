import { encodeTerminalLine } from '@understudy/findings'
import type { Timeline } from '../timeline/model.ts'
import { symbol } from './symbols.ts'
import type { Terminal } from './terminal.ts'
import { count, cut, duration, pad } from './text.ts'

/** Moves that are listed; the report page and the JSON have all. */
const MOST = 6

interface Moved {
  readonly firstMs: number
  readonly from: string
  readonly to: string
  readonly why: string
  readonly times: number
}

/** Moves of the same kind in one line, in the order of their first. */
function gathered({ moves }: Timeline): readonly Moved[] {
  const kinds = new Map<string, Moved>()
  for (const { atMs, from, to, why } of moves.toSorted((a, b) => a.atMs - b.atMs)) {
    const key = [from, to, why].join('\n')
    const known = kinds.get(key)
    kinds.set(key, known ? { ...known, times: known.times + 1 } : { firstMs: atMs, from, to, why, times: 1 })
  }
  return [...kinds.values()]
}

/** Where the work went, and why; the first time of each kind. */
export function moveLines(terminal: Terminal, timeline: Timeline): readonly string[] {
  const moved = gathered(timeline)
  const shown = moved.slice(0, MOST)
  const sign = terminal.paint('accent', symbol(terminal, 'moved'))
  const width = Math.max(...shown.map(({ firstMs }) => duration(firstMs).length))
  const lines = shown.map(({ firstMs, from, to, why, times }) => {
    // The reason begins with the target that it is about, which the line names already.
    const reason = why.startsWith(`${from}: `) ? why.slice(from.length + 2) : why
    const text = `${modelOf(from)} ${symbol(terminal, 'to')} ${modelOf(to)}: ${reason}${times === 1 ? '' : `, ${count(times, 'time')}`}`
    const room = terminal.columns - width - 4
    return `${sign} ${terminal.paint('dim', pad(duration(firstMs), width, 'start'))}  ${cut(encodeTerminalLine(text), room)}`
  })
  return moved.length > MOST ? [...lines, terminal.paint('dim', `and ${count(moved.length - MOST, 'other way')}.`)] : lines
}

/** The vendor stands in the lane above. */
const modelOf = (target: string): string => target.slice(target.indexOf('/') + 1)
