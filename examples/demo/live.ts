import type { ReviewEvent } from '@understudy/sdk'
import { count, duration, pad, renderEvent, type Terminal } from 'understudy/terminal'

export interface LiveTimeline {
  /** Shows an event of the reviewer, when it is worth a line. */
  readonly show: (event: ReviewEvent) => void
  /** Shows something that the demo does to the simulated vendors. */
  readonly incident: (sentence: string) => void
}

const NAME_COLUMNS = 32

/** Prints what happens while it happens: who was tried, what came of it, and why the work moved. */
export function liveTimeline(terminal: Terminal, print: (line: string) => void, now: () => number): LiveTimeline {
  const start = now()
  const gone = new Set<string>()
  const time = (): string => terminal.paint('dim', pad(duration(now() - start), 8, 'start'))
  const fileLine = (event: Extract<ReviewEvent, { type: 'file-finished' }>): string => {
    const served = event.disposition === 'reviewed'
    const sign = terminal.paint(served ? 'good' : 'bad', terminal.unicode ? (served ? '●' : '✕') : served ? '*' : 'x')
    const late = gone.has(event.target ?? '') ? ', was already under way' : ''
    const outcome = served
      ? `${pad(event.servedModel ?? '', 15)} ${count(event.findings, 'finding')}${late}`
      : (event.reason ?? '')
    return `${time()}  ${sign} ${pad(event.path, NAME_COLUMNS)} ${terminal.paint('dim', outcome)}`
  }
  return {
    show(event) {
      if (event.type === 'target-barred') gone.add(event.target)
      const line = event.type === 'file-finished' ? fileLine(event) : renderEvent(terminal, event, now() - start)
      if (line !== null) print(line)
    },
    incident: (sentence) =>
      print(`${time()}  ${terminal.paint('warning', terminal.unicode ? '▲' : '!')} ${terminal.paint('warning', sentence)}`),
  }
}
