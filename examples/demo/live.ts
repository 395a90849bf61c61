import { stripVTControlCharacters } from 'node:util'
import type { ReviewEvent } from '@understudy/sdk'
import { count, duration, pad, renderEvent, type Terminal, wrap } from '@understudy/cli/terminal'

export interface LiveTimeline {
  /** Shows an event of the reviewer, when it is worth a line. */
  readonly show: (event: ReviewEvent) => void
  /** Shows something that the demo does to the simulated vendors. */
  readonly incident: (sentence: string) => void
}

const NAME_COLUMNS = 32

/** Columns of time and sign, which every line begins with. */
const PREFIX_COLUMNS = 12

/** Breaks the words of a line, and sets what follows under the first of them. */
function hang(terminal: Terminal, line: string): string {
  const words = stripVTControlCharacters(line).slice(PREFIX_COLUMNS)
  const [first = '', ...rest] = wrap(words, terminal.columns - PREFIX_COLUMNS)
  if (rest.length === 0) return line
  const prefix = line.slice(0, line.lastIndexOf(words.slice(0, 12)))
  return [prefix + first, ...rest.map((text) => ' '.repeat(PREFIX_COLUMNS) + text)].join('\n')
}

/** Prints what happens while it happens: who was tried, what came of it, and why the work moved. */
export function liveTimeline(terminal: Terminal, print: (line: string) => void, now: () => number): LiveTimeline {
  const start = now()
  const time = (): string => terminal.paint('dim', pad(duration(now() - start), 8, 'start'))
  const fileLine = (event: Extract<ReviewEvent, { type: 'file-finished' }>): string => {
    const served = event.disposition === 'reviewed'
    const sign = terminal.paint(served ? 'good' : 'bad', terminal.unicode ? (served ? '●' : '✕') : served ? '*' : 'x')
    const outcome = served ? `${pad(event.servedModel ?? '', 15)} ${count(event.findings, 'finding')}` : (event.reason ?? '')
    return `${time()}  ${sign} ${pad(event.path, NAME_COLUMNS)} ${terminal.paint('dim', outcome)}`
  }
  return {
    show(event) {
      const line = event.type === 'file-finished' ? fileLine(event) : renderEvent(terminal, event, now() - start)
      if (line !== null) print(event.type === 'file-finished' ? line : hang(terminal, line))
    },
    incident(sentence) {
      const sign = terminal.paint('warning', terminal.unicode ? '▲' : '!')
      const [first = '', ...rest] = wrap(sentence, terminal.columns - PREFIX_COLUMNS)
      const lines = [`${time()}  ${sign} `, ...rest.map(() => ' '.repeat(PREFIX_COLUMNS))]
      for (const [index, prefix] of lines.entries()) print(prefix + terminal.paint('warning', [first, ...rest][index] ?? ''))
    },
  }
}
